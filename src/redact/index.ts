/** `safetier/redact`: personal details found and taken out, without the rules of the classifier. */
export { findDetails } from '../detect/find-details.ts';
export { adviseMember } from './advice.ts';
export { DETAIL_KINDS, conceptOf } from '../model/detail.ts';
export { Pseudonyms } from './pseudonyms.ts';
export { redact, restore } from './redact.ts';
export { REDACT_STYLES } from './style.ts';

export type { FindOptions } from '../detect/find-details.ts';
export type { Contribution } from '../model/assessment.ts';
export type { Detail, DetailKind } from '../model/detail.ts';
export type { Advice } from './advice.ts';
export type { RedactOptions, Redaction, Replacement } from './redact.ts';
export type { RedactStyle } from './style.ts';
