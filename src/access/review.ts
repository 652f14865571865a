import { addMonths, type DateText } from '../core/index.ts';
import { authorize, type Viewer } from './viewer.ts';

/** 28 CFR 23.20(h): what is kept about a person is validated within five years, or goes. */
export const MOST_REVIEW_YEARS = 5;

/** Whoever comes this close to their date is shown to those who review. */
export const REVIEW_NOTICE_DAYS = 90;

/** What makes it current that a person is kept: a file that names them or a decision about them, and up to which day. */
export type ReviewGround = { readonly on: DateText; readonly by: DateText };

/** The last day that something of `day` counts. */
export function reviewBy(day: DateText, years: number): DateText {
  return addMonths(day, 12 * years);
}

/** The review-by date of a person: that of the newest ground, of several of one day the last in order. null: no ground. */
export function reviewDate(grounds: readonly ReviewGround[]): DateText | null {
  const newest = grounds.reduce<ReviewGround | null>(
    (known, ground) => (known === null || ground.on >= known.on ? ground : known),
    null,
  );
  return newest?.by ?? null;
}

/** Whoever decides about person states, in the one part or the other, also says that a person stays in the record. */
export function mayReviewPeople(viewer: Viewer): boolean {
  return authorize(viewer, 'person.propose').ok || authorize(viewer, 'person.confirm').ok;
}
