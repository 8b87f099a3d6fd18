/** What lint reports beyond mistakes: closed codes, each with the sentence that SARIF and docs/lint.md give it. */
export const LINT_SAYS = {
  'duplicate-pattern': 'Two patterns of a rule or group read the same.',
  'shadowed-pattern': 'Another pattern of the rule or group stands wherever this one does.',
  'unreachable-alternative': 'The other alternatives of the group match all that this one does.',
  'read-the-same': 'Alternatives of patterns in this file are different spellings of the same words.',
  'broad-pattern': 'Common words alone can match the pattern.',
  'broad-term': 'A common word stands in a lexicon of rare ones.',
  'quiet-of-one-kind': 'All quiet examples of a rule are quiet for the same reason.',
  'missing-sources': 'A rule says nowhere where it comes from.',
  'weight-out-of-line': 'The weight of a rule does not go with its tier or with its siblings.',
  'concept-without-rule': 'A concept of a category has no rule.',
  'identity-as-evidence': 'Words for what people are count as evidence by themselves.',
  'keyword-only': 'All patterns of a rule need the obvious keyword of its concept.',
} as const;

export type LintCode = keyof typeof LINT_SAYS;
export const LINT_CODES = Object.keys(LINT_SAYS) as LintCode[];
