import { ERROR_CATALOG, type ErrorClass, type ErrorCode, errorClass, type Failure } from '../core/index.ts';

/** HTTP status of each class of failure; the one place where a failure becomes a status. */
const STATUS_BY_CLASS: Readonly<Record<ErrorClass, number>> = {
  usage: 400,
  policy: 403,
  file: 422,
  row: 422,
  problem: 409,
  unavailable: 503,
  bug: 500,
};

const STATUS_BY_CODE: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  NOT_IN_THIS_VERSION: 501,
  FILE_TOO_LARGE: 413,
  LEDGER_INVALID: 422,
  OVERDRAWN: 422,
};

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance: string;
};

/** A bug and a service that is down are told in our words alone: nothing of a parser's, a driver's or a path goes out. */
function detailOf({ code, message }: Failure): string {
  if (errorClass(code) === 'bug') return `Something went wrong here. ${ERROR_CATALOG.INTERNAL.next}`;
  if (errorClass(code) === 'unavailable')
    return `Something that is needed cannot be reached. ${ERROR_CATALOG[code].next}`;
  return message;
}

/** The RFC 9457 document of a failure. */
export function presentError(failure: Failure, requestId: string): Problem {
  const { code } = failure;
  const status = STATUS_BY_CODE[code] ?? STATUS_BY_CLASS[errorClass(code)];
  return {
    type: `urn:redress:error:${code.toLowerCase().replaceAll('_', '-')}`,
    title: code.toLowerCase().replaceAll('_', ' '),
    status,
    detail: detailOf(failure),
    code,
    instance: `urn:redress:request:${requestId}`,
  };
}
