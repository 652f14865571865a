import type { Route } from './route.ts';
import { healthRoutes } from './routes/health.ts';
import { resultRoutes } from './routes/results.ts';
import { workRoutes } from './routes/work.ts';

/** Every route of the API. */
export const ROUTES: readonly Route[] = [...healthRoutes, ...resultRoutes, ...workRoutes];
