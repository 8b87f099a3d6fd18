import type { Pack } from '../model/pack.ts';

/** The pack that ships with the package; four megabytes, so only where it is needed. */
export async function bundledPack(): Promise<Pack> {
  return (await import('../generated/en.ts')).en;
}
