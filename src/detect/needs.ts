import type { BuiltIn } from '../tokenise/vocabulary.ts';

/**
 * What a post must hold for a finder to find anything in it: told by its words, which is far cheaper than looking. All that is
 * stated must hold, and stand together where `digits` is stated; of `anyOf` at least one.
 */
export interface Need {
  /** A digit or a link, with the rest within some twenty words of it. */
  digits?: true;
  /** Two words in a row with capitals, the first of a sentence among them. */
  capitals?: true;
  /** Words as they are written, or shapes that patterns know as well (detect.ts). */
  anyOf?: { words?: readonly string[]; shapes?: readonly BuiltIn[] };
}

const split = (words: string): readonly string[] => words.split(/\s+/u).filter((word) => word !== '');

/**
 * By finder, each a list of which one is enough. test/detail-rules.test.ts holds that little is found where none is met, and what.
 */
export const NEEDS = {
  shaped: [
    {
      digits: true,
      anyOf: {
        shapes: [
          'phone',
          'card',
          'iban',
          'sort-code',
          'national-id',
          'postcode',
          'ip',
          'wallet',
          'mac',
          'coordinates',
          'plate',
        ],
        // The number of a British licence begins like a name.
        words: ['licence', 'license'],
      },
    },
  ],
  email: [{ anyOf: { shapes: ['email', 'mention', 'url'], words: split('dot d0t') } }],
  name: [{ capitals: true }, { anyOf: { words: split('name names surname mr mrs ms mx dr prof') } }],
  address: [
    { digits: true, capitals: true },
    {
      digits: true,
      anyOf: {
        words: split(
          `street st road rd avenue ave av lane ln crescent cres terrace gardens gdns mews grove boulevard blvd highway hwy
           parade esplanade cottages villas bungalows towers apartments apt apartment flat unit suite box corner address adress
           addy live lives living staying located delivered rue via viale piazza corso strada rua avenida
           calle plaza paseo camino ul chemin quai`,
        ),
      },
    },
  ],
  credential: [
    {
      anyOf: {
        shapes: ['email'],
        words: split(
          'password passwords passwd pwd pw passcode passphrase pass code pin otp 2fa cvv cvc digit digits texted keysafe lockbox padlock key keys',
        ),
      },
    },
  ],
  phoneSaid: [
    {
      digits: true,
      anyOf: {
        words: split(
          `phone telephone tel mobile mob cell fax landline whatsapp whats number num no registered call ring text txt messages
           reach office home work`,
        ),
      },
    },
  ],
  phoneSpoken: [{ anyOf: { words: split('zero oh nought naught double triple treble') } }],
  birth: [{ digits: true, anyOf: { words: split('born dob date birth birthdate birthday bday d b') } }],
  handle: [
    {
      anyOf: {
        shapes: ['mention', 'url'],
        words: split(
          `snap snapchat snapcode sc insta instagram ig discord whats whatsapp telegram kik tik tiktok skype facebook fb wickr
           roblox xbox psn twitter bluesky tumblr reddit twitch steam wizz yubo gamer gamertag fortnite minecraft onlyfans
           threads signal`,
        ),
      },
    },
  ],
  absence: [
    {
      anyOf: {
        words: split(
          'away ours abroad holiday holidays hols vacation fly flying empty unoccupied vacant nobody noone',
        ),
      },
    },
  ],
  meeting: [{ anyOf: { words: split('meet meeting') } }],
  immigration: [
    {
      anyOf: {
        words: split(
          `undocumented illegal illegals illegally immigrant asylum overstayed visa papers refugee recourse right leave office
           lorry status permit card immigration settled`,
        ),
      },
    },
  ],
} as const satisfies Record<string, readonly Need[]>;
