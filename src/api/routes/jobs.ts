import { jobShow, runOperation, shownJob } from '../../app/index.ts';
import { err, failure, type JobId, ok, type Result } from '../../core/index.ts';
import type { Job, JobEvent } from '../../queue/port/index.ts';
import { DEPENDENCIES } from '../dependencies.ts';
import { type Incoming, type Reply, type Route, route, type ServerEvent } from '../route.ts';
import { job, jobId, z } from '../wire/shapes.ts';

/** 202 with the job, and where to ask how it stands. */
export function accepted(queued: Result<Job>): Result<Reply> {
  return queued.ok
    ? ok({ status: 202, value: shownJob(queued.value), location: `/api/v1/jobs/${queued.value.id}` })
    : queued;
}

async function* serverEvents(events: AsyncIterable<JobEvent>): AsyncGenerator<ServerEvent, void, undefined> {
  for await (const { id, kind, data } of events) yield { id, event: kind, data };
}

/** The place in the history that a reader saw last: what the queue gave it as an id, and nothing else. */
function lastSeen({ request }: Incoming): Result<string | null> {
  const given = request.get('last-event-id');
  if (given === undefined) return ok(null);
  return /^[0-9]{1,16}(?:-[0-9]{1,16})?$/.test(given)
    ? ok(given)
    : err(failure('BAD_INPUT', 'Last-Event-ID is not the id of an event of this stream', { field: 'last-event-id' }));
}

export const jobRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/jobs/{id}',
    summary: 'how a job stands',
    access: 'token',
    needs: DEPENDENCIES,
    status: 200,
    params: z.strictObject({ id: jobId }),
    response: job,
    handle: async ({ app, caller, params }) => {
      const shown = await runOperation(app, caller, jobShow, params);
      return shown.ok ? ok({ status: 200, value: shown.value }) : shown;
    },
  }),
  route({
    method: 'get',
    path: '/jobs/{id}/events',
    summary: 'what happens to a job, as server-sent events; Last-Event-ID goes on where a reader was',
    access: 'token',
    needs: DEPENDENCIES,
    status: 200,
    params: z.strictObject({ id: jobId }),
    response: z.string(),
    produces: 'text/event-stream',
    handle: async (call) => {
      const after = lastSeen(call);
      if (!after.ok) return after;
      const shown = await runOperation(call.app, call.caller, jobShow, call.params);
      if (!shown.ok) return shown;
      const id = shown.value.id as JobId;
      return ok({ status: 200, events: (signal) => serverEvents(call.app.queue.events(id, after.value, signal)) });
    },
  }),
];
