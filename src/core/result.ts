import type { Failure } from './errors.ts';

/** An expected outcome: either a value or a Failure. Bugs throw; everything a user or a file can cause is a Result. */
export type Result<T, F = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: F };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<F>(error: F): { readonly ok: false; readonly error: F } {
  return { ok: false, error };
}

/** The value, or a thrown RedressError: for places where a failure has already been excluded or is a bug. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RedressError(result.error);
}

/** Carries a Failure through code that can only throw (callbacks, streams, worker messages). */
export class RedressError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message, { cause: failure.cause });
    this.name = 'RedressError';
    this.failure = failure;
  }
}
