/** `extends`, `disable` and `override`: a service changes one rule without copying a pack. */
import { matchesGlob } from '../model/glob.ts';
import type { Cue, Pack, Rule } from '../model/pack.ts';
import type { Builder } from './build.ts';
import type { Collected } from './collect.ts';
import { keyPlace, placeOf } from './locate.ts';
import type { Problems } from './report.ts';
import { didYouMean } from './suggest.ts';
import { ruleName } from '../model/rule-name.ts';

const EMPTY_PACK: Pack = {
  name: 'custom',
  version: '0.0.0',
  language: 'en',
  categories: {},
  lexicons: {},
  forms: {},
  spelling: {},
  maskable: [],
  fillers: [],
  rules: [],
  cues: [],
};

/** The pack to build upon: the base if `extends` names it, else an empty one. */
export function baseOf(all: Collected, base: Pack | undefined, problems: Problems): Pack {
  if (all.pack?.record.extends === undefined) return EMPTY_PACK;
  const { source, record } = all.pack;
  const named = record.extends;
  if (named === base?.name) return base ?? EMPTY_PACK;
  const hint =
    base === undefined
      ? 'no pack was given to extend: pass it as `base`'
      : `the pack that was given is “${base.name}”`;
  problems.add(source, placeOf(source, ['extends']), 'bad-extends', `there is no pack “${named}” to extend`, {
    hint,
  });
  return base ?? EMPTY_PACK;
}

/** What is left of the base's rules and cues after `disable` and `override`. */
export function inherit(
  all: Collected,
  base: Pack,
  build: Builder,
  problems: Problems,
): { rules: Rule[]; cues: Cue[] } {
  const rules = new Map(base.rules.map((rule) => [ruleName(rule), rule]));
  const cues = new Map(base.cues.map((cue) => [cue.id, cue]));
  if (all.pack === undefined) return { rules: [...rules.values()], cues: [...cues.values()] };
  const { source, record } = all.pack;
  if (record.extends === undefined) {
    for (const key of ['override', 'disable'] as const)
      if (record[key] !== undefined)
        problems.add(
          source,
          keyPlace(source, [key]),
          'bad-extends',
          `“${key}” changes a pack, and none is extended`,
          { hint: 'add extends: en' },
        );
    return { rules: [], cues: [] };
  }

  const touched = new Set<string>();
  record.override?.forEach((partial, k) => {
    const path = ['override', k];
    const report = (code: 'duplicate-id' | 'override-without-target', message: string, hint: string): void =>
      problems.add(source, placeOf(source, [...path, 'id']), code, message, { hint });
    const target = rules.get(partial.id);
    if (target === undefined)
      report(
        'override-without-target',
        `there is no rule ${partial.id}`,
        didYouMean(partial.id, rules.keys()) ?? 'an override names category/id',
      );
    else if (touched.has(partial.id))
      report('duplicate-id', `${partial.id} is overridden twice`, 'join the two');
    else rules.set(partial.id, build.override(target, { source, path, record: partial }) ?? target);
    touched.add(partial.id);
  });

  record.disable?.forEach((glob, k) => {
    const hit = [...rules.keys(), ...cues.keys()].filter((id) => matchesGlob(glob, id));
    for (const id of hit) if (!rules.delete(id)) cues.delete(id);
    if (hit.length > 0) return;
    const hint =
      didYouMean(glob, [...rules.keys(), ...cues.keys()]) ??
      'write category/id, a glob such as bullying/*, or the id of a cue';
    problems.add(
      source,
      placeOf(source, ['disable', k]),
      'disable-without-target',
      `no rule or cue is called “${glob}”`,
      { hint },
    );
  });
  return { rules: [...rules.values()], cues: [...cues.values()] };
}
