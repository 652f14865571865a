import { listResults, ownershipOf, type ResultKind, runOperation, showResult } from '../../app/index.ts';
import { canonicalJson, compareText, err, failure, type Json, ok, type Result, sha256Hex } from '../../core/index.ts';
import { type Call, type Reply, type Route, route } from '../route.ts';
import { accountId, entityId, networkId, page, paging, resource, z } from '../wire/shapes.ts';

type PageQuery = z.infer<typeof paging>;

/** A cursor is the rank and id of the last item seen, so that a page never skips or repeats when rows are equal. */
async function listPage(call: Call<unknown, PageQuery, unknown>, kind: ResultKind): Promise<Result<Reply>> {
  const { limit, cursor, run } = call.query;
  const listed = await runOperation(call.app, call.caller, listResults, { kind, run: run ?? null });
  if (!listed.ok) return listed;
  const results = listed.value.results as { id: string }[];
  const start = cursor === undefined ? 0 : results.findIndex((item) => compareText(item.id, cursor) === 0) + 1;
  if (cursor !== undefined && start === 0) return err(failure('BAD_INPUT', 'cursor is not of this list'));
  const shown = results.slice(start, start + limit);
  const more = start + shown.length < results.length;
  const value = {
    run: listed.value.run,
    results: shown,
    truncated: more,
    explored: results.length,
    next: more ? (shown.at(-1)?.id ?? null) : null,
  };
  return ok({ status: 200, value });
}

function list(path: string, kind: ResultKind): Route {
  return route({
    method: 'get',
    path,
    summary: `${kind}s of a Run, ranked`,
    access: 'token',
    status: 200,
    query: paging,
    response: page,
    handle: (call) => listPage(call, kind),
  });
}

async function one(call: Call<{ id: string }, unknown, unknown>): Promise<Result<Reply>> {
  const shown = await runOperation(call.app, call.caller, showResult, { id: call.params.id });
  if (!shown.ok) return shown;
  const value = shown.value.result as Json;
  // Not the id: a network keeps its id over Runs while its score, roles and states change.
  return ok({ status: 200, value, etag: sha256Hex(canonicalJson(value)) });
}

function show(path: string, id: z.ZodString, what: string): Route {
  return route({
    method: 'get',
    path,
    summary: `one ${what}`,
    access: 'token',
    status: 200,
    params: z.strictObject({ id }),
    response: resource,
    handle: one,
  });
}

export const resultRoutes: readonly Route[] = [
  list('/networks', 'network'),
  show('/networks/{id}', networkId, 'network'),
  list('/findings', 'finding'),
  list('/leads', 'lead'),
  show('/entities/{id}', entityId, 'person or organisation'),
  show('/accounts/{id}', accountId, 'account'),
  route({
    method: 'get',
    path: '/entities/{id}/ownership',
    summary: 'owners, interests, bounds and control on a date',
    access: 'token',
    status: 200,
    params: z.strictObject({ id: entityId }),
    query: z.strictObject({ asOf: z.string().optional() }),
    response: resource,
    handle: async ({ app, caller, params, query }) => {
      const answer = await runOperation(app, caller, ownershipOf, { entity: params.id, asOf: query.asOf ?? null });
      return answer.ok ? ok({ status: 200, value: answer.value }) : answer;
    },
  }),
];
