import type { Configuration } from '../configure.ts';
import type { CompiledRule, Engine } from '../engine.ts';
import type { ContextPattern } from '../match/context-patterns.ts';
import { Hits } from '../match/matcher.ts';
import type { Cue } from '../model/pack.ts';
import type { Effect, Qualifier } from '../model/vocabulary.ts';
import { Context } from './context.ts';
import { type Evidence, qualify, silenceSlight, weighAgainst } from './evidence.ts';
import { Nearby } from './near.ts';
import { type Warning, covers } from './warning.ts';
import { type PostSums, WholePosts } from './whole-post.ts';

/** A match that never became evidence, because of what stood or did not stand near it. */
export interface Blocked {
  compiled: CompiledRule;
  start: number;
  end: number;
  /** What stood near it and must not; undefined where what it needs did not. */
  unless: ContextPattern | undefined;
}

/** Turns the matches of a post into evidence: `near` and `unless`, weighted terms, context cues. */
export class Qualification {
  /** What was blocked in the last post; for explanations. */
  readonly blocked: Blocked[] = [];
  evidence: Evidence[] = [];

  private readonly engine: Engine;
  private readonly configuration: Configuration;
  private readonly nearby: Nearby;
  private readonly context: Context;
  private readonly wholePosts: WholePosts;

  constructor(engine: Engine, configuration: Configuration) {
    this.engine = engine;
    this.configuration = configuration;
    this.nearby = new Nearby(engine);
    this.context = new Context(engine, this.nearby);
    this.wholePosts = new WholePosts(engine, configuration.pack);
  }

  /** How likely the last post carries each category, by the words and rules of the whole post. */
  get likelihood(): Float64Array {
    return this.wholePosts.likelihood;
  }

  /** How the last post sounds as a whole; good until the next one is read. */
  get sums(): PostSums {
    return this.wholePosts.sumsOf(this.evidence);
  }

  /** Forgets the last post. */
  reset(): void {
    this.blocked.length = 0;
    this.evidence = [];
    this.nearby.reset();
  }

  read(hits: Hits, warning: Warning): Evidence[] {
    const { engine, nearby, context, blocked } = this;
    this.reset();
    let contextRead = false;
    for (let k = 0; k < hits.count; k++) {
      const at = k * Hits.WIDTH;
      const compiled = engine.rules[hits.data[at]!]!;
      const start = hits.data[at + 1]!;
      const end = hits.data[at + 2]!;
      const mask = hits.data[at + 3]!;
      const unless = nearby.find(compiled.unless, start, end);
      if (unless) {
        blocked.push({ compiled, start, end, unless });
        continue;
      }
      if (compiled.near.groups.length > 0 && !nearby.find(compiled.near, start, end)) {
        blocked.push({ compiled, start, end, unless: undefined });
        continue;
      }
      if (!contextRead) context.read();
      contextRead = true;
      const acting = context.acting(start, end, mask);
      if (covers(warning, compiled.rule.concept, start))
        acting.push({
          qualifier: 'content-warning',
          cue: warning.cue,
          start: warning.start,
          end: warning.end,
        });
      const { weight, term } = this.weight(compiled, start, end);
      const evidence = qualify(compiled, start, end, weight, `term “${term}”`, acting, (qualifier) =>
        this.effect(compiled, qualifier),
      );
      this.evidence.push(evidence);
    }
    if (this.evidence.length > 0) {
      const wholePost = this.wholePosts.read(this.evidence);
      for (const one of this.evidence)
        weighAgainst(one, wholePost, engine.categories[one.compiled.rule.category]);
      silenceSlight(this.evidence, wholePost);
    }
    this.wholePosts.grade(this.evidence);
    return this.evidence;
  }

  /** All context cues of the last post, content warnings included, in order. */
  cues(): { cue: Cue; start: number; end: number }[] {
    const { engine, context, nearby } = this;
    const warnings = new Hits();
    engine.warningMatcher.scan(engine.tokens, engine.machine, warnings);
    const found = context.all();
    for (let k = 0; k < warnings.count; k++) {
      const [owner, start, end] = warnings.data.subarray(k * Hits.WIDTH) as unknown as [
        number,
        number,
        number,
      ];
      const { cue, unless } = engine.cues[owner]!;
      if (!nearby.find(unless, start, end)) found.push({ cue, start, end });
    }
    return found.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  private effect({ rule }: CompiledRule, qualifier: Qualifier): Effect {
    return (
      rule.qualifiers?.[qualifier] ??
      this.configuration.pack.categories[rule.category]?.qualifiers[qualifier] ??
      'show'
    );
  }

  /** The lowest weight of a weighted lexicon term inside the match. */
  private weight(compiled: CompiledRule, start: number, end: number): { weight: number; term: string } {
    let weight = 1;
    let term = '';
    if (compiled.weighted.length > 0)
      for (let at = start; at < end; at++)
        for (const weighted of compiled.weighted)
          if (
            weighted.weight < weight &&
            this.engine.machine.matches(weighted.program, at) &&
            this.engine.machine.end <= end
          )
            ({ weight, term } = weighted);
    return { weight, term };
  }
}
