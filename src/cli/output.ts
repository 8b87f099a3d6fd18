import { once } from 'node:events';

/** Writes to stdout and waits while the reader is behind, so that memory stays constant. */
export async function print(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

export interface PrintedList {
  write: (items: string[]) => Promise<void>;
  end: () => Promise<void>;
}

/** Prints items that come in parts: one a line, or, as `json`, the elements of one array. */
export function printList(form: 'text' | 'json' | 'ndjson'): PrintedList {
  if (form !== 'json')
    return {
      write: (items) => print(items.map((item) => `${item}\n`).join('')),
      end: () => Promise.resolve(),
    };
  let first = true;
  return {
    write: (items) => {
      const text = items.map((item, k) => `${first && k === 0 ? '[' : ','}\n${item}`).join('');
      first &&= items.length === 0;
      return print(text);
    },
    end: () => print(first ? '[]\n' : '\n]\n'),
  };
}
