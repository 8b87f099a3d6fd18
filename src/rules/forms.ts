/** Word forms, expanded when rules are compiled; never while a post is read. */
import nlp from 'compromise';
import { FORM_TAGS, type FormTag, type WordForms } from '../model/pack.ts';
import { IRREGULAR, NOUNS, NOUN_ENDINGS, SLIPS, VERBS_ALL_THE_SAME } from './irregular.ts';

const cache = new Map<string, WordForms>();

interface Inflection {
  methods: {
    verb: {
      conjugate: (verb: string, model: object) => Record<'PastTense' | 'PresentTense' | 'Gerund', string>;
    };
  };
  model: {
    one: { lexicon: Record<string, string | string[] | undefined> };
    two: {
      switches: Record<string, string | undefined>;
      irregularPlurals: Record<string, string | undefined>;
    };
  };
}

/** Words that a dropped g would make of a verb. */
const WORDS_IN_IN: ReadonlySet<string> = new Set(
  'basin cabin coffin cousin cumin griffin login margin muffin odin plugin puffin raisin resin robin ruin satin skin virgin within'.split(
    ' ',
  ),
);
/** Verbs whose -ing with a single letter is another word's: `caning`, `hoping`, `pining`, `raping`, `sniping`, `staring`. */
const DOUBLING_TELLS_APART: ReadonlySet<string> = new Set(
  'bar bid can cod cop cut din dot fin gap grip hop lop mat mop pin plan rap rat rid rob scar scrap shin sit slop snip spar spit star strip tap wag win'.split(
    ' ',
  ),
);

/** One syllable with one vowel and one consonant after it: the consonant is doubled. */
const SHORT = /^(?:un|out)?[^aeiou]*[aeiou][^aeiouwxy]$/u;
/** What follows the verb in a verb of two words. */
const PARTICLES: ReadonlySet<string> = new Set(
  'about across after against apart around at away back by down for from in into of off on onto out over past round through to together up upon with'.split(
    ' ',
  ),
);

let inflection: Inflection | undefined;

/** compromise's own tables, reached below its parser: a thousand times faster than a document for each word. */
function grammar(): Inflection {
  if (inflection === undefined) {
    const methods = nlp.methods() as unknown as { two: { transform: Inflection['methods'] } };
    inflection = { methods: methods.two.transform, model: nlp.model() as unknown as Inflection['model'] };
  }
  return inflection;
}

/**
 * The forms of a lemma by tag: `base`, `s` (third person and plural), `past` (past tense and participle), `ing`.
 * Of several words the first is inflected (`spit at` → spat at), the last where they are a compound noun (`gift card`).
 * Words that are nouns to any reader (`face`, `teacher`) have no `past` and no `ing`. Irregular words stand in
 * irregular.ts; the same lemma always gives the same forms. Never throws; the lemma is taken to be a base form, see
 * `lemmaOf`.
 */
export function formsOf(lemma: string): WordForms {
  const known = cache.get(lemma);
  if (known) return known;
  const words = lemma.toLowerCase().split(' ').filter(Boolean);
  const phrasal = words.length > 1 && PARTICLES.has(words[1]!);
  const at = words.length > 1 && !phrasal && isNoun(words[0]!) ? words.length - 1 : 0;
  const single = inflect(words[at] ?? '', phrasal);
  const forms: WordForms = {};
  for (const tag of FORM_TAGS) {
    const phrases = [...new Set(single[tag])].map((form) =>
      words.map((word, k) => (k === at ? form : word)).join(' '),
    );
    if (phrases.length > 0) forms[tag] = phrases;
  }
  cache.set(lemma, forms);
  return forms;
}

/** @param verb what follows makes it a verb, whatever it is by itself (`hand over`) */
function inflect(word: string, verb: boolean): Record<FormTag, string[]> {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  const noun = !verb && irregular?.past === undefined && isNoun(word);
  const regular = regularForms(word, noun);
  const past = irregular?.past ?? regular.past;
  const ing = irregular?.ing ?? regular.ing;
  const slips = (Object.hasOwn(SLIPS, word) ? SLIPS[word] : undefined) ?? {};
  return {
    base: [word],
    s: [...(irregular?.s ?? regular.s), ...(slips.s ?? [])],
    past: [...past, ...slipsOfPast(word, past), ...(slips.past ?? [])],
    ing: [...ing, ...ing.flatMap(droppedG), ...slipsOfIng(word, ing), ...(slips.ing ?? [])],
  };
}

/** `hittin`, unless it is another word (`raisin`). */
function droppedG(ing: string): string[] {
  const dropped = ing.slice(0, -1);
  return ing.endsWith('ing') && !WORDS_IN_IN.has(dropped) ? [dropped] : [];
}

/** `chokeing`, and `hiting` where no verb on -e is spelled so: `scraping` is no slip of scrap. */
function slipsOfIng(word: string, ing: readonly string[]): string[] {
  const slips: string[] = [];
  for (const form of ing) {
    if (word.endsWith('e') && form === `${word.slice(0, -1)}ing`) slips.push(`${word}ing`);
    if (form === `${word}${word.slice(-1)}ing` && mayLoseADouble(word)) slips.push(`${word}ing`);
  }
  return slips;
}

/** `stabed`. */
function slipsOfPast(word: string, past: readonly string[]): string[] {
  return past.includes(`${word}${word.slice(-1)}ed`) && mayLoseADouble(word) ? [`${word}ed`] : [];
}

function mayLoseADouble(word: string): boolean {
  return !isKnown(`${word}e`) && !DOUBLING_TELLS_APART.has(word);
}

function isKnown(word: string): boolean {
  return Object.hasOwn(grammar().model.one.lexicon, word) || Object.hasOwn(IRREGULAR, word);
}

function isNoun(word: string): boolean {
  if (VERBS_ALL_THE_SAME.has(word)) return false;
  if (NOUNS.has(word) || NOUN_ENDINGS.test(word)) return true;
  const { lexicon } = grammar().model.one;
  const { switches } = grammar().model.two;
  const tag = Object.hasOwn(lexicon, word) ? lexicon[word] : undefined;
  return (tag === 'Actor' || tag === 'Duration') && !Object.hasOwn(switches, word);
}

/** By the spelling rules; compromise knows which longer verbs double their last letter, but guesses at words it has never seen. */
function regularForms(word: string, noun: boolean): Record<'s' | 'past' | 'ing', string[]> {
  const s = [sOf(word)];
  if (noun) return { s, past: [], ing: [] };
  if (doublesInBritain(word))
    return { s, past: [`${word}led`, `${word}ed`], ing: [`${word}ling`, `${word}ing`] };
  const { methods, model } = grammar();
  if (isInfinitive(word) && !SHORT.test(word)) {
    const { PastTense, Gerund } = methods.verb.conjugate(word, model);
    if (PastTense !== word && /^[a-z]+$/u.test(PastTense) && /^[a-z]+ing$/u.test(Gerund))
      return { s, past: [PastTense], ing: [Gerund] };
  }
  return { s, past: [pastOf(word)], ing: [`${stemOf(word)}ing`] };
}

function isInfinitive(word: string): boolean {
  const { lexicon } = grammar().model.one;
  return Object.hasOwn(lexicon, word) && String(lexicon[word]).includes('Infinitive');
}

/** travel, pummel, signal: a double l here, a single one in America. */
function doublesInBritain(word: string): boolean {
  return /[^aeiou][ae]l$/u.test(word) && word.length > 4;
}

function sOf(word: string): string {
  const { irregularPlurals } = grammar().model.two;
  if (Object.hasOwn(irregularPlurals, word)) return irregularPlurals[word]!;
  if (/..man$/u.test(word) && !/(?:human|german|talisman|shaman|roman|ottoman)$/u.test(word))
    return `${word.slice(0, -2)}en`;
  if (/[^aeiou]y$/u.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:[sxz]|ch|sh)$/u.test(word)) return `${word}es`;
  return `${word}s`;
}

function pastOf(word: string): string {
  if (word.endsWith('e')) return `${word}d`;
  if (/[^aeiou]y$/u.test(word)) return `${word.slice(0, -1)}ied`;
  return `${stemOf(word)}ed`;
}

/** What -ed and -ing follow: chok-, hitt-, hurt-. */
function stemOf(word: string): string {
  if (word.endsWith('ie')) return `${word.slice(0, -2)}y`;
  if (/[^aeiou]e$|ue$/u.test(word)) return word.slice(0, -1);
  if (SHORT.test(word)) return word + word.slice(-1);
  return word;
}

/**
 * The lemma that an inflected word belongs to (`hitting` → hit), undefined if it is a base form itself as far as is
 * known: `need`, `meeting` and words that no table has are.
 */
export function lemmaOf(word: string): string | undefined {
  if (!lemmas.has(word)) lemmas.set(word, findLemma(word));
  return lemmas.get(word);
}

const lemmas = new Map<string, string | undefined>();

function findLemma(word: string): string | undefined {
  if (NOUNS.has(word) || Object.hasOwn(IRREGULAR, word)) return undefined;
  const { lexicon } = grammar().model.one;
  const tag = Object.hasOwn(lexicon, word) ? String(lexicon[word]) : undefined;
  if (tag !== undefined && !/^(?:Past|Gerund|Present|Plural|Participle)/u.test(tag)) return undefined;
  for (const ending of ['ing', 'ed', 'es', 's', 'd']) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    for (const base of [stem, `${stem}e`, stem.replace(/(.)\1$/u, '$1'), stem.replace(/i$/u, 'y')])
      if (base.length > 2 && isKnown(base) && Object.values(formsOf(base)).flat().includes(word)) return base;
  }
  return Object.keys(IRREGULAR).find((base) =>
    Object.values(IRREGULAR[base] ?? {})
      .flat()
      .includes(word),
  );
}
