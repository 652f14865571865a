import { type DateText, type Json, ok, type Result } from '../../../core/index.ts';
import { scheduleCsv } from '../../../evidence/index.ts';
import {
  type DeskState,
  deskState,
  type Publication,
  publicationHtml,
  publicationRows,
  publish,
  yearFacts,
} from '../../../reports/index.ts';
import type { RunGround } from './question.ts';

/** What the district desk counts of a Run, at its as-of date. */
export type DistrictDeskQuestion = { readonly kind: 'district-desk' };

/** The yearly report: what the desk counts on the last day of the year, against the last day of the year before. */
export type DistrictReportQuestion = { readonly kind: 'district-report'; readonly year: number };
export type DistrictReportAnswer = { readonly report: Publication; readonly html: string; readonly csv: string };

/** The Run that stands on another day over the same facts. */
type GroundAt = (asOf: DateText) => RunGround;

export function lastDayOf(year: number): DateText {
  return `${year}-12-31` as DateText;
}

function deskOf({ facts, reference, result }: RunGround): DeskState {
  const { leads, resolution, asOf } = result;
  return deskState({ leads, facts, resolution, reference, asOf });
}

export function answerDistrictDesk(ground: RunGround): Result<Json> {
  return ok(deskOf(ground));
}

export function answerDistrictReport(groundAt: GroundAt, { year }: DistrictReportQuestion): Result<Json> {
  const { reference, ...now } = groundAt(lastDayOf(year));
  const state = deskOf({ reference, ...now });
  const report = publish(yearFacts(year, state, deskOf(groundAt(lastDayOf(year - 1)))), reference);
  const csv = scheduleCsv({ file: 'districts.csv', ...publicationRows(report) });
  return ok({ report, html: publicationHtml(report), csv } satisfies DistrictReportAnswer as Json);
}
