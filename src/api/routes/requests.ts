import { requestLeads, runOperation } from '../../app/index.ts';
import { ok } from '../../core/index.ts';
import { type Route, route } from '../route.ts';
import { leadAnswer, leadRequest } from '../wire/shapes.ts';

/** An investigator's request for leads, and its logged answer. */
export const requestRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/requests',
    summary: 'ask for leads on named subjects or accounts; the answer is a lead or nothing',
    access: 'token',
    status: 200,
    body: leadRequest,
    response: leadAnswer,
    handle: async ({ app, caller, body }) => {
      const answer = await runOperation(app, caller, requestLeads, body);
      return answer.ok ? ok({ status: 200, value: answer.value }) : answer;
    },
  }),
];
