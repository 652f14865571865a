import { personRevalidate, personReviews, runOperation } from '../../app/index.ts';
import { ok } from '../../core/index.ts';
import { type Route, route } from '../route.ts';
import { entityId, resource, revalidation, z } from '../wire/shapes.ts';

/** Persons by their review-by dates, and the word that one stays in the record. */
export const peopleRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/people/reviews',
    summary: 'persons whose review-by date has passed or comes within 90 days, for those who review',
    access: 'token',
    status: 200,
    response: resource,
    handle: async ({ app, caller }) => {
      const answer = await runOperation(app, caller, personReviews, {});
      return answer.ok ? ok({ status: 200, value: answer.value }) : answer;
    },
  }),
  route({
    method: 'post',
    path: '/people/{id}/revalidations',
    summary: 'say that a person stays in the record, and up to which day',
    access: 'token',
    status: 201,
    params: z.strictObject({ id: entityId }),
    body: revalidation,
    response: resource,
    handle: async ({ app, caller, params, body }) => {
      const answer = await runOperation(app, caller, personRevalidate, { entity: params.id, ...body });
      return answer.ok ? ok({ status: 201, value: answer.value }) : answer;
    },
  }),
];
