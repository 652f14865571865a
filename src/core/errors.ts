import { ERROR_CATALOG, type ErrorClass, type ErrorCode } from './error-catalog.ts';

/** Where a thing stands: a file and a place inside it. Printed as `file:line` or `file#pointer`. */
export type Place = { readonly file?: string; readonly locator?: string };

/** One expected failure. `message` says what, where and what to do next, and never holds protected content. */
export type Failure = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  readonly cause?: unknown;
};

/**
 * Builds a Failure. `what` is one sentence without a full stop; the place and the next step of the catalogue are added.
 *
 * @example failure('BAD_AMOUNT', 'amount "1e5" is not a plain decimal', { file: 'a.csv', locator: 'line 3' })
 */
export function failure(
  code: ErrorCode,
  what: string,
  details: Failure['details'] & Place = {},
  cause?: unknown,
): Failure {
  const at = [details.file, details.locator].filter((part) => part !== undefined).join(', ');
  const message = `${what}${at === '' ? '' : ` (${at})`}. ${ERROR_CATALOG[code].next}`;
  return cause === undefined ? { code, message, details } : { code, message, details, cause };
}

export function errorClass(code: ErrorCode): ErrorClass {
  return ERROR_CATALOG[code].class;
}
