import { createClassifier } from '../create.ts';
import type { ClassifierOptions } from '../model/config.ts';
import type { Reducer } from './reduce.ts';

/** A conversation as a pure function of state and message. */
export type Conversation = Pick<Reducer, 'start' | 'step'>;

/**
 * A conversation with the bundled English packs, or with those given. The state is plain JSON of bounded size without
 * any text of the messages; keep one for each group.
 *
 * @example
 * const conversation = createConversation();
 * let state = conversation.start();
 * const step = conversation.step(state, { author: 'ann', text: 'dont tell your mum', replyTo: 'bo' });
 * state = step.state; // to the store
 * step.alerts; // what a moderator should know now
 *
 * @throws {ConfigError} if an option is wrong; every problem is named at once. `step` itself never throws.
 */
export function createConversation(options: ClassifierOptions = {}): Conversation {
  return createClassifier(options).conversation();
}
