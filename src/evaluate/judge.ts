import type { Classifier } from '../classifier.ts';
import type { Assessment } from '../model/assessment.ts';
import { isConversation } from './conversations.ts';
import { type EvaluationRow, type Post, type Unmet, statesAnything, unmetBy } from './row.ts';

/** A row with its verdict. */
export interface Judged {
  row: Post;
  verdict: Pick<Assessment, 'tier' | 'score' | 'categories' | 'reported' | 'findings'>;
  unmet: Unmet;
}

/** Which rows the figures are made from. */
export interface RowCounts {
  /** Rows with a text. */
  judged: number;
  /** Of these, rows that state a tier or a category. */
  stating: number;
  /** Of these, rows counted apart, see `weakBenign`. */
  weakBenign: number;
  /** Left out: conversations that do not say which alerts they call for. */
  conversations: number;
  /** Left out: rows with neither. */
  empty: number;
}

export interface JudgedRows {
  counts: RowCounts;
  /** What everything is measured on. */
  rows: Judged[];
  weak: Judged[];
}

/** One classification a row; the rest of the evaluation works on the verdicts. */
export function judgeRows(
  rows: Iterable<EvaluationRow>,
  classifier: Pick<Classifier, 'classify'>,
  onProgress: (done: number) => void,
): JudgedRows {
  const counts: RowCounts = { judged: 0, stating: 0, weakBenign: 0, conversations: 0, empty: 0 };
  const judged: JudgedRows = { counts, rows: [], weak: [] };
  let done = 0;
  for (const row of rows) {
    onProgress(done++);
    if (!hasText(row)) {
      if (row.messages === undefined) counts.empty++;
      else if (!isConversation(row)) counts.conversations++;
      continue;
    }
    counts.judged++;
    if (statesAnything(row)) counts.stating++;
    if (row.weakBenign === true) counts.weakBenign++;
    const { tier, score, categories, reported, findings } = classifier.classify(row.text);
    const verdict = { tier, score, categories, reported, findings };
    (row.weakBenign === true ? judged.weak : judged.rows).push({
      row,
      verdict,
      unmet: unmetBy(row, verdict),
    });
  }
  onProgress(done);
  return judged;
}

function hasText(row: EvaluationRow): row is Post {
  return row.text !== undefined;
}
