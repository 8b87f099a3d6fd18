import { type Classifier, buildClassifier } from '../../classifier.ts';
import { ConfigError } from '../../model/config.ts';
import type { Pack } from '../../model/pack.ts';
import { rulesAlone } from '../alone.ts';
import type { Check } from './check.ts';
import { namedWords } from './words.ts';
import type { LintRule, Subject } from './subject.ts';

/** Words more frequent than this say nothing of what a rule is about. */
const COMMON = 0.0005;
const MOST_SHOWN = 60;
const LOOK_ALIKE = 'words that look alike';
const UNRELATED = 'words that have nothing to do with it';

/**
 * Rules whose quiet examples are all quiet for one reason: all negated, all blocked by `unless`, all about something
 * else. They leave open how the rule does in every other company.
 */
export const quietOfOneKind: Check = {
  codes: ['quiet-of-one-kind'],
  severity: 'warning',
  run(subject, report) {
    const classifier = classifierOf(subject.pack);
    if (classifier === undefined) return;
    for (const rule of subject.rules) {
      // The examples of learned words were chosen by the script that learned them.
      if (rule.rule.learned || rule.examples.quiet.length < 2) continue;
      const words = aboutOf(rule, subject);
      const kinds = new Set(
        rule.examples.quiet.flatMap(({ text }) => kindsOf(text, rule.name, words, classifier)),
      );
      const [only] = kinds;
      if (kinds.size === 1 && only !== undefined)
        report(
          { source: rule.sourced.source, path: [...rule.sourced.path, 'quiet'] },
          `all quiet examples are of one kind: ${only}`,
          'add others: negated, a figure of speech, fiction, past, news, the same words in harmless company',
        );
    }
  },
};

/** As examples are tested. */
function classifierOf(pack: Pack): Classifier | undefined {
  try {
    return buildClassifier({ packs: [rulesAlone(pack)] }, []);
  } catch (error) {
    // A pack without a policy, or with mistakes that are reported as such.
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/**
 * Why a rule is quiet in a text: what took its matches away, or else the context of the text, or else its words. Each
 * pattern of `unless` is a kind of its own: a film and a parcel have nothing in common but that both are looked for.
 */
function kindsOf(
  text: string,
  rule: string,
  about: ReadonlySet<string>,
  classifier: Classifier,
): readonly string[] {
  const { nearMisses, cues } = classifier.explain(text);
  const misses = nearMisses.filter((one) => one.rule === rule);
  if (misses.length > 0)
    return misses.map(({ because, detail }) => (because === 'unless' ? `unless “${cut(detail)}”` : because));
  if (cues.length > 0) return cues.map(({ qualifier }) => qualifier);
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return [words.some((word) => about.has(word)) ? LOOK_ALIKE : UNRELATED];
}

/** As much of a pattern as tells it from the others of its rule. */
function cut(pattern: string): string {
  return pattern.length <= MOST_SHOWN ? pattern : `${pattern.slice(0, MOST_SHOWN)}…`;
}

/** The words of a rule's patterns, common ones left out. */
function aboutOf({ patterns }: LintRule, subject: Subject): ReadonlySet<string> {
  return new Set(
    patterns
      .flatMap(({ node }) => namedWords(node))
      .filter((symbol) => subject.share(symbol) < COMMON)
      .map((symbol) => subject.word(symbol)),
  );
}
