/** Runs the examples that every rule and cue brings along. */
import { type Classifier, buildClassifier } from '../classifier.ts';
import type { Finding } from '../model/assessment.ts';
import type { Pack } from '../model/pack.ts';
import type { NearMiss } from '../qualify/explain.ts';
import { rulesAlone } from '../rules/alone.ts';
import type { RuleExamples } from '../rules/index.ts';

/** An example that did not do what it says. */
export interface Failing {
  /** `category/id` of a rule, id of a cue. */
  rule: string;
  kind: 'rule' | 'cue';
  expected: 'fires' | 'quiet';
  text: string;
  file: string;
  line: number;
  column: number;
  /** What was found: all findings where the rule should have fired, the rule's own where it should have been quiet. */
  found: Finding[];
  /** The rule matched, and this is why it did not count. */
  nearMiss?: NearMiss;
  /** Where the cue was found, if it should have been quiet. */
  cue?: string;
}

export interface CategoryResult {
  /** A category id, or `cues`. */
  category: string;
  rules: number;
  examples: number;
  failures: number;
}

export interface ExampleResults {
  categories: CategoryResult[];
  failures: Failing[];
}

/** The group of a set of examples in the table: its category, or `cues`. */
export function groupOf({ kind, rule }: RuleExamples): string {
  return kind === 'cue' ? 'cues' : rule.slice(0, rule.indexOf('/'));
}

/**
 * A classifier of the pack as examples are tested: each rule by itself.
 * @throws {ConfigError} if the pack cannot be used at all, e.g. because no policy is in it.
 */
export function exampleClassifier(pack: Pack): Classifier {
  return buildClassifier({ packs: [rulesAlone(pack)] }, []);
}

/**
 * Checks each set of examples against the pack that they were compiled with.
 * @throws {ConfigError} as `exampleClassifier`.
 */
export function runExamples(pack: Pack, sets: readonly RuleExamples[]): ExampleResults {
  const classifier = exampleClassifier(pack);
  const categories = new Map<string, CategoryResult>();
  const failures: Failing[] = [];
  for (const set of sets) {
    const category = groupOf(set);
    const result = categories.get(category) ?? { category, rules: 0, examples: 0, failures: 0 };
    categories.set(category, result);
    result.rules++;
    for (const expected of ['fires', 'quiet'] as const)
      for (const { text, line, column } of set[expected]) {
        result.examples++;
        const at = { rule: set.rule, kind: set.kind, expected, text, file: set.file, line, column };
        const failing =
          set.kind === 'cue'
            ? checkCue(classifier, set.rule, expected, text)
            : checkRule(classifier, set.rule, expected, text);
        if (failing === undefined) continue;
        result.failures++;
        failures.push({ ...at, ...failing });
      }
  }
  return { categories: [...categories.values()], failures };
}

type Outcome = Pick<Failing, 'found' | 'nearMiss' | 'cue'> | undefined;

function checkRule(classifier: Classifier, rule: string, expected: 'fires' | 'quiet', text: string): Outcome {
  const { findings } = classifier.classify(text);
  const own = findings.filter((finding) => finding.rule === rule && finding.tier !== 'none');
  if (expected === 'quiet') return own.length === 0 ? undefined : { found: own };
  if (own.length > 0) return undefined;
  const nearMiss = classifier.explain(text).nearMisses.find((miss) => miss.rule === rule);
  return { found: findings, ...(nearMiss ? { nearMiss } : {}) };
}

function checkCue(classifier: Classifier, cue: string, expected: 'fires' | 'quiet', text: string): Outcome {
  const found = classifier.explain(text).cues.find((placed) => placed.cue === cue);
  if ((found !== undefined) === (expected === 'fires')) return undefined;
  return { found: [], ...(found === undefined ? {} : { cue: found.span.text }) };
}
