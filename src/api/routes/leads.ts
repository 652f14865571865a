import { leadBuild, leadLog, leadMove, leadShow, runOperation } from '../../app/index.ts';
import { canonicalJson, type Json, ok, type Result, sha256Hex } from '../../core/index.ts';
import { type Reply, type Route, route } from '../route.ts';
import { leadId, newLead, recallBody, resource, transition, z } from '../wire/shapes.ts';

function answered(result: Result<unknown>, status: 200 | 201): Result<Reply> {
  if (!result.ok) return result;
  return ok({ status, value: result.value, etag: sha256Hex(canonicalJson(result.value as Json)) });
}

const params = z.strictObject({ id: leadId });

/** Leads: drafted, moved by two people, released to named persons and called back. */
export const leadRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/leads',
    summary: 'the lead of a network; one that no rule flagged is drafted and kept with the next Run',
    access: 'token',
    status: 201,
    body: newLead,
    response: resource,
    handle: async ({ app, caller, body }) => answered(await runOperation(app, caller, leadBuild, body), 201),
  }),
  route({
    method: 'get',
    path: '/leads/{id}',
    summary: 'one lead with its decisions',
    access: 'token',
    status: 200,
    params,
    response: resource,
    handle: async ({ app, caller, params: { id } }) =>
      answered(await runOperation(app, caller, leadShow, { lead: id }), 200),
  }),
  route({
    method: 'get',
    path: '/leads/{id}/releases',
    summary: 'who has which version, why, and whether it was called back',
    access: 'token',
    status: 200,
    params,
    response: resource,
    handle: async ({ app, caller, params: { id } }) =>
      answered(await runOperation(app, caller, leadLog, { lead: id }), 200),
  }),
  route({
    method: 'post',
    path: '/leads/{id}/transitions',
    summary: 'submit, approve, reject, return, release or recall a lead',
    access: 'token',
    status: 201,
    params,
    body: transition,
    response: resource,
    handle: async ({ app, caller, params: { id }, body }) =>
      answered(await runOperation(app, caller, leadMove, { lead: id, ...body }), 201),
  }),
  route({
    method: 'post',
    path: '/leads/{id}/recall',
    summary: 'call back every version of a lead; answers whom that must reach',
    access: 'token',
    status: 201,
    params,
    body: recallBody,
    response: resource,
    handle: async ({ app, caller, params: { id }, body }) =>
      answered(await runOperation(app, caller, leadMove, { lead: id, act: 'recall', ...body }), 201),
  }),
];
