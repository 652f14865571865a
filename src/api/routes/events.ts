import { recordOutcomes, runOperation } from '../../app/index.ts';
import { err, failure, ok } from '../../core/index.ts';
import { type Route, route } from '../route.ts';
import { newOutcomes } from '../wire/events.ts';
import { resource } from '../wire/shapes.ts';

/** What became of leads and assets. The same outcomes sent twice are one Source, and are there once. */
export const eventRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/events',
    summary: 'record outcomes: restraints, forfeitures, orders, payments, refusals; one or a list',
    access: 'token',
    status: 201,
    body: newOutcomes,
    response: resource,
    handle: async ({ app, caller, body }) => {
      const answer = await runOperation(app, caller, recordOutcomes, { outcomes: Array.isArray(body) ? body : [body] });
      if (!answer.ok) return answer;
      const { source, refused } = answer.value;
      // Nothing was created when no row holds: 201 would be untrue.
      const [first] = refused;
      if (source.recordsStored === 0 && first !== undefined)
        return err(failure('BAD_INPUT', `${first.locator}: ${first.message}`, { locator: first.locator }));
      return source.error === null
        ? ok({ status: 201, value: answer.value })
        : err(failure('CONFLICT', source.error.message));
    },
  }),
];
