/**
 * What runs in the page: tables marked with `data-filter` get a search box, and headings that sort. Everything can be
 * read without it.
 */
export const SCRIPT = `
for (const table of document.querySelectorAll('table[data-filter]')) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const text = rows.map((row) => row.textContent.toLowerCase());
  const value = (row, k) => row.cells[k].dataset.sort ?? row.cells[k].textContent.trim();
  const compare = (a, b) => {
    const [m, n] = [Number(a), Number(b)];
    return Number.isNaN(m) || Number.isNaN(n) ? a.localeCompare(b) : m - n;
  };

  const box = document.createElement('p');
  const label = document.createElement('label');
  const input = document.createElement('input');
  const shown = document.createElement('span');
  input.type = 'search';
  shown.setAttribute('role', 'status');
  label.append(table.dataset.filter + ' ', input);
  box.append(label, ' ', shown);
  table.parentElement.before(box);
  const filter = () => {
    const words = input.value.toLowerCase().split(/\\s+/);
    let count = 0;
    rows.forEach((row, k) => {
      row.hidden = !words.every((word) => text[k].includes(word));
      if (!row.hidden) count++;
    });
    shown.textContent = count + ' of ' + rows.length;
  };
  input.addEventListener('input', filter);
  filter();

  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, k) => {
    const button = document.createElement('button');
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      // Names rise first; figures fall first, since the large ones are looked for.
      const first = rows.length > 0 && Number.isNaN(Number(value(rows[0], k))) ? 'ascending' : 'descending';
      const other = first === 'ascending' ? 'descending' : 'ascending';
      const order = head.getAttribute('aria-sort') === first ? other : first;
      for (const one of heads) one.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', order);
      const sign = order === 'ascending' ? 1 : -1;
      body.append(...[...rows].sort((a, b) => sign * compare(value(a, k), value(b, k))));
    });
  });
}
`;
