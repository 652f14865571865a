import { expand, path, runOperation, search } from '../../app/index.ts';
import { ok } from '../../core/index.ts';
import { type Route, route } from '../route.ts';
import {
  accountId,
  entityId,
  expandQuery,
  expansion,
  pathQuery,
  paths,
  searchAnswer,
  searchQuery,
  z,
} from '../wire/shapes.ts';

function around(at: string, id: z.ZodString, what: string): Route {
  return route({
    method: 'get',
    path: at,
    summary: `what lies around ${what}`,
    access: 'token',
    status: 200,
    params: z.strictObject({ id }),
    query: expandQuery,
    response: expansion,
    handle: async ({ app, caller, params, query }) => {
      const answer = await runOperation(app, caller, expand, { id: params.id, ...query });
      return answer.ok ? ok({ status: 200, value: answer.value }) : answer;
    },
  });
}

/** Bounded exploration: each answer says how far it looked. */
export const exploreRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/search',
    summary: 'persons, organisations and accounts that a text may mean',
    access: 'token',
    status: 200,
    query: searchQuery,
    response: searchAnswer,
    handle: async ({ app, caller, query }) => {
      const answer = await runOperation(app, caller, search, { text: query.q, limit: query.limit });
      return answer.ok ? ok({ status: 200, value: answer.value }) : answer;
    },
  }),
  route({
    method: 'get',
    path: '/paths',
    summary: 'the shortest paths between two of them; with money=true only as money went',
    access: 'token',
    status: 200,
    query: pathQuery,
    response: paths,
    handle: async ({ app, caller, query }) => {
      const answer = await runOperation(app, caller, path, query);
      return answer.ok ? ok({ status: 200, value: answer.value }) : answer;
    },
  }),
  around('/entities/{id}/expand', entityId, 'a person or organisation'),
  around('/accounts/{id}/expand', accountId, 'an account'),
];
