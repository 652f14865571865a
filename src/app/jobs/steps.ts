import { analyzeSteps } from './analyze-job.ts';
import { ingestSteps } from './ingest-job.ts';
import type { JobSteps } from './job-work.ts';

/** The operations whose jobs are worked in several turns; a job of any other operation is done in one. */
export const STEPS: Readonly<Record<string, JobSteps>> = {
  'run.analyze': analyzeSteps,
  'sources.ingest': ingestSteps,
};
