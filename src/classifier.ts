import { advise } from './advise/advise.ts';
import { type ConversationAssessment, judgeConversation } from './conversation/judge.ts';
import { Reducer } from './conversation/reduce.ts';
import { type Said, SignalReader } from './conversation/signals.ts';
import { arithmeticOf } from './score/arithmetic.ts';
import { assemble } from './score/assemble.ts';
import { type Configuration, configure } from './configure.ts';
import { detect } from './detect/detect.ts';
import { type Engine, buildEngine } from './engine.ts';
import { Hits } from './match/matcher.ts';
import type { Assessment } from './model/assessment.ts';
import type { Message } from './model/conversation.ts';
import { type ClassifierOptions, ConfigError } from './model/config.ts';
import type { Pack } from './model/pack.ts';
import type { Evidence } from './qualify/evidence.ts';
import { type Explanation, explainPost } from './qualify/explain.ts';
import { type NearMatch, NearMatches } from './qualify/nearly.ts';
import { Qualification } from './qualify/qualification.ts';
import { type Warning, readWarning } from './qualify/warning.ts';
import type { PostSums } from './qualify/whole-post.ts';
import { type RedactOptions, type Redaction, redact } from './redact/redact.ts';

export interface Classifier {
  /** Judges one post. Never throws, for any string; takes time linear in its length. */
  classify: (text: string) => Assessment;
  /** The assessment together with its arithmetic, and with what matched and why it did not count. */
  explain: (text: string) => Explanation;
  /**
   * Rules that would have matched if one more element of a pattern stood in the post, the nearest first. Looks at the
   * first 400 words. For people who ask why: it takes a thousand times as long as `classify`.
   */
  nearMatches: (text: string) => NearMatch[];
  /** Personal details taken out, whether or not they matter here; `safetier/redact` without a classifier. */
  redact: (text: string, options?: RedactOptions) => Redaction;
  /** Judges messages of a group in their order: what single posts cannot show. Never throws. */
  classifyConversation: (messages: readonly Message[]) => ConversationAssessment;
  /** The same message by message: a pure function of state and message, for pipelines that keep the state themselves. */
  conversation: () => Pick<Reducer, 'start' | 'step'>;
}

/**
 * Compiles packs once; the classifier is then used for any number of posts, one at a time.
 * @throws {ConfigError} if the options or their patterns are wrong; every problem is named.
 */
export function buildClassifier(options: ClassifierOptions, bundled: readonly Pack[]): Classifier {
  const stages = buildStages(options, bundled);
  return {
    classify: (text) => stages.classify(text),
    explain: (text) => stages.explain(text),
    nearMatches: (text) => stages.nearMatches(text),
    redact,
    classifyConversation: (messages) => judgeConversation(stages.reducer(), messages),
    conversation: () => stages.reducer(),
  };
}

/** A post before it is scored. What it holds is good until the next one is read. */
export interface Reading {
  evidence: readonly Evidence[];
  /** What its words suggest, as logarithms of odds: of each category in order, of high, and of any alarm. */
  risk: Float64Array;
  severity: number;
  alarm: number;
  /** The number of the category for which words would speak, −1 for none. */
  speaker: number;
}

/**
 * Reads posts as far as their evidence, for who scores them many times.
 * @throws {ConfigError} as `buildClassifier`.
 */
export function buildReader(options: ClassifierOptions, bundled: readonly Pack[]): (text: string) => Reading {
  const stages = buildStages(options, bundled);
  return (text) => stages.read(text);
}

/**
 * Finds the signals of posts, for who tests their examples.
 * @throws {ConfigError} as `buildClassifier`.
 */
export function buildSignals(options: ClassifierOptions, bundled: readonly Pack[]): (text: string) => Said[] {
  return buildStages(options, bundled).signals();
}

function buildStages(options: ClassifierOptions, bundled: readonly Pack[]): Stages {
  const configuration = configure(options, bundled);
  const { engine, issues } = buildEngine(configuration.pack);
  if (issues.length > 0)
    throw new ConfigError(
      issues.map(({ owner, pattern, error }) => ({
        code: 'bad-pattern',
        path: owner,
        message: `“${pattern}” at ${error.at + 1}: ${error.message}`,
      })),
    );
  return new Stages(engine, configuration);
}

/** The way of a post: normalise and tokenise, match, qualify, score and tier, advise. */
class Stages {
  private readonly engine: Engine;
  private readonly configuration: Configuration;
  private readonly hits = new Hits();
  private readonly qualification: Qualification;
  private near: NearMatches | undefined;
  private conversation: Reducer | undefined;

  constructor(engine: Engine, configuration: Configuration) {
    this.engine = engine;
    this.configuration = configuration;
    this.qualification = new Qualification(engine, configuration);
  }

  classify(text: string): Assessment {
    const { engine, configuration } = this;
    const { evidence, warning } = this.read(text);
    const verdict = assemble(evidence, this.qualification.likelihood, engine, configuration, text, warning);
    return {
      ...verdict,
      ...advise(configuration.policy, {
        ...verdict,
        anonymous: configuration.anonymous,
        audience: configuration.audience,
      }),
    };
  }

  read(text: string): Reading & { warning: Warning } {
    const { engine, hits, qualification } = this;
    const { tokens, machine, details, learned } = engine;
    engine.tokeniser.read(text, tokens);
    const detected = tokens.anyDigits ? detect(text, tokens) : undefined;
    hits.count = 0;
    engine.ruleMatcher.scan(tokens, machine, hits);
    details.scan(text, tokens, hits, detected);
    learned.scan(tokens, hits);
    const warning = readWarning(engine);
    const evidence = qualification.read(hits, warning);
    const { risk, severity, alarm, speaker } = learned;
    return { evidence, warning, risk, severity, alarm, speaker };
  }

  explain(text: string): Explanation {
    const { engine, configuration } = this;
    const assessment = this.classify(text);
    const { nearMisses, cues } = explainPost(this.qualification, engine, text);
    return {
      assessment,
      arithmetic: arithmeticOf(assessment, this.qualification.likelihood, engine, configuration),
      nearMisses,
      cues,
    };
  }

  nearMatches(text: string): NearMatch[] {
    const { assessment, nearMisses } = this.explain(text);
    this.near ??= new NearMatches(this.engine);
    return this.near.find(text, new Set([...assessment.findings, ...nearMisses].map(({ rule }) => rule)));
  }

  signals(): (text: string) => Said[] {
    const reader = new SignalReader(this.configuration, this.engine);
    return (text) => {
      this.read(text);
      return reader.read(text);
    };
  }

  /** How the last post sounds as a whole: its words and the rules that stand. */
  private sums(): PostSums | undefined {
    if (this.engine.tokens.count === 0) return undefined;
    const { risk, severity, alarm } = this.qualification.sums;
    const isWeighed = this.configuration.pack.impression?.alarm !== undefined;
    return { risk: risk.slice(), severity, alarm: isWeighed ? alarm : -Infinity };
  }

  /** Built when it is first asked for: it has tables of its own. */
  reducer(): Reducer {
    return (this.conversation ??= new Reducer(
      { classify: (text) => this.classify(text), weigh: () => this.sums(), engine: this.engine },
      this.configuration,
    ));
  }
}
