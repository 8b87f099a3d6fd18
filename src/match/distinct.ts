/** The call in which a number was seen last; scratch that is kept, because this is asked hundreds of thousands of times a build. */
let seenIn = new Uint32Array(1024);
let call = 0;

/** The numbers (from 0 up) without repetitions, in the order in which they first stand; the same array if there are none. */
export function distinct(numbers: readonly number[]): readonly number[] {
  if (numbers.length < 2) return numbers;
  if (++call === 0xffffffff) {
    seenIn.fill(0);
    call = 1;
  }
  let out: number[] | undefined;
  for (let k = 0; k < numbers.length; k++) {
    const number = numbers[k]!;
    if (number >= seenIn.length) {
      const larger = new Uint32Array(number * 2);
      larger.set(seenIn);
      seenIn = larger;
    }
    if (seenIn[number] === call) out ??= numbers.slice(0, k);
    else {
      seenIn[number] = call;
      out?.push(number);
    }
  }
  return out ?? numbers;
}

/** All numbers of the sets, each once. (`flat` of many arrays takes a slow path in V8.) */
export function union(sets: readonly (readonly number[])[]): readonly number[] {
  const [only] = sets;
  if (only && sets.length === 1) return distinct(only);
  const all: number[] = [];
  for (const set of sets) for (let k = 0; k < set.length; k++) all.push(set[k]!);
  return distinct(all);
}
