import type { Engine } from '../engine.ts';
import type { Impression, Pack } from '../model/pack.ts';
import { CATEGORIES, type Category } from '../model/vocabulary.ts';
import type { Evidence } from './evidence.ts';

/** Sums of weighted words and of the rules that stand, as logarithms of odds. */
export interface PostSums {
  /** By the number of the category. */
  risk: Float64Array;
  severity: number;
  alarm: number;
}

/** What a whole post sounds like: what that does to evidence is told at `weighAgainst`. */
export interface WholePost {
  /** Severe enough for a medium match to be high. */
  isSevere: boolean;
  /** Too mild for a faint sign of danger to be high, and for any. */
  isMild: boolean;
  isMildest: boolean;
  /** Alarming enough for a low match to be medium. */
  isAlarming: boolean;
  /** Neither severe nor alarming: a slight match means nothing there. */
  isQuiet: boolean;
  /** Whether it is known how alarming posts sound; where it is not, slight matches are like any others. */
  tellsAlarm: boolean;
  /** How much less the post sounds like the category than it must, as a logarithm of odds; 0 if it sounds like it. */
  doubt: (category: Category) => number;
  /** Whether the post sounds less like the category than not; never of a category that is not doubted. */
  isUnlikely: (category: Category) => boolean;
  /** The same of being alarmed at anything. */
  alarmDoubt: number;
}

/** A logarithm of odds. */
const EVEN_ODDS = 0;

/** Adds what the rules say that stand, each once. */
export function addStanding(sums: PostSums, evidence: readonly Evidence[]): void {
  const standing = new Set(evidence.filter(({ tier }) => tier !== 'none').map(({ compiled }) => compiled));
  for (const { rule, says } of standing) {
    sums.risk[CATEGORIES.indexOf(rule.category)]! += says.risk;
    sums.severity += says.severity;
    sums.alarm += says.alarm;
  }
}

/**
 * How likely a category is by the sum of its words and of the rules that stand (a logarithm of odds), 0..1. It orders posts of
 * one tier, and those that no rule finds; no tier comes of it.
 */
export function likelihoodOf(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}

/** @param markOf below which sum the evidence of a category is doubted; undefined if it never is */
export function wholePostOf(
  { risk, severity, alarm }: PostSums,
  impression: Impression | undefined,
  markOf: (category: Category) => number | undefined,
): WholePost {
  const { raises = Infinity, lowers = -Infinity, calms = -Infinity } = impression ?? {};
  const { raises: rouses = Infinity, doubts = -Infinity } = impression?.alarm ?? {};
  const sumOf = (category: Category): number => risk[CATEGORIES.indexOf(category)]!;
  const isSevere = severity >= raises;
  return {
    isSevere,
    isMild: severity < lowers,
    isMildest: severity < calms,
    isAlarming: alarm >= rouses,
    isQuiet: rouses !== Infinity && !isSevere && alarm < rouses,
    tellsAlarm: rouses !== Infinity,
    alarmDoubt: Math.max(0, doubts - alarm),
    doubt: (category) => {
      const mark = markOf(category);
      return mark === undefined ? 0 : Math.max(0, mark - sumOf(category));
    },
    isUnlikely: (category) => markOf(category) !== undefined && sumOf(category) < EVEN_ODDS,
  };
}

/** Numbers of the categories that have weighted words: of others nothing is known where no rule fires. */
function weighedCategories({ rules }: Pick<Pack, 'rules'>): number[] {
  return CATEGORIES.flatMap((id, number) =>
    rules.some(({ learned, category }) => learned !== undefined && category === id) ? [number] : [],
  );
}

/** Reads whole posts by the marks of a pack. */
export class WholePosts {
  /** Of the last post, by the number of the category; 0 for those without weighted words, and without any word. */
  readonly likelihood = new Float64Array(CATEGORIES.length);

  private readonly engine: Engine;
  private readonly impression: Impression | undefined;
  private readonly marks = new Map<Category, number>();
  /** Numbers of the categories that have weighted words. */
  private readonly weighed: readonly number[];
  private readonly risk = new Float64Array(CATEGORIES.length);

  constructor(engine: Engine, pack: Pack) {
    this.engine = engine;
    this.impression = pack.impression;
    for (const { category, learned } of pack.rules)
      if (learned?.doubts !== undefined) this.marks.set(category, learned.doubts);
    this.weighed = weighedCategories(pack);
  }

  read(evidence: readonly Evidence[]): WholePost {
    return wholePostOf(this.sumsOf(evidence), this.impression, (category) => this.marks.get(category));
  }

  /** How likely each category is, once all is known that speaks against evidence. */
  grade(evidence: readonly Evidence[]): void {
    if (this.engine.tokens.count === 0) {
      this.likelihood.fill(0);
      return;
    }
    const { risk } = this.sumsOf(evidence);
    for (const number of this.weighed) this.likelihood[number] = likelihoodOf(risk[number]!);
  }

  /** The words of the last post and the rules that stand. What it holds is good until it is asked again. */
  sumsOf(evidence: readonly Evidence[]): PostSums {
    const { risk, severity, alarm } = this.engine.learned;
    this.risk.set(risk);
    const sums = { risk: this.risk, severity, alarm };
    if (evidence.length > 0) addStanding(sums, evidence);
    return sums;
  }
}
