import { type ReviewGround, reviewBy, reviewDate } from '../../access/index.ts';
import { type DateText, groupBy } from '../../core/index.ts';
import type { ReviewBasis } from './basis.ts';

/** A person as the records name them: each mention with the file that it stands in. */
export type Mentioned = { readonly mentions: readonly { readonly party: string; readonly source: string }[] };

/** Whether what is kept is of a person. A name that no record calls an organisation may be one's. */
export function isPerson({ kind }: { readonly kind: string }): boolean {
  return kind !== 'organisation';
}

/** The review-by date of each person, from the newest file that names them or the newest decision about them. */
export function reviewDates({ years, received, reviews }: ReviewBasis): (person: Mentioned) => DateText | null {
  const days: ReadonlyMap<string, DateText> = new Map(received);
  const byParty = groupBy([...reviews.entries()], ([, { party }]): string => party);
  return ({ mentions }) => {
    const files = [...new Set(mentions.map(({ source }) => source))].flatMap((source): ReviewGround[] => {
      const on = days.get(source);
      return on === undefined ? [] : [{ on, by: reviewBy(on, years) }];
    });
    const said = mentions.flatMap(({ party }) => byParty.get(party) ?? []).sort(([a], [b]) => a - b);
    // Of one day a decision comes last: whoever decided knew of the file.
    return reviewDate([...files, ...said.map(([, review]) => review)]);
  };
}
