import type { Request } from 'express';
import type { z } from 'zod';
import { type App, type Caller, issueText } from '../app/index.ts';
import { err, failure, type Json, ok, type Result } from '../core/index.ts';
import type { Dependency } from './dependencies.ts';

/** What a request comes with: the program, the one caller that the token stands for, and the request itself. */
export type Incoming = { readonly app: App; readonly caller: Caller; readonly request: Request };

/** What a route handler works with: the incoming request with its parts parsed. */
export type Call<P, Q, B> = Incoming & { readonly params: P; readonly query: Q; readonly body: B };

/** One event of a stream. `id` is what a reader sends back to go on after it. */
export type ServerEvent = { readonly id: string; readonly event: string; readonly data: Json };

/** What a route answers: a value, JSON that was written elsewhere, bytes with their type, or a stream of events that lasts until the signal. */
export type Reply =
  | { readonly status: 200 | 201 | 503; readonly value: unknown; readonly etag?: string }
  | { readonly status: 200; readonly json: string; readonly etag?: string }
  | { readonly status: 202; readonly value: unknown; readonly location: string }
  | {
      readonly status: 200;
      readonly bytes: Uint8Array;
      readonly contentType: string;
      readonly fileName: string;
      readonly etag: string;
    }
  | { readonly status: 200; readonly events: (signal: AbortSignal) => AsyncIterable<ServerEvent> };

type Described = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  /** `open` routes need no token. */
  readonly access: 'token' | 'open';
  readonly status: 200 | 201 | 202;
  readonly response: z.ZodType;
  /** Services without which the work stands still; the store, unless more are named. */
  readonly needs?: readonly Dependency[];
  /** Content type of the answer, where it is not JSON. */
  readonly produces?: string;
};

type Definition<P, Q, B> = Described & {
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  readonly handle: (call: Call<P, Q, B>) => Promise<Result<Reply>>;
};

/**
 * One route: the server, the OpenAPI document and the tests are all made from a table of these, so none of them can say
 * something that the others do not. Its types are closed inside `serve`.
 */
export type Route = Described & {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly serve: (incoming: Incoming) => Promise<Result<Reply>>;
};

function parsePart<T>(schema: z.ZodType<T> | undefined, value: unknown, part: string): Result<T> {
  if (schema === undefined) return ok(undefined as T);
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const field = [part, ...(issue?.path ?? [])].join('.');
  const what = issue === undefined ? 'is not valid' : issueText(issue);
  return err(failure('BAD_INPUT', `${field}: ${what}`, { field }));
}

/** Declares a route: its parts are parsed before its handler sees them. */
export function route<P, Q, B>(definition: Definition<P, Q, B>): Route {
  const { handle, ...described } = definition;
  return {
    ...described,
    serve: async (incoming) => {
      const params = parsePart(definition.params, incoming.request.params, 'path');
      if (!params.ok) return params;
      const query = parsePart(definition.query, incoming.request.query, 'query');
      if (!query.ok) return query;
      const body = parsePart(definition.body, incoming.request.body, 'body');
      if (!body.ok) return body;
      return handle({ ...incoming, params: params.value, query: query.value, body: body.value });
    },
  };
}
