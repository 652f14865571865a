import type { Route } from './route.ts';
import { exploreRoutes } from './routes/explore.ts';
import { exportRoutes } from './routes/exports.ts';
import { healthRoutes } from './routes/health.ts';
import { jobRoutes } from './routes/jobs.ts';
import { resultRoutes } from './routes/results.ts';
import { workRoutes } from './routes/work.ts';

/** Every route of the API. */
export const ROUTES: readonly Route[] = [
  ...healthRoutes,
  ...resultRoutes,
  ...exploreRoutes,
  ...workRoutes,
  ...jobRoutes,
  ...exportRoutes,
];
