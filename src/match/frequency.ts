/**
 * The most frequent words of informal English in rank order, enough to tell a rare anchor from a common one. Ranks
 * follow the usual spoken and web lists (SUBTLEX, BNC); only their order of magnitude matters, for speed and for
 * nothing else: no verdict depends on this table.
 */
const RANKED =
  'i the you to a not is and it that of in am me do my what have on for was be this he are so with but will can just your know they she like we at all if up out her no his go get one about as there now want think how from him when been would has going right or come see them then time good here could more some an had really why did well too tell back say who by us good make were mean said take thing where only look way need because our let want people never very also yeah man something day over life still even love feel their than off much any down help these before better work again always first give other sure ever should anything into please two someone talk put every those maybe call things keep got through last home made new which after year night long around being find another thank great believe little everything old big friend show nothing might bad money care stop away leave done friends kind day god feel use wait many head place whole hey stay most enough part own hard same start mind play listen left hear kill family mother father house school years name girl boy kids world told job nice remember ok hope child guy gone real today next men women room run once each both die face hand hands myself person getting while phone without around game until since days making wrong end best else live trying tried thought heart matter three school read already saw found week doing month does having says saying went came knew felt took gave asked ask try turn open post young month door mum mom dad baby sorry hate hurt cannot least far later minutes probably true yet almost under against police lot bit literally actually word words car party eat food drink dead sleep eyes body hair water war death shit fuck fucking ass bitch damn hell'.split(
    ' ',
  );

/** Estimated share of all tokens, by Zipf's law; words outside the list count as rare. */
const SHARE = new Map(RANKED.map((word, rank) => [word, 0.05 / (rank / 2 + 1)] as const).reverse());
const RARE = 0.00002;

/** About how much of all text the word makes up. */
export function shareOf(word: string): number {
  return SHARE.get(word) ?? RARE;
}

/** Appends the shares of the words that have none yet: of each word, about how much of all text it makes up. */
export function addShares(shares: number[], words: readonly string[]): void {
  for (let symbol = shares.length; symbol < words.length; symbol++) shares.push(shareOf(words[symbol]!));
}
