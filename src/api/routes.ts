import type { Route } from './route.ts';
import { deconflictionRoutes } from './routes/deconfliction.ts';
import { eventRoutes } from './routes/events.ts';
import { exploreRoutes } from './routes/explore.ts';
import { exportRoutes } from './routes/exports.ts';
import { healthRoutes } from './routes/health.ts';
import { jobRoutes } from './routes/jobs.ts';
import { leadRoutes } from './routes/leads.ts';
import { peopleRoutes } from './routes/people.ts';
import { reportRoutes } from './routes/reports.ts';
import { requestRoutes } from './routes/requests.ts';
import { restitutionRoutes } from './routes/restitution.ts';
import { resultRoutes } from './routes/results.ts';
import { traceRoutes } from './routes/traces.ts';
import { workRoutes } from './routes/work.ts';

/** Every route of the API. */
export const ROUTES: readonly Route[] = [
  ...healthRoutes,
  ...resultRoutes,
  ...restitutionRoutes,
  ...exploreRoutes,
  ...traceRoutes,
  ...workRoutes,
  ...jobRoutes,
  ...eventRoutes,
  ...exportRoutes,
  ...leadRoutes,
  ...requestRoutes,
  ...peopleRoutes,
  ...reportRoutes,
  ...deconflictionRoutes,
];
