import { ok } from '../../core/index.ts';
import { standing } from '../dependencies.ts';
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
    summary: 'each service that the work needs, up or down; 503 when one is down',
    access: 'open',
    status: 200,
    response: health,
    handle: async ({ app }) => {
      const checks = await standing(app);
      const isReady = Object.values(checks).every((item) => item === 'up');
      return ok(
        isReady
          ? { status: 200, value: { status: 'ok', checks } }
          : { status: 503, value: { status: 'unavailable', checks } },
      );
    },
  }),
];
