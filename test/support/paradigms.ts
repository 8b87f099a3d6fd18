/**
 * Paradigms: what is said plainly, in every person, tense and frame. A file of fixtures/paradigms lists slots and frames; the
 * sentences are their product, so that a hole in a rule's grammar shows as a row or a column, not as one odd sentence.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import type { Category, Tier } from '../../src/index.ts';
import type { Row } from './rows.ts';

/** A filler of a slot: a text, or forms that frames ask for by name (`<who.his>`), of which the first is the plain one. */
type Filler = string | Readonly<Record<string, string>>;

export interface Paradigm {
  id: string;
  /** Acceptable tiers of every sentence. */
  tiers: Tier[];
  present?: Category[];
  absent?: Category[];
  /** Fillers of its own, or the name of a list of the file. */
  slots: Record<string, Filler[] | string>;
  frames: string[];
  /** The share of its sentences that are judged so; never to fall. */
  holds: number;
}

interface ParadigmFile {
  category: Category;
  lists?: Record<string, Filler[]>;
  paradigms: Paradigm[];
}

export interface Sentence extends Row {
  frame: string;
  /** Which filler stands in which slot, by its plain form as it stands in the file. */
  fillers: Record<string, string>;
}

/** Of a frame with more fillings than this only every so many-th is tried. */
const MOST_FILLINGS = 300;
const HOLE = /<([a-z]+)(?:\.([a-z]+))?>/gu;
const FOLDER = new URL('../../fixtures/paradigms/', import.meta.url);

export function readParadigms(): { file: string; paradigms: (Paradigm & { sentences: Sentence[] })[] }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const { lists = {}, paradigms } = parse(readFileSync(new URL(file, FOLDER), 'utf8')) as ParadigmFile;
      return { file, paradigms: paradigms.map((one) => ({ ...one, sentences: sentencesOf(one, lists) })) };
    });
}

function sentencesOf(
  { id, tiers, present, absent, slots, frames }: Paradigm,
  lists: Readonly<Record<string, Filler[]>>,
): Sentence[] {
  const fillersOf = (slot: string): Filler[] => {
    const given = slots[slot];
    const fillers = typeof given === 'string' ? lists[given] : given;
    if (!fillers) throw new Error(`${id}: nothing fills <${slot}>`);
    return fillers;
  };
  const seen = new Set<string>();
  return frames.flatMap((frame) => {
    const used = Object.keys(slots).filter((slot) => reaches(frame, slot, fillersOf, Object.keys(slots)));
    const fillings = used.reduce<Record<string, Filler>[]>(
      (all, slot) => all.flatMap((so) => fillersOf(slot).map((filler) => ({ ...so, [slot]: filler }))),
      [{}],
    );
    const stride = Math.ceil(fillings.length / MOST_FILLINGS);
    return fillings
      .filter((_, k) => k % stride === 0)
      .map((filling, k) => ({
        id: `${id}/${frame}/${k}`,
        group: id,
        frame,
        fillers: Object.fromEntries(used.map((slot) => [slot, formOf(filling[slot]!)])),
        text: fill(frame, filling, id).replace(/\s+/gu, ' ').trim(),
        tiers,
        ...(present && { present }),
        ...(absent && { absent }),
      }))
      .filter(({ text }) => !seen.has(text) && seen.add(text));
  });
}

/** Whether a frame holds a slot, itself or by way of the fillers of the slots in it. */
function reaches(
  frame: string,
  slot: string,
  fillersOf: (slot: string) => Filler[],
  slots: string[],
): boolean {
  const held = (text: string): string[] => [...text.matchAll(HOLE)].map(([, name]) => name!);
  const forms = (name: string): string[] =>
    fillersOf(name).flatMap((filler) => (typeof filler === 'string' ? [filler] : Object.values(filler)));
  let all = new Set(held(frame));
  for (let before = -1; before < all.size;) {
    before = all.size;
    all = new Set([
      ...all,
      ...[...all].filter((name) => slots.includes(name)).flatMap((name) => forms(name).flatMap(held)),
    ]);
  }
  return all.has(slot);
}

function formOf(filler: Filler, form?: string): string {
  if (typeof filler === 'string') return filler;
  return (form === undefined ? Object.values(filler)[0] : filler[form])!;
}

function fill(text: string, filling: Readonly<Record<string, Filler>>, id: string): string {
  const filled = text.replace(HOLE, (hole, slot: string, form?: string) => {
    const filler = filling[slot];
    const said = filler === undefined ? undefined : formOf(filler, form);
    if (said === undefined) throw new Error(`${id}: nothing to put for ${hole} in “${text}”`);
    return said;
  });
  return filled === text ? text : fill(filled, filling, id);
}
