import type { Configuration } from '../configure.ts';
import type { Engine } from '../engine.ts';
import type { Assessment, Finding } from '../model/assessment.ts';
import type { Alert, Fact, Message, Place, ReadSignal } from '../model/conversation.ts';
import { hashOf } from '../model/hash.ts';
import type { Category } from '../model/vocabulary.ts';
import type { PostSums } from '../qualify/whole-post.ts';
import { type Address, addressOf, aimOf } from './address.ts';
import { learnFacts, sendsAround, usesCodeword } from './facts.ts';
import { type Sign, Ledger } from './ledger.ts';
import { type SignIndex, indexSigns } from './rules.ts';
import { type Said, SignalReader } from './signals.ts';
import { heed } from './sounds.ts';
import { heedWords } from './talk.ts';
import { type ConversationState, Draft, EMPTY, MOST, type MemberState } from './state.ts';

/** Single posts: their verdict, and how the last one sounds as a whole; undefined if there are no words in it. */
interface Posts {
  classify: (text: string) => Assessment;
  weigh: () => PostSums | undefined;
  engine: Pick<Engine, 'tokens' | 'vocabulary'>;
}

export interface Step {
  state: ConversationState;
  alerts: Alert[];
  /** The message as a single post. */
  assessment: Assessment;
  /** Whom it is aimed at for certain; null if it may be anybody. */
  aim: string | null;
}

/** Longer without a member than what is usual for them, by this factor, is missing them. */
const MISSED = 1.5;

/**
 * A conversation as a pure function: state and message in, state and alerts out. The state given is never changed. Never
 * throws, for any message.
 */
export class Reducer {
  private readonly posts: Posts;
  private readonly configuration: Configuration;
  private readonly index: SignIndex;
  private readonly signals: SignalReader;
  /** Categories of which words have been learned. */
  private readonly heard: ReadonlySet<Category>;

  constructor(posts: Posts, configuration: Configuration) {
    this.posts = posts;
    this.configuration = configuration;
    this.index = indexSigns(configuration.pack);
    this.signals = new SignalReader(configuration, posts.engine);
    this.heard = new Set(
      configuration.pack.rules.flatMap(({ learned, category }) => (learned ? [category] : [])),
    );
  }

  start(): ConversationState {
    return EMPTY;
  }

  step(state: ConversationState, message: Message): Step {
    const { author, text } = message;
    const assessment = this.posts.classify(text);
    const sums = this.posts.weigh();
    const draft = new Draft(state, timeOf(message.at));
    const said = new Map(this.signals.read(text).map((one) => [one.id, one]));
    const weighed = this.signals.weigh();
    const says = (id: ReadSignal): boolean => said.has(id);
    const ledger = new Ledger(draft, this.index, this.configuration, author);

    const member = this.greet(draft, ledger, author);
    const address = addressOf(draft, message, {
      second: says('second-person'),
      third: says('third-person'),
    });
    const facts = this.factsOf(draft, member, message, said, address, assessment.findings);
    ledger.hear(address, says('answers'));
    const signs = [...signsOf(assessment.findings, said), ...facts.map((fact) => factSign(fact, text))];
    for (const sign of signs) ledger.add(sign, address);
    const aim = aimOf(address);
    if (sums) {
      const heeded = { author, length: text.length, aim };
      heed(draft, this.index.rules, this.heard, heeded, sums);
      if (weighed) heedWords(draft, this.index.rules, heeded, weighed);
      ledger.addSounds(address);
    }
    for (const name of this.missed(draft, author)) ledger.addOf(name, factSign('missed-rhythm', ''));
    if (says('own-age') || says('is-child') || says('calls-child')) ledger.weighAgain();

    const alerts = ledger.alerts();
    const id = message.id;
    draft.recent = [
      ...draft.recent.slice(1 - MOST.recent),
      { message: draft.message, author, ...(id === undefined ? {} : { id }) },
    ];
    return { state: draft.commit(), alerts, assessment, aim };
  }

  /** Takes note that the author speaks. */
  private greet(draft: Draft, ledger: Ledger, author: string): MemberState {
    const isNew = draft.knownMember(author) === undefined;
    const member = draft.member(author);
    member.seen = draft.message;
    member.turns++;
    if (draft.at !== undefined) member.at = draft.at;
    delete member.missed;
    if (isNew && draft.allMembers().length === 2) ledger.adopt(member.name);
    return member;
  }

  private factsOf(
    draft: Draft,
    member: MemberState,
    { text }: Message,
    said: ReadonlyMap<string, Said>,
    { to }: Address,
    findings: readonly Finding[],
  ): Fact[] {
    const facts = learnFacts(member, said);
    if (sendsAround(member, text, to)) facts.push('same-text');
    if (usesCodeword(member, text)) facts.push('agreed-codeword');
    const codeword = said.get('agrees-codeword')?.value;
    if (codeword !== undefined)
      member.codewords = [...(member.codewords ?? []), hashOf(codeword)].slice(-MOST.texts);
    if (said.has('calls-child') && to !== null && draft.knownMember(to)) {
      const child = draft.member(to);
      child.facts = { ...child.facts, child: (child.facts['child'] ?? 0) + 1 };
    }
    if (
      this.configuration.conversation.contact === 'forbidden' &&
      (said.has('off-platform') || findings.some(({ concept }) => concept === 'off-platform'))
    )
      facts.push('forbidden-contact');
    return facts;
  }

  /** Members whom nobody has heard of for longer than is usual for them. */
  private missed(draft: Draft, author: string): string[] {
    const { at } = draft;
    if (at === undefined) return [];
    const missed: string[] = [];
    for (const [name, usual] of Object.entries(this.configuration.conversation.rhythm)) {
      const known = draft.knownMember(name);
      if (!known || name === author || known.missed || known.at === undefined) continue;
      if (at - known.at < usual * MISSED) continue;
      draft.member(name).missed = true;
      missed.push(name);
    }
    return missed;
  }
}

function signsOf(findings: readonly Finding[], said: ReadonlyMap<string, Said>): Sign[] {
  return [
    ...findings.map(({ rule, tier, spans }) => ({ name: rule, tier, spans: placesOf(spans) })),
    ...[...said.values()].map(({ id, spans }) => ({ name: `says/${id}`, spans: placesOf(spans) })),
  ];
}

function factSign(fact: Fact, text: string): Sign {
  return { name: `fact/${fact}`, spans: text === '' ? [] : [{ start: 0, end: text.length }] };
}

function placesOf(spans: readonly Place[]): Place[] {
  return spans.slice(0, MOST.places).map(({ start, end }) => ({ start, end }));
}

/** Milliseconds; undefined if there is no time, or none that can be read. */
function timeOf(at: string | number | undefined): number | undefined {
  const time = typeof at === 'string' ? Date.parse(at) : at;
  return time === undefined || !Number.isFinite(time) ? undefined : time;
}
