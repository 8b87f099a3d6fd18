/** `safetier/rules`: from rule files to a pack. Not on the hot path; the core never imports it. */
export { compilePack } from './compile.ts';
export { formsOf } from './forms.ts';
export { rulesJsonSchema } from './json-schema.ts';
export { LINT_CODES, LINT_SAYS } from './lint/codes.ts';
export { lintPack } from './lint/lint.ts';
export { loadRuleFiles } from './load.ts';
export { PROBLEM_CODES, formatProblem } from './problem.ts';

export type { CompileOptions, Compiled, Example, RuleExamples } from './compile.ts';
export type { ConversationExample, ConversationExamples } from './conversation.ts';
export type { LintCode } from './lint/codes.ts';
export type { LintOptions } from './lint/lint.ts';
export type { Problem, ProblemCode } from './problem.ts';
export type { RuleFile } from './read.ts';
export type { Pack } from '../model/pack.ts';
