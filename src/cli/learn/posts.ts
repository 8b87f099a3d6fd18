/** Labelled posts for learning, from files of rows. */
import { basename } from 'node:path';
import type { EvaluationRow } from '../../evaluate/index.ts';
import { hashOf } from '../../evaluate/random.ts';
import { type LearningPost, excerptsOf } from '../../learn/posts.ts';
import { readRows } from '../evaluate/rows.ts';

export interface ReadPosts {
  posts: LearningPost[];
  /** Lines that are no row; each was reported. */
  bad: number;
}

/**
 * Posts of the files. Of rows that are labelled whole the writer is the one stated, or else the source; of others without a
 * stated writer, the row is its own; so are what their spans mark, and the rest. `half` keeps rows whose id has an even hash.
 * @throws {Failure} if a file cannot be opened or read.
 */
export async function readPosts(
  files: readonly string[],
  { whole, half }: { whole: boolean; half: boolean },
  report: (message: string) => void,
): Promise<ReadPosts> {
  const { rows, bad } = await readRows(files, report);
  const posts = rows.flatMap((row): LearningPost[] => {
    const { text, id } = row;
    if (text === undefined || (half && hashOf(id) % 2 !== 0)) return [];
    const source = row.source ?? fileOf(row);
    const post = { ...row, text, source, whole, writer: row.writer ?? (whole ? source : id) };
    return whole ? [post] : [post, ...excerptsOf(post)];
  });
  return { posts, bad };
}

/** The name of the file, without its ending: what rows that name no source come from. */
function fileOf({ place = '' }: EvaluationRow): string {
  return basename(place.replace(/:\d+$/u, '')).replace(/\.\w+$/u, '');
}
