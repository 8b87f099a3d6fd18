/** The word that everybody thinks of first for a concept: stems (match/stem.ts) by category and concept. */
import { stemOf } from '../../match/stem.ts';
import type { Category } from '../../model/vocabulary.ts';

/** Words of concept ids that are no subject. */
const GENERAL = new Set(
  `domestic child self other others past live means claim claims request probe content detail term public figure
  somewhat issue ground rule unspecified concern seeking considered active thoughts plan story third party`.match(
    /\S+/gu,
  ),
);

/** Beside the words of the concept's own id. */
const OBVIOUS: Readonly<Partial<Record<Category, string>>> = {
  'self-harm': 'suicide suicidal selfharm cutting',
  'abuse-disclosure': 'abuse abuses abused abuser abusing abusive rape raped violence violent victim',
  'harm-to-others': 'kill killing murder',
  'triggering-content': 'anorexia anorexic bulimia',
  bullying: 'bully bullies bullied bullying',
  grooming: 'groom groomed groomer grooming',
  impersonation: 'fake impersonator impersonating catfish scam scammer',
};
/** Where the word is not that of the id. */
const OF_CONCEPT: Readonly<Record<string, string>> = {
  'domestic.strangulation': 'strangle choke choked',
  'domestic.stalking': 'stalk stalker stalks',
  'domestic.pregnancy': 'pregnant',
  'domestic.pets': 'dog cat',
  'domestic.fear': 'scared afraid frightened',
  'child.neglect': 'neglected neglectful',
  'sexual-assault': 'assaulted',
  trafficking: 'trafficked traffickers',
  hopelessness: 'hopeless',
  burdensomeness: 'burden',
  humiliation: 'humiliate humiliated',
  exclusion: 'exclude excluded',
  threat: 'threaten threatens threatened threatening',
  blackmail: 'blackmailed blackmailing',
};

export function keywordsOf(category: Category, concept: string): ReadonlySet<string> {
  const own = concept.split(/[.-]/u).filter((word) => word.length > 3 && !GENERAL.has(word));
  const all = `${OBVIOUS[category] ?? ''} ${OF_CONCEPT[concept] ?? ''}`.match(/\S+/gu) ?? [];
  return new Set([...own, ...all].map(stemOf));
}
