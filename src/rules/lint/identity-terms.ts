/**
 * Words for what people are: race and nationality, religion, disability, gender identity, sexuality. None of them says
 * anything bad about anybody. Stems as of match/stem.ts would join too much here (`black`, `blacks`, but not `blackmail`),
 * so plurals are written out. Slurs are not among them: they are evidence.
 */
export const IDENTITY_TERMS: ReadonlySet<string> = new Set(
  `african africans american americans arab arabs asian asians bangladeshi bangladeshis black blacks brazilian brazilians
  brown caribbean chinese congolese croatian eritrean ethiopian filipino filipinos ghanaian hispanic hispanics indian
  indians indonesian iranian iranians iraqi iraqis irish israeli israelis italian italians jamaican jamaicans japanese
  kenyan korean koreans kurd kurdish kurds latina latino latinos latinx lithuanian mexican mexicans moroccan nigerian
  nigerians pakistani pakistanis palestinian palestinians polish portuguese romanian romanians russian russians scottish
  somali somalis syrian syrians turk turkish turks ukrainian ukrainians vietnamese welsh white whites traveller travellers
  immigrant immigrants migrant migrants refugee refugees foreigner foreigners
  atheist atheists buddhist buddhists catholic catholics christian christians hindu hindus islam islamic jew jewish jews
  mormon mormons muslim muslims protestant protestants sikh sikhs hijab
  adhd autism autistic blind deaf disabled disability dyslexic wheelchair epileptic downs
  asexual bi bisexual bisexuals gay gays homosexual homosexuals lesbian lesbians lgbt lgbtq nonbinary pansexual queer
  queers trans transgender transsexual`.match(/\S+/gu) ?? [],
);
