import type { Request } from 'express';
import type { z } from 'zod';
import type { App, Caller } from '../app/index.ts';
import type { Result } from '../core/index.ts';

/** What a route handler works with: parsed input, and the one caller that the token stands for. */
export type Call<P, Q, B> = {
  readonly app: App;
  readonly caller: Caller;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: Request;
};

/** What a route answers: a value, or bytes with their type. */
export type Reply =
  | { readonly status: 200 | 201; readonly value: unknown; readonly etag?: string }
  | { readonly status: 202; readonly value: unknown; readonly location: string }
  | { readonly status: 200; readonly bytes: Uint8Array; readonly contentType: string; readonly fileName: string };

/**
 * One route: the server, the OpenAPI document and the tests are all made from this table, so none of them can say
 * something that the others do not. `open` routes need no token.
 */
export type Route<P = unknown, Q = unknown, B = unknown> = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  readonly access: 'token' | 'open';
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  readonly upload?: boolean;
  readonly response: z.ZodType;
  readonly handle: (call: Call<P, Q, B>) => Promise<Result<Reply>>;
};

/** Declares a route with its parts typed, and forgets the types so that routes of all kinds stand in one table. */
export function route<P, Q, B>(definition: Route<P, Q, B>): Route {
  return definition as unknown as Route;
}
