import type { Block } from '../document.ts';
import type { Schedule } from '../schedule.ts';

/** One section of a summary: what is printed, and the schedules that stand beside it. */
export type Part = { readonly blocks: readonly Block[]; readonly schedules: readonly Schedule[] };

export function part(blocks: readonly Block[], schedules: readonly Schedule[] = []): Part {
  return { blocks, schedules };
}
