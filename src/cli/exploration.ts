import type { Output } from './output.ts';

/** What every exploration says of its bounds. */
type Bounded = {
  readonly explored: number;
  readonly truncated: boolean;
  readonly hubs: readonly { readonly id: string; readonly degree: number }[];
  readonly newer?: number;
};

/** Tells, beside the answer, how far it reaches: a bounded answer must not look like a whole one. */
export function noteBounds(out: Output, { explored, truncated, hubs, newer }: Bounded): void {
  out.note(`Looked at ${explored}.`);
  if (truncated) out.note('There is more than is shown here.');
  for (const { id, degree } of hubs) out.note(`${id} is shared by or linked to ${degree}; not followed further.`);
  if (newer !== undefined && newer > 0)
    out.note(`${newer} links lead to records that came in after this Run; analyze again to see them.`);
}
