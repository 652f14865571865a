import { deconflict, runOperation } from '../../app/index.ts';
import { ok } from '../../core/index.ts';
import { type Route, route } from '../route.ts';
import { deconflictionAnswer, deconflictionQuestions } from '../wire/shapes.ts';

/** Does another agency hold the same identifiers: yes with a named contact, or no. */
export const deconflictionRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/deconfliction',
    summary: 'ask whether another agency holds the same identifiers; at most 100 questions a day',
    access: 'token',
    status: 200,
    body: deconflictionQuestions,
    response: deconflictionAnswer,
    handle: async ({ app, caller, body }) => {
      const answer = await runOperation(app, caller, deconflict, body);
      return answer.ok ? ok({ status: 200, value: answer.value }) : answer;
    },
  }),
];
