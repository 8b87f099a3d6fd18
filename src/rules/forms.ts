/** Word forms, expanded when rules are compiled; never while a post is read. */
import nlp from 'compromise';
import type { FormTag, WordForms } from '../model/pack.ts';
import { IRREGULAR, NOUNS, SLIPS } from './irregular.ts';

const cache = new Map<string, WordForms>();

interface Inflection {
  methods: {
    verb: { conjugate: (verb: string, model: object) => Record<'PastTense' | 'PresentTense' | 'Gerund', string> };
    noun: { toPlural: (noun: string, model: object) => string };
  };
  model: { one: { lexicon: Record<string, string | string[] | undefined> }; two: { switches: Record<string, string | undefined> } };
}

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
 * A lemma of several words inflects its first word (`spit at` → spat at). Words that are nouns to any reader (`face`,
 * `teacher`) have no `past` and no `ing`. Irregular words stand in irregular.ts; the same lemma always gives the same
 * forms. Never throws; the lemma is taken to be a base form, see `baseOf`.
 */
export function formsOf(lemma: string): WordForms {
  const known = cache.get(lemma);
  if (known) return known;
  const [first = '', ...rest] = lemma.toLowerCase().split(' ').filter(Boolean);
  const single = inflect(first);
  const tail = rest.length > 0 ? ` ${rest.join(' ')}` : '';
  const forms: WordForms = {};
  for (const tag of ['base', 's', 'past', 'ing'] as const) {
    const words = [...new Set(single[tag])].map((word) => word + tail);
    if (words.length > 0) forms[tag] = words;
  }
  cache.set(lemma, forms);
  return forms;
}

function inflect(word: string): Record<FormTag, string[]> {
  const irregular = IRREGULAR[word];
  const noun = isNoun(word);
  const regular = regularForms(word);
  const forms: Record<FormTag, string[]> = {
    base: [word],
    s: irregular?.s ?? regular.s,
    past: irregular?.past ?? (noun ? [] : regular.past),
    ing: irregular?.ing ?? (noun ? [] : regular.ing),
  };
  forms.ing.push(...forms.ing.filter((form) => form.endsWith('ing')).map((form) => form.slice(0, -1)));
  const slips = SLIPS[word];
  if (slips) for (const tag of ['s', 'past', 'ing'] as const) forms[tag].push(...(slips[tag] ?? []));
  return forms;
}

function isNoun(word: string): boolean {
  if (NOUNS.has(word)) return true;
  if (IRREGULAR[word]?.past) return false;
  const { lexicon } = grammar().model.one;
  const tag = Object.hasOwn(lexicon, word) ? lexicon[word] : undefined;
  const { switches } = grammar().model.two;
  return (tag === 'Actor' || tag === 'Duration') && !Object.hasOwn(switches, word);
}

/** By compromise where it knows the word, by the spelling rules where its answer is none. */
function regularForms(word: string): Record<'s' | 'past' | 'ing', string[]> {
  const { methods, model } = grammar();
  const verb = methods.verb.conjugate(word, model);
  const plural = methods.noun.toPlural(word, model);
  const past = verb.PastTense !== word && !verb.PastTense.includes(' ') ? verb.PastTense : pastOf(word);
  const ing = verb.Gerund.endsWith('ing') && verb.Gerund !== word && !verb.Gerund.includes(' ') ? verb.Gerund : `${stemOf(word)}ing`;
  const both = doublesInBritain(word);
  return {
    s: [...new Set([sOf(word), plural])].filter((form) => form !== word && !form.includes(' ')),
    past: both ? [`${word}led`, `${word}ed`] : [past],
    ing: both ? [`${word}ling`, `${word}ing`] : [ing],
  };
}

/** travel, pummel, signal: a double l here, a single one in America. */
function doublesInBritain(word: string): boolean {
  return /[^aeiou][ae]l$/u.test(word) && word.length > 4;
}

function sOf(word: string): string {
  if (/[^aeiou]y$/u.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:s|x|z|ch|sh)$/u.test(word)) return `${word}es`;
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
  if (/^[^aeiou]*[aeiou][^aeiouwxy]$/u.test(word)) return word + word.slice(-1);
  return word;
}

/** The lemma that an inflected word belongs to (`hitting` → hit), undefined if it is a base form as far as is known. */
export function baseOf(word: string): string | undefined {
  const stems = word.endsWith('ing') ? [word.slice(0, -3)] : word.endsWith('ed') ? [word.slice(0, -2), word.slice(0, -1)] : word.endsWith('s') ? [word.slice(0, -1), word.slice(0, -2)] : [];
  for (const stem of stems)
    for (const base of [stem, `${stem}e`, stem.replace(/(.)\1$/u, '$1'), stem.replace(/i$/u, 'y')]) {
      if (base.length < 3 || base === word) continue;
      const { lexicon } = grammar().model.one;
      const known = Object.hasOwn(lexicon, base) || IRREGULAR[base] !== undefined || NOUNS.has(base);
      const forms = known ? formsOf(base) : {};
      if ([...(forms.s ?? []), ...(forms.past ?? []), ...(forms.ing ?? [])].includes(word)) return base;
    }
  return undefined;
}
