/** Gathers the sound records of all files, whatever file they stand in, and refuses what stands there twice. */
import type { Category } from '../model/vocabulary.ts';
import { type Path, keyPlace, placeOf } from './locate.ts';
import type { SourcedPattern, SourcedTerm } from './patterns.ts';
import type { Source } from './read.ts';
import type { Problems } from './report.ts';
import type { CueRecord, FileOf, GroundRuleRecord, LexiconRecord, RuleRecord } from './schema.ts';
import type { Checked } from './shape.ts';

/** A record and where it stands: `path` leads to it inside `source`. */
export interface Sourced<T> {
  source: Source;
  path: Path;
  record: T;
}

export interface SourcedRule extends Sourced<RuleRecord> {
  category: Category;
}

export interface Collected {
  pack?: Sourced<FileOf<'pack'>>;
  policy?: Sourced<FileOf<'policy'>>;
  categories: Map<Category, Sourced<NonNullable<FileOf<'categories'>['categories'][Category]>>>;
  lexicons: Map<string, { source: Source; terms: SourcedTerm[] }>;
  rules: SourcedRule[];
  groundRules: Sourced<GroundRuleRecord>[];
  cues: Sourced<CueRecord>[];
  /** Patterns of records that are broken otherwise: only checked. */
  loose: SourcedPattern[];
  spelling: { plain: string; variant: string; source: Source; path: Path }[];
  expand: Sourced<string>[];
  masked: string[];
  fillers: string[];
}

/** Ids of rules are unique in their category, ids of cues and names of lexicons in the pack. */
export function collect(files: readonly Checked[], problems: Problems): Collected {
  const all: Collected = {
    categories: new Map(),
    lexicons: new Map(),
    rules: [],
    groundRules: [],
    cues: [],
    loose: [],
    spelling: [],
    expand: [],
    masked: [],
    fillers: [],
  };
  const seen = new Map<string, { source: Source; line: number }>();
  const first = (
    source: Source,
    path: Path,
    id: string,
    code: 'duplicate-id' | 'duplicate-lexicon',
    message: string,
  ): boolean => {
    const place = code === 'duplicate-lexicon' ? keyPlace(source, path) : placeOf(source, path);
    const before = seen.get(id);
    if (before === undefined) {
      seen.set(id, { source, line: source.lines.linePos(place.at).line });
      return true;
    }
    problems.add(source, place, code, message, {
      hint: `the first one stands at ${before.source.path}:${before.line}`,
    });
    return false;
  };

  for (const file of files) {
    const { source, sound } = file;
    switch (file.kind) {
      case 'rules': {
        const { category } = file.value;
        if (!sound(['category'])) break;
        each(file.value.rules, ['rules'], sound, (record, path) => {
          const id = `${category}/${record.id}`;
          if (first(source, [...path, 'id'], id, 'duplicate-id', `there are two rules ${id}`))
            all.rules.push({ source, path, record, category });
        });
        break;
      }
      case 'ground-rules':
        each(file.value['ground-rules'], ['ground-rules'], sound, (record, path) => {
          if (
            first(
              source,
              [...path, 'id'],
              `conduct/ground-rule.${record.id}`,
              'duplicate-id',
              `there are two ground rules ${record.id}`,
            )
          )
            all.groundRules.push({ source, path, record });
        });
        break;
      case 'cues':
        each(file.value.cues, ['cues'], sound, (record, path) => {
          if (
            first(
              source,
              [...path, 'id'],
              `cue ${record.id}`,
              'duplicate-id',
              `there are two cues ${record.id}`,
            )
          )
            all.cues.push({ source, path, record });
        });
        break;
      case 'lexicons':
        for (const [name, record] of entries<LexiconRecord>(file.value.lexicons)) {
          const path = ['lexicons', name];
          if (!first(source, path, `@${name}`, 'duplicate-lexicon', `there are two lexicons “${name}”`))
            continue;
          // A lexicon with a broken term still has its other terms.
          all.lexicons.set(name, { source, terms: termsOf(source, path, record, sound) });
        }
        break;
      case 'categories':
        for (const [name, record] of entries(file.value.categories)) {
          const path = ['categories', name];
          if (!sound(path)) continue;
          if (
            first(source, path, `category ${name}`, 'duplicate-id', `the category ${name} is described twice`)
          )
            all.categories.set(name as Category, { source, path, record });
        }
        break;
      case 'spelling':
        for (const [plain, variants] of entries(file.value.spelling ?? {}))
          each(variants, ['spelling', plain], sound, (variant, path) =>
            all.spelling.push({ plain, variant, source, path }),
          );
        each(file.value.expand, ['expand'], sound, (record, path) =>
          all.expand.push({ source, path, record }),
        );
        each(file.value.masked, ['masked'], sound, (word) => all.masked.push(word));
        each(file.value.fillers, ['fillers'], sound, (word) => all.fillers.push(word));
        break;
      case 'policy':
        if (first(source, ['kind'], 'policy', 'duplicate-id', 'there are two policies') && sound([]))
          all.policy = { source, path: [], record: file.value };
        break;
      case 'pack':
        if (first(source, ['kind'], 'pack', 'duplicate-id', 'there are two files of kind pack') && sound([]))
          all.pack = { source, path: [], record: file.value };
        break;
    }
  }
  return all;
}

function each<T>(
  list: readonly T[] | undefined,
  path: Path,
  sound: (path: Path) => boolean,
  visit: (record: T, path: Path) => void,
): void {
  if (!Array.isArray(list)) return;
  list.forEach((record: T, k) => {
    const at = [...path, k];
    if (sound(at)) visit(record, at);
  });
}

function entries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return typeof record === 'object' ? Object.entries(record) : [];
}

function termsOf(
  source: Source,
  path: Path,
  record: LexiconRecord,
  sound: (path: Path) => boolean,
): SourcedTerm[] {
  const terms: SourcedTerm[] = [];
  if (typeof record !== 'object' || (record as unknown) === null) return terms;
  each(record.terms, [...path, 'terms'], sound, (term, at) => {
    if (typeof term === 'string') terms.push({ source, path: at, text: term, weight: 1 });
    else terms.push({ source, path: [...at, 'term'], text: term.term, weight: term.weight });
  });
  return terms;
}
