/** `safetier learn`: rows → study → one rule file for each category, and one of severity. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { categoryFile, impressionFile, type FileOptions } from '../../learn/file.ts';
import { type LearnedCategory, learnAlarm, learnCategory, learnSeverity } from '../../learn/learn.ts';
import { carries, isHigh, type LearningPost } from '../../learn/posts.ts';
import { type LearnOptions, postsSaying, studyOf } from '../../learn/study.ts';
import { LEAST_EXAMPLES } from '../../rules/schema.ts';
import { bundledPack } from '../bundled-pack.ts';
import type { LearnCommandOptions } from '../commands/learn.ts';
import { Failure, fileFailure } from '../failure.ts';
import { print } from '../output.ts';
import { packOf } from '../service.ts';
import { pageOf } from '../text/page.ts';
import { count } from '../words.ts';
import { categoriesOf, checkPath, lexiconsOf, pathsOf, voicesOf } from './check.ts';
import { readPosts } from './posts.ts';
import { alarmText, categoryText, severityText } from './text.ts';

/** With fewer positive posts nothing is learned but these posts. */
const LEAST_POSITIVES = 20;

/**
 * Returns how many lines of the data were bad.
 * @throws {Failure} if the options are wrong, or if there is too little to learn from.
 */
export async function learn(data: readonly string[], options: LearnCommandOptions): Promise<number> {
  const { category: wanted = [], severity = false, partly = [], dry = false } = options;
  if (wanted.length === 0 && !severity)
    throw new Failure('nothing to learn: give --category ID (or all), or --severity');
  if (data.length + partly.length === 0)
    throw new Failure('no data: name files of labelled posts, or --partly files');
  const pack = options.rules === undefined ? await bundledPack() : await packOf(options.rules, false);
  const categories = categoriesOf(wanted, pack);
  const paths = pathsOf(categories, severity, options.out);
  if (!dry) {
    for (const category of categories) checkPath(paths.ofCategory(category), 'learned');
    if (severity) checkPath(paths.ofSeverity, 'impression');
  }
  const how: LearnOptions = {
    seed: options.seed,
    terms: options.terms,
    foldsBy: options.folds,
    budgets: options,
    read: new Set(options.read),
    beside: options.beside === undefined ? voicesOf(pack) : lexiconsOf(options.beside, pack),
    classes: lexiconsOf(options.classes, pack),
    formsApart: severity,
  };
  const report = (message: string): void => console.error(`safetier: ${message}`);
  const own = await readPosts(data, { whole: true, half: false }, report);
  const others = await readPosts(partly, { whole: false, half: options.half === true }, report);
  const posts = [...own.posts, ...others.posts];
  if (posts.length === 0) throw new Failure(`no posts to learn from in ${[...data, ...partly].join(', ')}`);
  checkWriters(posts, how);
  for (const category of categories)
    checkEnough(posts, (post) => carries(post, category), `carry ${category}`);
  if (severity) checkEnough(posts, isHigh, 'are high');
  const study = studyOf(posts, pack, how);

  const page = pageOf(options.color);
  const file = fileOptionsOf(data, partly, posts, options);
  const forms = new Set<string>();
  for (const category of categories) {
    const learned = learnCategory(study, category, options.id);
    await print(`${categoryText(learned, options.folds, page)}\n`);
    if (learned.terms.length === 0)
      throw new Failure(`${category}: no term weighs anything; more posts by more writers may help`);
    for (const form of learned.forms) forms.add(form);
    if (dry) continue;
    checkExamples(learned);
    const path = paths.ofCategory(category);
    write(path, categoryFile({ ...learned, forms: severity ? [] : learned.forms }, file));
    await print(`written to ${path}\n\n`);
  }
  if (severity) {
    const severe = learnSeverity(study);
    await print(`${severityText(severe, options.folds, page)}\n`);
    const alarm = learnAlarm(study);
    await print(`${alarmText(alarm, options.folds, page)}\n`);
    for (const form of [...severe.forms, ...alarm.forms]) forms.add(form);
    if (!dry) {
      write(paths.ofSeverity, impressionFile(severe, alarm, [...forms].sort(), file));
      await print(`written to ${paths.ofSeverity}\n`);
    }
  }
  return own.bad + others.bad;
}

function fileOptionsOf(
  data: readonly string[],
  partly: readonly string[],
  posts: readonly LearningPost[],
  { seed, half, sources }: LearnCommandOptions,
): FileOptions {
  const names = (files: readonly string[]): string => files.map((file) => basename(file)).join(' ');
  const sourcesOf = (whole: boolean): string =>
    [...new Set(posts.filter((post) => post.whole === whole).map(({ source }) => source))].sort().join(' ');
  return {
    sources: sources ?? [...data, ...partly].map((file) => basename(file)),
    provenance: {
      ...(data.length > 0 ? { data: names(data), 'labelled whole by': sourcesOf(true) } : {}),
      ...(partly.length > 0 ? { [half === true ? 'half of the rows of' : 'rows of']: sourcesOf(false) } : {}),
      'posts in all': posts.length,
      seed,
    },
  };
}

/** @throws {Failure} where nothing could be left out to try the model on. */
function checkWriters(posts: readonly LearningPost[], { foldsBy }: LearnOptions): void {
  const names = new Set(posts.map((post) => post[foldsBy]));
  if (names.size < 2)
    throw new Failure(
      `all posts are of one ${foldsBy} (“${[...names][0]!}”), so none can be left out to try the weights on: give rows ${foldsBy === 'writer' ? 'a "writer" or a "source"' : 'a "source"'}`,
    );
}

/** @throws {Failure} naming how many posts there are. */
function checkEnough(
  posts: readonly LearningPost[],
  says: (post: LearningPost) => boolean | undefined,
  what: string,
): void {
  const { fitted, isPositive } = postsSaying(posts, says);
  const positives = fitted.filter(isPositive).length;
  if (positives < LEAST_POSITIVES || fitted.length - positives < LEAST_POSITIVES)
    throw new Failure(
      `${count(positives, 'post')} ${what}, ${fitted.length - positives} do not: at least ${LEAST_POSITIVES} of each are needed`,
    );
}

/** @throws {Failure} where a file would be refused for want of examples. */
function checkExamples({ category, fires, quiet }: LearnedCategory): void {
  for (const [kind, texts] of Object.entries({ 'that fire': fires, 'that stay quiet': quiet }))
    if (texts.length < LEAST_EXAMPLES.rule)
      throw new Failure(
        `${category}: ${count(texts.length, 'example')} ${kind} among the short posts of DATA (rows of --partly are not copied), and a rule needs ${LEAST_EXAMPLES.rule}; nothing was written. More posts, or a larger --alone, may help`,
      );
}

/** @throws {Failure} if the file cannot be written. */
function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw fileFailure(error, path);
  }
}
