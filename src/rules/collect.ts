/** Gathers the sound records of all files, whatever file they stand in, and refuses what stands there twice. */
import type { LearnedWords, WantedDetail } from '../model/pack.ts';
import type { Category } from '../model/vocabulary.ts';
import { type Path, type Place, keyPlace, placeOf } from './locate.ts';
import type { SourcedTerm } from './patterns.ts';
import type { Source } from './read.ts';
import type { Problems } from './report.ts';
import type {
  CategoryRecord,
  ConversationRecord,
  CueRecord,
  FileOf,
  GroundRuleRecord,
  LexiconRecord,
  RuleRecord,
  SignalRecord,
  TalkRecord,
  WeighedRecord,
} from './schema.ts';
import { weighedOf } from './weighed.ts';
import type { Checked } from './shape.ts';
import { ruleName } from '../model/rule-name.ts';

/** A record and where it stands: `path` leads to it inside `source`. */
export interface Sourced<T> {
  source: Source;
  path: Path;
  record: T;
}

export interface SourcedRule extends Sourced<RuleRecord> {
  category: Category;
  learned?: LearnedWords;
  details?: WantedDetail[];
}

/** Weighted words; of a rule, those of its category. */
interface SourcedWeights extends Sourced<WeighedRecord> {
  category?: Category;
}

export interface Collected {
  pack?: Sourced<FileOf<'pack'>>;
  policy?: Sourced<FileOf<'policy'>>;
  impression?: Sourced<FileOf<'impression'>>;
  categories: Map<Category, Sourced<CategoryRecord>>;
  lexicons: Map<string, { source: Source; terms: SourcedTerm[] }>;
  rules: SourcedRule[];
  groundRules: Sourced<GroundRuleRecord>[];
  cues: Sourced<CueRecord>[];
  signals: Sourced<SignalRecord>[];
  conversation: Sourced<ConversationRecord>[];
  talk: Sourced<TalkRecord>[];
  /** Weighted words, of rules and of the impression; the path leads to the record that holds `terms`. */
  weighed: SourcedWeights[];
  /** Records of the wrong shape: what can be read in them is checked, so that all mistakes come at once. */
  broken: BrokenRecord[];
  spelling: { plain: string; variant: string; source: Source; path: Path }[];
  masked: string[];
  fillers: string[];
}

/** A record that is no rule or cue yet; `category` is that of its file. */
export interface BrokenRecord extends Sourced<Readonly<Record<string, unknown>>> {
  category: Category | undefined;
}

type Sound = (path: Path) => boolean;

/** Ids of rules are unique in their category; ids of cues and names of lexicons in the pack. */
export function collect(files: readonly Checked[], problems: Problems): Collected {
  const all: Collected = {
    categories: new Map(),
    lexicons: new Map(),
    rules: [],
    groundRules: [],
    cues: [],
    signals: [],
    conversation: [],
    talk: [],
    weighed: [],
    broken: [],
    spelling: [],
    masked: [],
    fillers: [],
  };
  const claimed = new Map<string, string>();
  /** Whether nothing else in the pack is called so. */
  const claim = (source: Source, place: Place, name: string): boolean => {
    const before = claimed.get(name);
    if (before === undefined) {
      claimed.set(name, `${source.path}:${source.lines.linePos(place.at).line}`);
      return true;
    }
    const code = name.startsWith('lexicon ') ? 'duplicate-lexicon' : 'duplicate-id';
    problems.add(source, place, code, `${name} stands here twice`, {
      hint: `the first one stands at ${before}`,
    });
    return false;
  };
  const claimId = (source: Source, path: Path, name: string): boolean =>
    claim(source, placeOf(source, [...path, 'id']), name);

  for (const file of files) {
    const { source, sound } = file;
    const broken = (record: unknown, path: Path): void => {
      if (typeof record === 'object' && record !== null)
        all.broken.push({
          source,
          path,
          record: record as Record<string, unknown>,
          category: categoryOf(file),
        });
    };
    switch (file.kind) {
      case 'rules': {
        const { category, rules } = file.value;
        const known = sound(['category']);
        each(
          rules,
          ['rules'],
          (path) => known && sound(path),
          (record, path) => {
            if (claimId(source, path, `rule ${ruleName({ category, id: record.id })}`))
              all.rules.push({ source, path, record, category });
          },
          broken,
        );
        break;
      }
      case 'learned': {
        const { category, learned } = file.value;
        each(
          learned,
          ['learned'],
          (path) => sound(['category']) && sound(path),
          ({ bias, from, doubts, matches, terms, forms, ...record }, path) => {
            if (!claimId(source, path, `rule ${ruleName({ category, id: record.id })}`)) return;
            all.rules.push({
              source,
              path,
              record: { ...record, match: [] },
              category,
              learned: { ...weighedOf({ bias, matches, terms }), from, doubts, forms },
            });
            all.weighed.push({ source, path, record: { bias, matches, terms }, category });
          },
          broken,
        );
        break;
      }
      case 'details': {
        const { category, details } = file.value;
        each(
          details,
          ['details'],
          (path) => sound(['category']) && sound(path),
          ({ details, ...record }, path) => {
            if (claimId(source, path, `rule ${ruleName({ category, id: record.id })}`))
              all.rules.push({ source, path, record: { ...record, match: [] }, category, details });
          },
          broken,
        );
        break;
      }
      case 'ground-rules':
        each(
          file.value['ground-rules'],
          ['ground-rules'],
          sound,
          (record, path) => {
            if (claimId(source, path, `rule conduct/ground-rule.${record.id}`))
              all.groundRules.push({ source, path, record });
          },
          broken,
        );
        break;
      case 'cues':
        each(
          file.value.cues,
          ['cues'],
          sound,
          (record, path) => {
            if (claimId(source, path, `cue ${record.id}`)) all.cues.push({ source, path, record });
          },
          broken,
        );
        break;
      case 'signals':
        each(
          file.value.signals,
          ['signals'],
          sound,
          (record, path) => {
            if (claimId(source, path, `signal ${record.id}`)) all.signals.push({ source, path, record });
          },
          broken,
        );
        break;
      case 'conversation':
        each(file.value.conversation, ['conversation'], sound, (record, path) => {
          if (claimId(source, path, `conversation rule ${record.id}`))
            all.conversation.push({ source, path, record });
        });
        break;
      case 'talk':
        each(file.value.talk, ['talk'], sound, (record, path) => {
          if (!claim(source, placeOf(source, [...path, 'rule']), `talk of ${record.rule}`)) return;
          all.talk.push({ source, path, record });
          for (const side of ['said', 'heard'] as const)
            all.weighed.push({ source, path: [...path, side], record: { bias: 0, ...record[side] } });
        });
        break;
      case 'lexicons':
        for (const [name, record] of entries<LexiconRecord>(file.value.lexicons)) {
          const path = ['lexicons', name];
          // A lexicon with a broken term still has its other terms.
          if (claim(source, keyPlace(source, path), `lexicon “${name}”`))
            all.lexicons.set(name, { source, terms: termsOf(source, path, record, sound) });
        }
        break;
      case 'categories':
        for (const [name, record] of entries<CategoryRecord>(file.value.categories)) {
          const path = ['categories', name];
          if (sound(path) && claim(source, keyPlace(source, path), `category ${name}`))
            all.categories.set(name as Category, { source, path, record });
        }
        break;
      case 'spelling':
        for (const [plain, variants] of entries<string[]>(file.value.spelling))
          each(variants, ['spelling', plain], sound, (variant, path) =>
            all.spelling.push({ plain, variant, source, path }),
          );
        each(file.value.masked, ['masked'], sound, (word) => all.masked.push(word));
        each(file.value.fillers, ['fillers'], sound, (word) => all.fillers.push(word));
        break;
      case 'impression':
        if (claim(source, placeOf(source, ['kind']), 'file of kind impression') && sound([])) {
          all.impression = { source, path: [], record: file.value };
          for (const kind of ['severity', 'alarm'] as const) {
            const record = file.value[kind];
            if (record) all.weighed.push({ source, path: [kind], record });
          }
        }
        break;
      case 'policy':
        if (claim(source, placeOf(source, ['kind']), 'file of kind policy') && sound([]))
          all.policy = { source, path: [], record: file.value };
        break;
      case 'pack':
        if (claim(source, placeOf(source, ['kind']), 'file of kind pack') && sound([]))
          all.pack = { source, path: [], record: file.value };
        break;
    }
  }
  return all;
}

/** Visits the sound entries of a list, if it is one. */
function each<T>(
  list: readonly T[] | undefined,
  path: Path,
  sound: Sound,
  visit: (record: T, path: Path) => void,
  broken?: (record: unknown, path: Path) => void,
): void {
  if (!Array.isArray(list)) return;
  list.forEach((record: T, k) => {
    const at = [...path, k];
    if (sound(at)) visit(record, at);
    else broken?.(record, at);
  });
}

/** The entries of a map, if it is one. */
function entries<T>(map: unknown): [string, T][] {
  return typeof map === 'object' && map !== null && !Array.isArray(map)
    ? Object.entries(map as Record<string, T>)
    : [];
}

function termsOf(source: Source, path: Path, record: LexiconRecord | null, sound: Sound): SourcedTerm[] {
  const terms: SourcedTerm[] = [];
  each(record?.terms, [...path, 'terms'], sound, (term, at) => {
    if (typeof term === 'string') terms.push({ source, path: at, text: term, weight: 1 });
    else terms.push({ source, path: [...at, 'term'], text: term.term, weight: term.weight ?? 1 });
  });
  return terms;
}

function categoryOf(file: Checked): Category | undefined {
  return (file.kind === 'rules' || file.kind === 'learned' || file.kind === 'details') &&
    file.sound(['category'])
    ? file.value.category
    : undefined;
}
