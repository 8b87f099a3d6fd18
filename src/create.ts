import { type Classifier, buildClassifier } from './classifier.ts';
import { en } from './generated/en.ts';
import type { ClassifierOptions } from './model/config.ts';

/**
 * A classifier with the bundled English packs, or with those given.
 *
 * @example
 * const classifier = createClassifier({ audience: 'children' });
 * classifier.classify('he put his hands round my neck again').tier; // 'high'
 *
 * @throws {ConfigError} if an option is wrong; every problem is named at once. `classify` itself never throws.
 */
export function createClassifier(options: ClassifierOptions = {}): Classifier {
  return buildClassifier(options, [en]);
}
