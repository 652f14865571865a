import { listResults, ownershipOf, type ResultKind, runOperation, showResult } from '../../app/index.ts';
import { canonicalJson, type Json, ok, type Result, sha256Hex } from '../../core/index.ts';
import { type Call, type Reply, type Route, route } from '../route.ts';
import { accountId, entityId, networkId, page, paging, resource, z } from '../wire/shapes.ts';

type PageQuery = z.infer<typeof paging>;

/** A cursor is the id of the last item seen: the store goes on after it, so no page loads the others. */
async function listPage(call: Call<unknown, PageQuery, unknown>, kind: ResultKind): Promise<Result<Reply>> {
  const { limit, cursor = null, run = null } = call.query;
  const listed = await runOperation(call.app, call.caller, listResults, { kind, run, limit, after: cursor });
  if (!listed.ok) return listed;
  const { results, truncated, total } = listed.value;
  const last = results.at(-1) as { id: string } | undefined;
  const next = truncated ? (last?.id ?? null) : null;
  return ok({ status: 200, value: { run: listed.value.run, results, truncated, explored: total, next } });
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
