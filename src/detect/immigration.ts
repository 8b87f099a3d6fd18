import { finderOf } from './finder.ts';

/** Somebody's own status, or that of a person of their life: what they could be reported for or refused with. */
export const findImmigrationStatus = finderOf('immigration-status', [
  {
    expression:
      /\b(?:i|i'm|i am|im|we|we're|we are|he|he's|she|she's|they|my (?:husband|wife|partner|mum|mom|dad|boyfriend|girlfriend|friend|brother|sister)(?:'s| is)?|is|am|are|was|were|been) (?:\w+ ){0,2}?(?<detail>undocumented|illegals?(?! (?:to|for|that|if|in|now|thing|stuff|drugs?|content|downloads?|parking)\b)|an illegal immigrant|here illegally|illegally here|an? (?:failed |refused )?asylum seeker|seeking asylum|claiming asylum|overstayed(?: (?:my|his|her|their|the) visa)?|without papers|on an? (?:spouse|student|skilled worker|care worker|dependent|dependant|dependants|fiancee?|tourist|visitor|work|family) visa|an? refugee|no recourse to public funds)\b/dg,
    cause: 'somebody’s immigration status',
    points: 0.65,
  },
  {
    expression:
      /\b(?<detail>(?:hasn'?t|haven'?t|has not|have not|has no|have no|got no) (?:got )?(?:any )?(?:papers|visa|status here|right to stay|leave to remain)|overstayed (?:(?:my|his|her|their|the)(?: visa)?|by)|(?:never told|hiding from) the home office|came over in a lorry)\b/dg,
    cause: 'somebody’s immigration status',
    points: 0.6,
  },
  {
    expression:
      /\b(?<detail>(?:my(?: \w{2,14}'?s)?|his|her|our|their) (?:asylum (?:claim|application|case|interview)|visa (?:has |was |is )?(?:expired|ran out|runs out|been refused|was refused|got refused|ended)|(?:indefinite )?leave to remain|settled status|pre-settled status|immigration (?:status|case)|refugee status|residence permit|green card|biometric residence permit|papers (?:ran out|expired)))\b/dg,
    cause: 'somebody’s immigration status',
    points: 0.65,
  },
]);
