/** What the words of a post sum up to, as logarithms of odds. */
export interface WordSums {
  /** For the category of the rule. */
  own: number;
  /** For any alarm. */
  alarm: number;
  /** No category has a higher sum, and no pattern has spoken. */
  isLikeliest: boolean;
}

/** The marks of one rule of weighted words. */
export interface WordMarks {
  from: number;
  inAnyCompany: boolean;
}

/** The marks of alarm, of a pack that has any. */
export interface AlarmMarks {
  /** From this sum on, words speak for the category that they sound most like. */
  speaks: number;
  /** Below this sum only words speak that do so in any company. */
  doubts: number;
}

const NO_MARKS: AlarmMarks = { speaks: Infinity, doubts: -Infinity };

/**
 * Whether a rule of weighted words speaks: by its own sum in a post that is alarming enough, or for the likeliest category in
 * one that is very alarming. Posts that are read and posts that are replayed have it from here.
 */
export function wordsSpeak(
  { own, alarm, isLikeliest }: WordSums,
  { from, inAnyCompany }: WordMarks,
  { speaks, doubts }: AlarmMarks = NO_MARKS,
): boolean {
  return (own >= from && (inAnyCompany || alarm >= doubts)) || (isLikeliest && alarm >= speaks);
}
