/**
 * The words around a name, and what each says for or against it. What stands before a name is read from there backwards: every
 * word with a capital is asked a dozen times.
 */
import type { ContextWords } from './finder.ts';

export const TITLE =
  /(?<=\b(?:(?:mr|mrs|ms|miss|mx|dr|prof|sgt|rev|pc)\.?|professor|sergeant|officer|detective|inspector|judge|justice|sir|dame|lady|father|sister|nurse|coach|sensei) )/y;
export const SAYS_NAME =
  /(?<=\b(?:names?|name's|surname|(?:first|last|full|maiden|middle|real|given|family) name)(?:(?: on| of| in| for) (?:the|my|this|your|his|her) \w+)?(?: (?:is|was|to|it to))?\s{0,6}[:?=-]?\s{1,6}(?:(?:user|customer|client|caller|me|answer): )?|\b(?:called|named|known as|call me|calls me|calling myself|goes by|go by|signed|(?:it's|is|booked|filed) under|account to|correct it to|change it to) |\bname['’"s]{0,3}:\s{0,6})/y;
const I_AM =
  /(?<=\b(?:i am|i'm|im|this is|it's|its|it is|me is|je suis|signed|yours|regards|sincerely|love|cheers|(?:message|text|msg|call|letter|email|e-mail|note|dm|card|present|gift|regards|love|hugs|wishes|news)s? from|- )[, ]?\s{0,2})/y;
export const RELATION =
  /(?<=\b(?:my|our|his|her|their|your|the|an?) (?:(?:late|ex|best|little|big|older|younger|old|new|step|own|first|great) )?(?:husband|wife|partner|boyfriend|girlfriend|ex|son|daughter|stepson|stepdaughter|kid|child|baby|brother|sister|cousin|mate|friend|bestie|boss|manager|colleague|neighbour|neighbor|teacher|tutor|landlord|mum|mom|mam|mother|dad|father|nan|gran|grandad|grandmother|grandfather|aunt|auntie|uncle|niece|nephew|girl|boy|lad|bf|gf|hubby|fella|coach|social worker|doctor|therapist|counsellor|student|pupil|client|patient|employee|tenant|applicant|holder|owner|user|customer|recipient|member|resident|individual|victim|suspect|policyholder|administrator|developer|executive|guardian|regular|commenter|producer|director|assistant to|lover)(?: is| was|,| called| named|:)? )/y;
export const ROLE =
  /(?<=\b(?:husband|wife|employee|applicant|customer|client|patient|user|member|resident|individual|recipient|holder|owner|policyholder|executive|developer|administrator|manager|adjuster|agent|producer|commenter|director|singer|actor|actress|author|writer|guardian|name|contact|billing address|address|guarantor|witness|defendant|claimant|student|pupil|tenant|officer|contractor)s?:?\s{1,6})/y;
const BEFORE =
  /(?<=\b(?:says|said|by|to|and|with|for|against|about|regarding|between|starring|features|add|adding|including|of|belonging to|linked to|under|heard|asked|told|thank|thanks|hi|hello|hey|dear|early|meet|met|love|miss|between him and|via|cc|attn) )/y;
const SPEECH =
  /(?<=\b(?:says|said|told|asked|(?:shouted|laughed|yelled|screamed|swore|smiled|looked) at|said .{1,24} to|by|starring|hi|hello|hey|dear|regards,?|love,?) )/y;
export const SPEAKS =
  /^(?:, the [\w -]{2,40},)?,? (?:said|says|told|tells|asked|shouted|explained|points|wrote|writes|speaks?|lives?|lived|is from|comes from|moved|uploaded|attached|submitted|recorded|noted|confirmed|discovered|loves|hates|thinks|spent|went|uses)\b/;
const MADE_UP =
  /(?<=\b(?:reading|re-?read|play(?:ing|s)? as|watch(?:ed|ing)|adverts?|character(?: of)?|cosplay(?:ing)?|dress(?:ed|ing)? up as)\b[^.!?]{0,24})/y;
const THING =
  /(?<=\b(?:its|it's|it is|(?:list|app|game|song|book|film|movie|show|series|story|poem|channel|server|site|website|page|group|band|team|club|pub|cafe|restaurant|shop|drink|medicine|drug|disease|condition|thing|robot|playlist|folder|file|programme|program|documentary|podcast)s?(?: that(?:'s| is)| is| was| are)?) (?:called|named|known as) )/y;
const OWNED = /(?<=\p{L}{2}['’]s )/uy;
const ACTS =
  /^,? (?:say|is|was|were|has|had|will|used|wants|knows|came|got|gets|and i|accidentally|who|of|for)\b/;
const OWNS = /^['’]s? /;
export const PLACED =
  /(?<=\b(?:in|(?<!shouted |laughed |yelled |screamed |swore |smiled |looked |mad |angry )at|near|towards?|visit(?:ed|ing)?|(?:is|am|i'm|was|are|come|comes|came|originally) from|(?:return(?:ed)?|travel(?:led|ed)?|flew|fly) to|back to|lives? in|moved to|trip to|based in|between the|the) )/y;
const WORKED = /(?<=\b(?:work(?:s|ed|ing)?|employed) (?:for|at|by|with) )/y;
export const ORGANISED =
  /^,? (?:inc|ltd|llc|plc|investments|industries|media|news|health|care|foundation|trust|corp|corporation|company|co|group|bank|holdings|associates|partners|solutions|technologies|systems|services|insurance|institute|university|college|school|academy|primary|hospital|clinic|club|union|council|department|team|fc|united|city|rovers|street|st|road|rd|avenue|ave|lane|close|drive|dr|park|square|gardens|house|court|station|island|bay|river|county|village|town|day|project|stadium|arena|arms|inn|cup|award|prize|effect|syndrome|disease)\b/;

export const CONTEXT: readonly ContextWords[] = [
  { cause: 'a title stands before it', points: 0.45, behind: TITLE },
  { cause: 'it is said to be a name', points: 0.55, behind: SAYS_NAME },
  { cause: 'somebody says who they are', points: 0.25, behind: I_AM },
  { cause: 'a person of somebody’s life stands before it', points: 0.35, behind: RELATION },
  { cause: 'a role of a person stands before it', points: 0.25, behind: ROLE },
  { cause: 'words that go with a person stand before it', points: 0.15, behind: BEFORE },
  { cause: 'somebody says or does something to them', points: 0.3, behind: SPEECH },
  { cause: 'does what only a person does', points: 0.35, after: SPEAKS },
  { cause: 'does what a person does', points: 0.15, after: ACTS },
  { cause: 'the title of something of theirs', points: -0.35, behind: OWNED },
  { cause: 'something is said to be theirs', points: 0.15, after: OWNS },
  { cause: 'somebody of a book, a film or a game', points: -0.3, behind: MADE_UP },
  { cause: 'the name of a thing', points: -0.6, behind: THING },
  { cause: 'words that go with a place stand before it', points: -0.25, behind: PLACED },
  { cause: 'somebody works there', points: -0.35, behind: WORKED },
  { cause: 'the name of an organisation, a place or a thing', points: -0.6, after: ORGANISED },
];
