/** The shape of every kind of rule file; docs/rule-language.md says what the keys mean. */
import * as z from 'zod';
import { MOST_WEIGHT } from '../match/weighed-table.ts';
import { PAIR_FACTS } from '../model/conversation.ts';
import { DETAIL_KINDS } from '../model/detail.ts';
import { ACTIONS, AUDIENCES, CATEGORIES, EFFECTS, QUALIFIERS, REASONS, TIERS } from '../model/vocabulary.ts';

/** Farthest that a window or the scope of a cue may reach, in words. */
const WIDEST_WINDOW = 30;
export const LEAST_EXAMPLES = { rule: 3, cue: 2 } as const;

const TEXT_SCOPES = ['own', 'clause', 'sentence', 'next', 'post'] as const;
export const CUE_KINDS = [...QUALIFIERS, 'present'] as const;
const DIRECTIONS = ['forward', 'backward', 'both'] as const;
export const RULE_TIERS = ['low', 'medium', 'high'] as const;
const WINDOWS = ['clause', 'sentence', 'post'] as const;

/** A turn of an example: who, to whom, how long after the turn before, what. */
export const TURN =
  /^(?<author>[^\s:>+]+)(?: > (?<to>[^\s:>+]+))?(?: \+(?<after>\d{1,5}[mhd]))?: (?<text>.+)$/su;

const text = z.string().min(1);
const texts = z.array(text).min(1);
const pattern = text.describe('A pattern: words, (a|b), {lemma}, word?, @lexicon, ., ..3, ^ $ and !x');
const patterns = z.array(pattern).min(1);
const words = z.int().min(1).max(WIDEST_WINDOW);
const near = z.union([
  pattern,
  z.strictObject({ match: pattern, within: z.union([z.enum(WINDOWS), words]).optional() }),
]);
const effects = z.partialRecord(z.enum(QUALIFIERS), z.enum(EFFECTS));
const id = z
  .string()
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/u)
  .describe('Lower case words joined by dots and hyphens, e.g. domestic.strangulation.by-partner');
const ruleTier = z.enum(RULE_TIERS);
const reason = z.enum(REASONS);

const ruleBody = {
  concept: text.describe('One of the concepts of the category'),
  tier: ruleTier.describe('The highest tier this evidence carries on its own'),
  reason: reason.optional(),
  weight: z.number().positive().max(10).optional().describe('Points; low 1, medium 2, high 4 unless told'),
  group: text.optional().describe('Rules of one group do not add up; the concept unless told'),
  voice: z.enum(QUALIFIERS).optional().describe("A qualifier that the rule's own words establish"),
  note: text.optional(),
  match: patterns,
  near: z.array(near).min(1).optional().describe('At least one of these must stand near'),
  unless: z.array(near).min(1).optional().describe('None of these may stand near'),
  faint: z
    .boolean()
    .optional()
    .describe('A faint sign: stands only where the words of the whole post do not speak against it'),
  plain: z
    .boolean()
    .optional()
    .describe('Said so plainly that it stands whatever the rest of the post sounds like; never beside faint'),
  qualifiers: effects.optional(),
  sources: z.array(text).optional(),
  'false-positives': z.array(text).optional(),
  fires: z.array(text).min(LEAST_EXAMPLES.rule).describe('Texts in which the rule must fire'),
  quiet: z.array(text).min(LEAST_EXAMPLES.rule).describe('Texts in which it must not'),
};
const rule = z.strictObject({ id, ...ruleBody });
/** Part of a rule of the pack that is extended; `id` is `category/id`. */
const partialRule = z.strictObject({ id: text, ...z.object(ruleBody).partial().shape });

const cue = z.strictObject({
  id,
  qualifier: z.enum(CUE_KINDS),
  direction: z.enum(DIRECTIONS),
  scope: z.union([z.enum(TEXT_SCOPES), words]),
  note: text.optional(),
  match: patterns,
  stops: patterns.optional(),
  unless: z.array(near).min(1).optional(),
  sources: z.array(text).optional(),
  fires: z.array(text).min(LEAST_EXAMPLES.cue),
  quiet: z.array(text).min(LEAST_EXAMPLES.cue),
});

const term = z.union([
  pattern,
  z.strictObject({ term: pattern, weight: z.number().positive().max(1).optional(), note: text.optional() }),
]);
const lexicon = z.strictObject({
  note: text.optional(),
  sources: z.array(text).optional(),
  terms: z.array(term).min(1),
});
const lexiconName = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);

const category = z.strictObject({
  title: text,
  reasons: z.strictObject({ high: reason, medium: reason, low: reason }),
  accumulate: z.strictObject({
    to: ruleTier,
    points: z.number().positive(),
    medium: z.number().positive().optional(),
  }),
  'in-any-company': z
    .boolean()
    .optional()
    .describe('Its evidence stands however little alarming the rest of the post sounds'),
  qualifiers: z.record(z.enum(QUALIFIERS), z.enum(EFFECTS)),
  concepts: texts,
});

const condition = z.strictObject({
  tier: z.array(z.enum(TIERS)).min(1).optional(),
  category: z.array(z.enum(CATEGORIES)).min(1).optional(),
  reason: z.array(reason).min(1).optional(),
  concept: texts.optional(),
  qualifier: z.array(z.enum(QUALIFIERS)).min(1).optional(),
  anonymous: z.boolean().optional(),
  audience: z.array(z.enum(AUDIENCES)).min(1).optional(),
});
const threshold = z.number().min(0).max(1);

const groundRule = z.strictObject({
  id,
  says: text.describe('The ground rule as members read it'),
  tier: ruleTier.optional().describe('low unless told'),
  reason: reason.optional(),
  match: patterns,
  near: z.array(near).min(1).optional(),
  unless: z.array(near).min(1).optional(),
  fires: texts.optional(),
  quiet: texts.optional(),
});

const provenance = z
  .record(text, z.union([text, z.number()]))
  .describe('Where the weights come from, and how');
const weights = z
  .record(
    z
      .string()
      .regex(
        /^(?:@[a-z0-9-]+|(?:@[a-z0-9-]+ )?(?:\p{L}+(?: \p{L}+)?|\p{L}+~)|\^\p{L}+|\p{L}+\$|\p{L}+~ \* \p{L}+~)$/u,
      ),
    z.number().min(-MOST_WEIGHT).max(MOST_WEIGHT),
  )
  .describe(
    'A word, two in a row, a word that begins (^word) or ends (word$) a sentence, any word of a stem (hit~), two stems with a word between (hit~ * face~), or a lexicon (@lexicon) of which each word counts, each with its weight, which below 0 speaks against; “@lexicon term” counts where a word of the lexicon stands anywhere in the post',
  );
const matches = z
  .record(text, z.number().nonnegative())
  .optional()
  .describe('Rules as category/id, and what a match of theirs adds to the sum');
const forms = z.array(text).describe('Words of the stems that stand nowhere else in the pack');
const weighedWords = z.strictObject({
  'learned-from': provenance,
  bias: z.number(),
  matches,
  terms: weights,
});

const spoken = z.strictObject({ terms: weights });

/** A rule that `safetier learn` wrote: the same biography, weighted words in place of patterns. */
const learnedRule = z.strictObject({
  id,
  concept: ruleBody.concept,
  tier: z
    .enum(['low', 'medium'])
    .describe('Never high: words that were learned are not the sole cause of a HIGH'),
  reason: reason.optional(),
  weight: ruleBody.weight,
  note: text.optional(),
  sources: z.array(text).optional(),
  'learned-from': provenance,
  bias: z.number(),
  from: z.number().describe('The sum from which on the rule fires'),
  doubts: z
    .number()
    .optional()
    .describe('Below this sum, medium matches and faint signs of the category are low'),
  matches,
  terms: weights,
  forms: forms.optional(),
  fires: ruleBody.fires,
  quiet: ruleBody.quiet,
});

/** A rule whose evidence is a personal detail: the same biography, kinds of details in place of patterns. */
const detailRule = z
  .strictObject({ id, ...ruleBody })
  .omit({ match: true })
  .extend({
    details: z
      .array(
        z.strictObject({
          kind: z.enum(DETAIL_KINDS),
          from: z.number().min(0.5).max(1).describe('The least confidence of the finder'),
          words: z.int().positive().optional().describe('The least number of words; 1 unless told'),
        }),
      )
      .min(1),
  });

const signal = z.strictObject({
  id,
  note: text.optional(),
  sources: z.array(text).optional(),
  match: patterns,
  near: z.array(near).min(1).optional(),
  unless: z.array(near).min(1).optional(),
  reads: z
    .enum(['number', 'word'])
    .optional()
    .describe('What the match tells besides: the number in it, or its last word'),
  fires: z.array(text).min(LEAST_EXAMPLES.cue),
  quiet: z.array(text).min(LEAST_EXAMPLES.cue),
});

const count = z.int().positive();
const stretch = z
  .strictObject({
    messages: count.optional(),
    time: z
      .string()
      .regex(/^\d{1,5}[mhd]$/u, { error: 'no time: write 30m, 12h or 2d' })
      .optional(),
  })
  .describe('Whichever comes first');
const sign = z.strictObject({
  stage: text.describe('What the sign is called in alerts; of each stage the best sign counts'),
  when: texts.optional().describe('category.concept, category/rule, says/signal, fact/fact; * for anything'),
  except: texts.optional(),
  by: z.enum(['subject', 'target', 'others']).optional().describe('Who says it; the subject unless told'),
  points: z.union([z.number(), z.partialRecord(ruleTier, z.number())]),
  most: z.number().positive().optional().describe('How much the stage may reach by repetition'),
  after: texts.optional().describe('Counts only once one of these stages has been reached'),
  silence: stretch.optional().describe('Instead of when: the subject has said nothing since'),
  unanswered: stretch.optional().describe('Instead of when: nobody has answered the subject since'),
});
const turn = z
  .string()
  .regex(TURN, { error: 'no turn: write “name: text”, “name > other: text” or “name +2h: text”' });
const turns = z.array(turn).min(1);
const conversation = z.strictObject({
  id,
  category: z.enum(CATEGORIES),
  note: text.optional(),
  sources: z.array(text).optional(),
  of: z.enum(['pair', 'member', 'target']).describe('Whose points are kept together'),
  aim: z.enum(['said-to', 'said-about']).optional(),
  signs: z.array(sign).min(1),
  odds: z
    .strictObject({
      from: z.number().describe('A message sounds like the category from this logarithm of odds on'),
      bias: z.number(),
      weights: z.record(text, z.number()).describe('By feature or stage'),
      sources: texts.optional().describe('What the weights were fitted on'),
    })
    .optional()
    .describe('Weighs what has been reached together with how all messages sound'),
  weighs: z.partialRecord(z.enum(PAIR_FACTS), z.number().nonnegative()).optional(),
  halves: stretch.optional().describe('Points halve in this'),
  within: stretch.optional().describe('Older signs are forgotten'),
  alerts: z
    .array(
      z.strictObject({
        tier: ruleTier,
        points: z.number().positive().optional(),
        odds: z.number().optional().describe('Logarithm of odds'),
        stages: count.optional(),
        messages: count.optional(),
        authors: count.optional(),
        needs: texts.optional(),
        reason: reason.optional(),
      }),
    )
    .min(1),
  'false-positives': z.array(text).optional(),
  fires: z
    .array(
      z.strictObject({
        turns,
        by: z.int().nonnegative().describe('Index of the message by which it must have fired'),
        subject: text,
        target: text.optional(),
        tier: ruleTier.optional(),
      }),
    )
    .min(LEAST_EXAMPLES.rule),
  quiet: z.array(turns).min(LEAST_EXAMPLES.rule),
});

export const FILE_SCHEMAS = {
  rules: z.strictObject({
    kind: z.literal('rules'),
    category: z.enum(CATEGORIES),
    rules: z.array(rule).min(1),
  }),
  learned: z.strictObject({
    kind: z.literal('learned'),
    category: z.enum(CATEGORIES),
    learned: z.array(learnedRule).min(1),
  }),
  details: z.strictObject({
    kind: z.literal('details'),
    category: z.enum(CATEGORIES),
    details: z.array(detailRule).min(1),
  }),
  impression: z.strictObject({
    kind: z.literal('impression'),
    note: text.optional(),
    sources: z.array(text).optional(),
    raises: z.number().describe('From this severity on, a medium match of a pattern is high'),
    lowers: z.number().describe('Below this severity, a faint sign is no more than medium'),
    calms: z.number().optional().describe('Below this severity, no sign of a pattern is more than medium'),
    forms,
    severity: weighedWords,
    alarm: weighedWords
      .extend({
        raises: z.number().describe('From this sum on, a low match of a pattern is medium'),
        speaks: z.number().describe('From this sum on, words alone speak for their likeliest category'),
        doubts: z.number().describe('Below this sum, a medium match is low'),
      })
      .optional(),
  }),
  cues: z.strictObject({ kind: z.literal('cues'), cues: z.array(cue).min(1) }),
  lexicons: z.strictObject({ kind: z.literal('lexicons'), lexicons: z.record(lexiconName, lexicon) }),
  spelling: z.strictObject({
    kind: z.literal('spelling'),
    spelling: z.record(text, texts).optional(),
    masked: texts.optional().describe('Words that masked spellings (s*icide) may stand for'),
    fillers: texts.optional(),
  }),
  categories: z.strictObject({
    kind: z.literal('categories'),
    categories: z.partialRecord(z.enum(CATEGORIES), category),
  }),
  policy: z.strictObject({
    kind: z.literal('policy'),
    thresholds: z.strictObject({ low: threshold, medium: threshold, high: threshold, report: threshold }),
    audience: z.partialRecord(z.enum(AUDIENCES), z.partialRecord(z.enum(CATEGORIES), z.number())).optional(),
    advice: z.array(z.strictObject({ action: z.enum(ACTIONS), why: text, when: condition })),
    never: z.array(z.strictObject({ what: text, when: condition })).optional(),
  }),
  'ground-rules': z.strictObject({
    kind: z.literal('ground-rules'),
    'ground-rules': z.array(groundRule).min(1),
  }),
  signals: z.strictObject({ kind: z.literal('signals'), signals: z.array(signal).min(1) }),
  conversation: z.strictObject({
    kind: z.literal('conversation'),
    conversation: z.array(conversation).min(1),
  }),
  talk: z.strictObject({
    kind: z.literal('talk'),
    talk: z
      .array(
        z.strictObject({
          rule: text.describe('Id of a conversation rule whose odds weigh “talk”'),
          sources: texts.optional(),
          'learned-from': provenance,
          said: spoken.describe('Words of those whom the rule is about'),
          heard: spoken.describe('Words of others, said to them or to nobody in particular'),
        }),
      )
      .min(1),
  }),
  pack: z.strictObject({
    kind: z.literal('pack'),
    name: text,
    version: text,
    language: text,
    note: text.optional(),
    extends: text.optional(),
    disable: texts
      .optional()
      .describe('Ids (category/id) or globs (bullying/*) of rules and cues that are left out'),
    override: z.array(partialRule).min(1).optional(),
  }),
} as const;

export type Kind = keyof typeof FILE_SCHEMAS;
export const KINDS = Object.keys(FILE_SCHEMAS) as Kind[];
export type FileOf<K extends Kind> = z.infer<(typeof FILE_SCHEMAS)[K]>;

export type RuleRecord = FileOf<'rules'>['rules'][number];
export type CueRecord = FileOf<'cues'>['cues'][number];
export type LexiconRecord = FileOf<'lexicons'>['lexicons'][string];
export type CategoryRecord = z.infer<typeof category>;
export type PartialRule = NonNullable<FileOf<'pack'>['override']>[number];
export type GroundRuleRecord = FileOf<'ground-rules'>['ground-rules'][number];
export type WeighedRecord = Pick<z.infer<typeof weighedWords>, 'bias' | 'matches' | 'terms'>;
export type SignalRecord = FileOf<'signals'>['signals'][number];
export type ConversationRecord = FileOf<'conversation'>['conversation'][number];
export type TalkRecord = FileOf<'talk'>['talk'][number];
export type SignRecord = ConversationRecord['signs'][number];
export type NearRecord = NonNullable<RuleRecord['near']>[number];

/** Any rule file, for editors. */
export const anyFile = z.union(KINDS.map((kind) => FILE_SCHEMAS[kind]));
