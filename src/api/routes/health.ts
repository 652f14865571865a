import { ok } from '../../core/index.ts';
import { type Route, route } from '../route.ts';
import { health } from '../wire/shapes.ts';

/** Whether the process runs, and whether it can do its work. Both are open, and say nothing of content. */
export const healthRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/health/live',
    summary: 'the process runs',
    access: 'open',
    status: 200,
    response: health,
    handle: async () => ok({ status: 200, value: { status: 'ok', checks: {} } }),
  }),
  route({
    method: 'get',
    path: '/health/ready',
    summary: 'the store answers',
    access: 'open',
    status: 200,
    response: health,
    handle: async ({ app }) => {
      const { schemaVersion } = await app.store.describe();
      return ok({ status: 200, value: { status: 'ok', checks: { store: schemaVersion > 0 } } });
    },
  }),
];
