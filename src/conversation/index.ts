/** `safetier/conversation`: conversations message by message, for pipelines that keep the state in a store of their own. */
export { createConversation } from './create.ts';
export { FACTS, PAIR_FACTS } from '../model/conversation.ts';

export type { Conversation } from './create.ts';
export type { ConversationAssessment } from './judge.ts';
export type { Step } from './reduce.ts';
export type { ConversationState } from './state.ts';
export type { Alert, AlertEvidence, Message, Place } from '../model/conversation.ts';
