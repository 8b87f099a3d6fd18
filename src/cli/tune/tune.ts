/** `safetier tune`: rows and rule files → the numbers that reach a target → the files, if they do. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { LearningPost } from '../../learn/posts.ts';
import type { Pack } from '../../model/pack.ts';
import { compileRecords } from '../../rules/compile.ts';
import { formatProblem } from '../../rules/index.ts';
import { type Split, splitAt, splitSeeded } from '../../tune/split.ts';
import { isWanted, type Target } from '../../tune/target.ts';
import { type Tuned, tune } from '../../tune/tune.ts';
import type { TuneCommandOptions } from '../commands/tune.ts';
import { runExamples } from '../examples.ts';
import { EXIT, Failure, fileFailure } from '../failure.ts';
import { readPosts } from '../learn/posts.ts';
import { print } from '../output.ts';
import { baseOf, readFiles } from '../rule-files.ts';
import { pageOf } from '../text/page.ts';
import { count } from '../words.ts';
import { tunedText } from './text.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Returns the exit code.
 * @throws {Failure} if the rules or the data cannot be used.
 */
export async function tuneRules(data: readonly string[], options: TuneCommandOptions): Promise<number> {
  const { target, rules, move, seed, heldOut, dry = false, best = false } = options;
  const files = readFiles(rules);
  const { pack, records, problems, examples } = compileRecords(files, await baseOf(files));
  if (problems.failed)
    throw new Failure(
      `the rules cannot be tuned before they are sound:\n\n${problems.sorted().map(formatProblem).join('\n\n')}`,
    );
  const { policy } = pack;
  if (!policy) throw new Failure(`no policy in ${rules.join(', ')}: it holds the thresholds`);
  checkLearned(pack);
  const { posts, bad } = await readPosts(data, { whole: true, half: false }, (message) =>
    console.error(`safetier: ${message}`),
  );
  const split = splitOf(posts, target, heldOut, seed);
  const tuned = tune(posts, { pack, policy, records }, { target, split, seed, kinds: move });
  const broken =
    runExamples(tuned.pack, examples).failures.length - runExamples(pack, examples).failures.length;
  const written = !dry && tuned.files.length > 0 && (tuned.reached || best);
  if (written) for (const file of tuned.files) write(file);
  await print(`${tunedText(tuned, { target, split, dry, written, broken }, pageOf(options.color))}\n`);
  if (bad > 0) return EXIT.bad;
  return tuned.reached && tuned.holds ? EXIT.fine : EXIT.findings;
}

/** @throws {Failure} where two rules of words share a category: their sums cannot be told apart. */
function checkLearned(pack: Pack): void {
  const categories = pack.rules.filter(({ learned }) => learned).map(({ category }) => category);
  const twice = categories.find((category, k) => categories.indexOf(category) !== k);
  if (twice !== undefined)
    throw new Failure(`${twice} has two rules of weighted words: disable one of them, or join them`);
}

/** @throws {Failure} if a part would lack posts of either kind. */
function splitOf(
  posts: readonly LearningPost[],
  target: Target,
  heldOut: readonly string[] | undefined,
  seed: number,
): Split {
  const wanted = (post: LearningPost): boolean | undefined => isWanted(post, target.of);
  const sources = [...new Set(posts.map(({ source }) => source))].sort();
  for (const name of heldOut ?? [])
    if (!sources.includes(name))
      throw new Failure(`--held-out ${name}: no post is of this source; there are ${sources.join(', ')}`);
  const split = heldOut === undefined ? splitSeeded(posts, wanted, seed) : splitAt(posts, heldOut);
  for (const part of ['train', 'heldOut'] as const) {
    const [yes, no] = [true, false].map(
      (want) => split[part].filter((post) => wanted(posts[post]!) === want).length,
    ) as [number, number];
    if (yes === 0 || no === 0)
      throw new Failure(
        `${part === 'train' ? 'the part to tune on' : 'the part to hold out'} has ${count(yes, 'post')} that ${yes === 1 ? 'is' : 'are'} ${target.of} and ${no} that ${no === 1 ? 'is' : 'are'} not: both are needed in both parts. Give rows a "source", more sources, or --held-out`,
      );
  }
  return split;
}

/**
 * A byte order mark stays where it is.
 * @throws {Failure} if the file cannot be written, or is no longer the one that was read.
 */
function write({ path, before, after }: Tuned['files'][number]): void {
  try {
    const now = readFileSync(path, 'utf8');
    const mark = now.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    if (now !== mark + before) throw new Failure(`${path}: it was changed meanwhile, and is left as it is`);
    writeFileSync(path, mark + after);
  } catch (error) {
    throw error instanceof Failure ? error : fileFailure(error, path);
  }
}
