/** The lowest point of a smooth convex function of many variables, some of them between bounds. */

/** Steps remembered to tell how the slope bends. */
const REMEMBERED = 8;
/** A step must gain at least this part of what the slope promises (Armijo). */
const LEAST_GAIN = 1e-4;
/** Halvings of a step before it is given up. */
const MOST_HALVINGS = 30;

export interface Problem {
  /** The value at a point; the slope there is written to `slope`, which holds nothing of use before. */
  evaluate: (at: Float64Array, slope: Float64Array) => number;
  /** Variables from number `from` to before `to` lie between `least` and `most`. */
  bounds: { from: number; to: number; least: number; most: number };
  /** It has arrived when a step gains less than this part of the value, … */
  precision: number;
  /** … or after so many steps. */
  rounds: number;
}

interface Step {
  moved: Float64Array;
  bent: Float64Array;
  /** Of the two above, the product. */
  product: number;
}

/**
 * L-BFGS (Nocedal, “Updating quasi-Newton matrices with limited storage”, Mathematics of Computation 35, 1980): each step costs
 * little more than one slope. Variables at a bound that would leave it stand still (Bertsekas, “Projected Newton methods”, SIAM
 * J. Control Optim. 20, 1982). A step that gains too little is halved.
 */
export function minimise(start: Float64Array, problem: Problem): Float64Array {
  const { evaluate, bounds, precision, rounds } = problem;
  let at = start;
  let slope: Float64Array = new Float64Array(at.length);
  let value = evaluate(at, slope);
  let steps: Step[] = [];
  for (let round = 0; round < rounds; round++) {
    const stands = standing(at, slope, bounds);
    const way = wayDown(slope, steps, stands);
    const next = furthest(at, way, slope, value, problem);
    if (next === undefined) {
      if (steps.length === 0) break;
      steps = [];
      continue;
    }
    const moved = next.at.map((to, k) => to - at[k]!);
    const bent = next.slope.map((to, k) => to - slope[k]!);
    const product = dot(moved, bent);
    if (product > 0) steps = [...steps.slice(1 - REMEMBERED), { moved, bent, product }];
    const gain = value - next.value;
    ({ at, slope, value } = next);
    if (gain < precision * Math.abs(value)) break;
  }
  return at;
}

/** Which variables lie at a bound that the slope would have them cross. */
function standing(
  at: Float64Array,
  slope: Float64Array,
  { from, to, least, most }: Problem['bounds'],
): Uint8Array {
  const stands = new Uint8Array(at.length);
  for (let k = from; k < to; k++)
    if ((at[k]! <= least && slope[k]! > 0) || (at[k]! >= most && slope[k]! < 0)) stands[k] = 1;
  return stands;
}

/** Down the slope, bent by what the last steps told of it. */
function wayDown(slope: Float64Array, steps: readonly Step[], stands: Uint8Array): Float64Array {
  const way = slope.map((one, k) => (stands[k] ? 0 : -one));
  const shares: number[] = [];
  for (const { moved, bent, product } of [...steps].reverse()) {
    const share = dot(moved, way) / product;
    shares.push(share);
    add(way, bent, -share);
  }
  const last = steps.at(-1);
  const size = last ? last.product / dot(last.bent, last.bent) : 1 / Math.sqrt(dot(slope, slope) || 1);
  for (let k = 0; k < way.length; k++) way[k]! *= size;
  for (const { moved, bent, product } of steps) add(way, moved, shares.pop()! - dot(bent, way) / product);
  for (let k = 0; k < way.length; k++) if (stands[k]) way[k] = 0;
  return way;
}

/** The first point on the way, halved again and again, that gains enough; undefined if none does. */
function furthest(
  at: Float64Array,
  way: Float64Array,
  slope: Float64Array,
  value: number,
  { evaluate, bounds: { from, to, least, most } }: Problem,
): { at: Float64Array; slope: Float64Array; value: number } | undefined {
  const next = new Float64Array(at.length);
  const nextSlope = new Float64Array(at.length);
  for (let part = 1, halvings = 0; halvings < MOST_HALVINGS; part /= 2, halvings++) {
    let promised = 0;
    for (let k = 0; k < at.length; k++) {
      const there = at[k]! + part * way[k]!;
      next[k] = k >= from && k < to ? Math.min(most, Math.max(least, there)) : there;
      promised += slope[k]! * (next[k]! - at[k]!);
    }
    if (promised >= 0) return undefined;
    const nextValue = evaluate(next, nextSlope);
    if (nextValue <= value + LEAST_GAIN * promised) return { at: next, slope: nextSlope, value: nextValue };
  }
  return undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let k = 0; k < to.length; k++) to[k]! += what[k]! * times;
}
