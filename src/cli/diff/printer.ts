/** Changed posts as they come, then the summary. */
import type { DiffSummary, PostChange } from '../../evaluate/index.ts';
import { print } from '../output.ts';
import type { Page } from '../text/page.ts';
import { changeText, summaryText } from './text.ts';

export interface DiffPrinter {
  posts: (changes: readonly PostChange[]) => Promise<void>;
  end: (summary: DiffSummary) => Promise<void>;
}

/** `{"changes":[…],"summary":{…}}`, one change a line. */
export function jsonPrinter(): DiffPrinter {
  let first = true;
  return {
    posts: (changes) => {
      const text = changes.map((change, k) => `${first && k === 0 ? '' : ','}\n${JSON.stringify(change)}`);
      const head = first && changes.length > 0 ? '{"changes":[' : '';
      first &&= changes.length === 0;
      return print(head + text.join(''));
    },
    end: (summary) =>
      print(`${first ? '{"changes":[' : '\n'}],\n"summary":${JSON.stringify(summary, null, 2)}}\n`),
  };
}

/** The first `limit` posts, and a summary of all. */
export function textPrinter(page: Page, limit: number): DiffPrinter {
  let shown = 0;
  return {
    posts: (changes) => {
      const some = changes.slice(0, limit - shown);
      shown += some.length;
      return print(some.map((change) => `${changeText(change, page)}\n\n`).join(''));
    },
    end: (summary) => print(`${summaryText(summary, shown, page)}\n`),
  };
}
