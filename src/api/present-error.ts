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
  CONFLICT: 409,
  NOT_IN_THIS_VERSION: 501,
  FILE_TOO_LARGE: 413,
};

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance: string;
};

/** The RFC 9457 document of a failure. Nothing of a parser's or a driver's own text goes out with a bug. */
export function presentError(failure: Failure, requestId: string): Problem {
  const { code } = failure;
  const status = STATUS_BY_CODE[code] ?? STATUS_BY_CLASS[errorClass(code)];
  return {
    type: `urn:redress:error:${code.toLowerCase().replaceAll('_', '-')}`,
    title: code.toLowerCase().replaceAll('_', ' '),
    status,
    detail: status === 500 ? `Something went wrong here. ${ERROR_CATALOG.INTERNAL.next}` : failure.message,
    code,
    instance: `urn:redress:request:${requestId}`,
  };
}
