/** Context acts on what it stands with: harmless company in other sentences must not hide a risk, nor make one. */
import { describe, expect, it } from 'vitest';
import { createClassifier } from '../src/index.ts';

const classifier = createClassifier();

const RISKY = [
  'my husband hit me again last night',
  'i am going to kill myself tonight',
  'i took all the tablets an hour ago',
  'he had his hands round my throat on sunday',
  'my stepdad comes into my room at night and says not to tell anyone',
  'he says he will kill me if i leave',
  'i have been cutting myself again every night this week',
  'he turned up at my door again even though the court said he is not allowed to contact me',
];
const HARMLESS = [
  'my nan made the best soup on sunday',
  'we killed it at the quiz last night',
  'the traffic this morning nearly killed me lol',
  'has anyone got a spare ticket for the match',
];
/** Each stands in a sentence of its own. */
const COMPANY: Record<string, string> = {
  fiction: 'I am writing a novel to keep busy.',
  film: 'We watched a film on Friday and the ending was great.',
  game: 'Been playing a lot of games lately.',
  education: 'This forum has some helpful pages about staying safe.',
  support: 'Thank you all for the kind words, you deserve the best.',
  recovery: 'I used to do a lot of yoga and it helped for a while.',
  news: 'There was something about the council in the news today.',
  negated: 'I did not sleep and I have not eaten.',
  question: 'Does anyone else find Mondays hard?',
  banter: 'My mates and I are always winding each other up haha.',
  past: 'Years ago we lived by the sea.',
  sport: 'We lost the match and my knee is killing me.',
};

describe('company in other sentences', () => {
  for (const [kind, sentence] of Object.entries(COMPANY)) {
    it.each(RISKY)(`${kind} does not hide “%s”`, (post) => {
      const alone = classifier.classify(post).tier;
      expect(alone).toBe('high');
      for (const text of [`${sentence} ${post}.`, `${post}. ${sentence}`, `${sentence}\n\n${post}`])
        expect(classifier.classify(text), text).toMatchObject({ tier: 'high' });
    });

    it.each(HARMLESS)(`${kind} makes no risk of “%s”`, (post) => {
      for (const text of [`${sentence} ${post}.`, `${post}. ${sentence}`])
        expect(['none', 'low'], text).toContain(classifier.classify(text).tier);
    });
  }
});
