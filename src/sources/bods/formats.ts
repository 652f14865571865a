import { z } from 'zod';
import { parseDate, parseInstant, parsePartialDate } from '../../core/index.ts';

/** Refinements carry the code with which the row is refused, since zod names all of them "custom". */
function refined(holds: (text: string) => boolean, code: string, what: string) {
  return z.string().refine(holds, { error: what, params: { code } });
}

/** RFC 3339 full-date of a day that exists. */
export const dateText = refined(
  (text) => text.length === 10 && parseDate(text).ok,
  'BAD_DATE',
  'is not a date that exists',
);

/** RFC 3339 full-date or date-time. */
export const dateOrTime = refined(
  (text) =>
    text.length === 10 ? parseDate(text).ok : parseInstant(text.replace(/(\.\d{6})\d+/, '$1').toUpperCase()).ok,
  'BAD_DATE',
  'is not a date or date-time that exists',
);

/** Year, year and month, or a full date. */
export const partialDate = refined(
  (text) => parsePartialDate(text).ok,
  'BAD_DATE',
  'is not a year, month or day that exists',
);

/** An absolute URI (RFC 3986): a scheme, and no blank in it. */
export const uri = refined(
  (text) => /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(text) && URL.canParse(text),
  'BAD_ROW',
  'is not a URI',
);

export const bodsVersion = refined((text) => /^\d+\.\d+$/.test(text), 'BAD_ROW', 'is not a version such as 0.4');
