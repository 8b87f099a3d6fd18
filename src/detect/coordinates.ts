import { type Detector, endOf, type Shape, type Source } from './detector.ts';

/** Latitude and longitude, exact to a hundred metres or better. Source: ISO 6709 (decimal degrees; degrees and minutes). */
export const coordinates: Detector = { kind: 'coordinates', begins: 'digit', find };

const DECIMAL =
  /(?:90|[1-8]?\d)\.\d{3,8} ?°? ?[ns]?[, ]{1,3}-?(?:1[0-7]\d|180|\d{1,2})\.\d{3,8}(?: ?° ?[ew]| [ew])?/y;
/** The sign for degrees is a space in the folded text. */
const MINUTES =
  /\d{1,2} \d{1,2}'\d{0,2}(?:\.\d{1,4})?["″”]? ?[ns][, ]{1,2}\d{1,3} \d{1,2}'\d{0,2}(?:\.\d{1,4})?["″”]? ?[ew]/y;

/** Links that open a map at a place. */
const MAP_LINK =
  /^(?:https?:\/\/)?(?:www\.)?(?:google\.[a-z.]{2,6}\/maps|maps\.google\.[a-z.]{2,6}|goo\.gl\/maps|maps\.app\.goo\.gl|maps\.apple\.com|openstreetmap\.org|osm\.org|bing\.com\/maps|w3w\.co|what3words\.com|waze\.com|map\.snapchat\.com)[/?#].{3}/;

function find({ plain, text }: Source, at: number): Shape | undefined {
  if (plain.charAt(at - 1) === '.' || !/[.°]/.test(text.slice(at + 1, at + 3))) return undefined;
  const end = endOf(DECIMAL, plain, at) || endOf(MINUTES, plain, at);
  return end > 0 ? { start: plain.charAt(at - 1) === '-' ? at - 1 : at, end } : undefined;
}

export function isMapLink(link: string): boolean {
  return MAP_LINK.test(link);
}
