const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30m`, `12h`, `2d` in milliseconds; undefined if it is none of these. */
export function durationOf(text: string): number | undefined {
  const parts = /^(?<number>\d{1,5})(?<unit>[mhd])$/u.exec(text)?.groups;
  return parts === undefined ? undefined : Number(parts['number']) * UNITS[parts['unit']!]!;
}
