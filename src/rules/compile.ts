/** From files to a pack: read → check the shape → collect → extend → check patterns → spell out. */
import type { Signal } from '../model/conversation.ts';
import type { Pack } from '../model/pack.ts';
import { type ConversationExamples, buildConversation, talkOf } from './conversation.ts';
import { Builder, impressionOf, policyOf } from './build.ts';
import { type Collected, type Sourced, collect } from './collect.ts';
import { baseOf, inherit } from './extend.ts';
import { type Path, placeOf } from './locate.ts';
import { PatternCheck } from './patterns.ts';
import type { Problem } from './problem.ts';
import { type RuleFile, type Source, readSource } from './read.ts';
import { Problems } from './report.ts';
import { checkShape } from './shape.ts';
import { readingOf, writtenSpelling } from './spelling.ts';
import { checkWeighed } from './weighed.ts';
import { ruleName } from '../model/rule-name.ts';

export interface CompileOptions {
  /** The pack that `extends` may name. */
  base?: Pack;
  /** Real words, lower case: none of them is read as a misspelled one. Without them, only what the base pack reads is read. */
  words?: ReadonlySet<string>;
  /** What the pack is called where no file of kind `pack` says so. */
  name?: string;
  version?: string;
  language?: string;
  /** Build the pack from what is sound, errors or not. For work on the rules; such a pack must not ship. */
  lenient?: boolean;
}

/** An example and where it stands; `line` and `column` count from 1. */
export interface Example {
  text: string;
  line: number;
  column: number;
}

/** The examples of one rule, cue or signal. */
export interface RuleExamples {
  /** `category/id` of a rule, id of a cue or a signal. */
  rule: string;
  kind: 'rule' | 'cue' | 'signal';
  file: string;
  line: number;
  fires: Example[];
  quiet: Example[];
}

export interface Compiled {
  /** Absent if there is any error (unless `lenient` is set). */
  pack?: Pack;
  examples: RuleExamples[];
  /** Those of conversation rules. */
  conversations: ConversationExamples[];
  /** All problems of all files, by file and place. */
  problems: Problem[];
}

/**
 * Compiles rule files to a pack. Files in any order give the same pack. Never throws: whatever is wrong is in
 * `problems`, all of it at once.
 */
export function compilePack(files: readonly RuleFile[], options: CompileOptions = {}): Compiled {
  const { pack, examples, conversations, problems } = compileRecords(files, options);
  const usable = options.lenient === true || !problems.failed;
  return { ...(usable ? { pack } : {}), examples, conversations, problems: problems.sorted() };
}

/** A pack of what is sound, with the records that it was made from. */
export interface Compilation {
  pack: Pack;
  records: Collected;
  examples: RuleExamples[];
  conversations: ConversationExamples[];
  problems: Problems;
}

export function compileRecords(
  files: readonly RuleFile[],
  options: Omit<CompileOptions, 'lenient'>,
): Compilation {
  const problems = new Problems();
  const ordered = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const checked = ordered.flatMap((file) => {
    const source = readSource(file, problems);
    return source === undefined ? [] : (checkShape(source, problems) ?? []);
  });
  const all = collect(checked, problems);
  const base = baseOf(all, options.base, problems);

  const written = writtenSpelling(all, base, problems);
  const patterns = new PatternCheck(all.lexicons.keys(), base, written, problems);
  patterns.checkLexicons(all.lexicons);
  const categories = { ...base.categories };
  for (const [id, { record }] of all.categories) categories[id] = record;
  const build = new Builder(categories, patterns, problems);

  const { rules, cues } = inherit(all, base, build, problems);
  const examples: RuleExamples[] = [];
  const add = <T extends { id: string }>(
    to: T[],
    built: T | undefined,
    sourced: Sourced<WithExamples>,
    kind: RuleExamples['kind'],
    name: (built: T) => string = ({ id }) => id,
  ): void => {
    if (built === undefined) return;
    to.push(built);
    examples.push(examplesOf(sourced, kind, name(built)));
  };
  for (const rule of all.rules) add(rules, build.rule(rule), rule, 'rule', ruleName);
  for (const rule of all.groundRules) add(rules, build.groundRule(rule), rule, 'rule', ruleName);
  for (const record of all.broken) build.checkBroken(record);
  for (const cue of all.cues) add(cues, build.cue(cue), cue, 'cue');

  const identity = all.pack?.record;
  const policy = all.policy ? policyOf(all.policy.record) : base.policy;
  const impression = all.impression ? impressionOf(all.impression.record) : base.impression;
  const pack: Pack = {
    name: identity?.name ?? options.name ?? base.name,
    version: identity?.version ?? options.version ?? base.version,
    language: identity?.language ?? options.language ?? base.language,
    categories,
    lexicons: sorted(patterns.lexicons),
    spelling: sorted(written),
    ...readingOf(all, base, patterns.words, written, options.words),
    forms: {},
    rules,
    cues,
    ...(impression ? { impression } : {}),
    ...(policy ? { policy } : {}),
  };
  // Behind the spelling: words of signals must not change how posts are read.
  const signals: Signal[] = [...(base.signals ?? [])];
  for (const signal of all.signals) add(signals, build.signal(signal), signal, 'signal');
  pack.forms = sorted({ ...base.forms, ...Object.fromEntries(patterns.forms) });
  if (signals.length > 0) pack.signals = signals;
  const { rules: conversation, examples: conversations } = buildConversation(all, pack, base, problems);
  if (conversation.length > 0) pack.conversation = conversation;
  const talk = talkOf(all, conversation, base, problems);
  if (talk.length > 0) pack.talk = talk;
  checkWeighed(all, pack, problems);
  return { pack, records: all, examples, conversations, problems };
}

interface WithExamples {
  fires?: readonly unknown[] | undefined;
  quiet?: readonly unknown[] | undefined;
}

function examplesOf(
  { source, path, record }: Sourced<WithExamples>,
  kind: RuleExamples['kind'],
  rule: string,
): RuleExamples {
  return {
    rule,
    kind,
    file: source.path,
    line: positionOf(source, [...path, 'id']).line,
    fires: textsOf(source, [...path, 'fires'], record.fires),
    quiet: textsOf(source, [...path, 'quiet'], record.quiet),
  };
}

/** Faults of examples do not break a record, so they may be anything here. */
function textsOf(source: Source, path: Path, texts: unknown): Example[] {
  if (!Array.isArray(texts)) return [];
  return texts.flatMap((text: unknown, k) =>
    typeof text === 'string' ? [{ text, ...positionOf(source, [...path, k]) }] : [],
  );
}

function positionOf(source: Source, path: Path): { line: number; column: number } {
  const { line, col } = source.lines.linePos(placeOf(source, path).at);
  return { line, column: col };
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
