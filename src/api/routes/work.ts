import {
  analyze,
  enqueueOperation,
  exportPackage,
  ingest,
  judge,
  leadMove,
  leadShow,
  runOperation,
  runShow,
  sourceShow,
} from '../../app/index.ts';
import { canonicalJson, err, failure, isId, type Json, ok, type Result, sha256Hex } from '../../core/index.ts';
import type { Job } from '../../queue/port/index.ts';
import { type Reply, type Route, route } from '../route.ts';
import { receiveUpload } from '../upload.ts';
import {
  job,
  jobId,
  leadId,
  newExport,
  newJudgement,
  newRun,
  resource,
  runId,
  sha256,
  transition,
  z,
} from '../wire/shapes.ts';

function presentJob(value: Job): z.infer<typeof job> {
  const { id, queue, operation, state, attempts, progress, result, error } = value;
  return { id, queue, operation, state, attempts, progress, result, error };
}

function accepted(queued: Result<Job>): Result<Reply> {
  return queued.ok
    ? ok({ status: 202, value: presentJob(queued.value), location: `/api/v1/jobs/${queued.value.id}` })
    : queued;
}

function answered(result: Result<unknown>, status: 200 | 201): Result<Reply> {
  if (!result.ok) return result;
  return ok({ status, value: result.value, etag: sha256Hex(canonicalJson(result.value as Json)) });
}

const sources: readonly Route[] = [
  route({
    method: 'post',
    path: '/sources',
    summary: 'send a file; answers the job that takes it in',
    access: 'token',
    status: 202,
    response: job,
    handle: async ({ app, caller, request }) => {
      const upload = await receiveUpload(request, app.home.folder);
      if (!upload.ok) return upload;
      const { path, fields } = upload.value;
      return accepted(
        await enqueueOperation(app, caller, ingest, { queue: 'ingest', input: { ...fields, paths: [path] } }),
      );
    },
  }),
  route({
    method: 'get',
    path: '/sources/{sha}',
    summary: 'one received file and what became of it',
    access: 'token',
    status: 200,
    params: z.strictObject({ sha: sha256 }),
    response: resource,
    handle: async ({ app, caller, params }) =>
      answered(await runOperation(app, caller, sourceShow, { sha256: params.sha }), 200),
  }),
];

const runs: readonly Route[] = [
  route({
    method: 'post',
    path: '/runs',
    summary: 'analyse the home; answers the job',
    access: 'token',
    status: 202,
    body: newRun,
    response: job,
    handle: async ({ app, caller, body }) =>
      accepted(await enqueueOperation(app, caller, analyze, { queue: 'analyze', input: { ...body } as Json })),
  }),
  route({
    method: 'get',
    path: '/runs/{id}',
    summary: 'the head of a Run: inputs, parameters, digests, counts',
    access: 'token',
    status: 200,
    params: z.strictObject({ id: runId }),
    response: resource,
    handle: async ({ app, caller, params }) =>
      answered(await runOperation(app, caller, runShow, { run: params.id }), 200),
  }),
  route({
    method: 'get',
    path: '/jobs/{id}',
    summary: 'how a job stands',
    access: 'token',
    status: 200,
    params: z.strictObject({ id: jobId }),
    response: job,
    handle: async ({ app, params }) => {
      const found = isId('job', params.id) ? await app.queue.get(params.id) : null;
      return found === null
        ? err(failure('NOT_FOUND', `there is no job ${params.id}`))
        : ok({ status: 200, value: presentJob(found) });
    },
  }),
];

const decisions: readonly Route[] = [
  route({
    method: 'post',
    path: '/judgements',
    summary: 'say whether two entities are the same',
    access: 'token',
    status: 201,
    body: newJudgement,
    response: resource,
    handle: async ({ app, caller, body }) => answered(await runOperation(app, caller, judge, body), 201),
  }),
  route({
    method: 'get',
    path: '/leads/{id}',
    summary: 'one lead with its decisions',
    access: 'token',
    status: 200,
    params: z.strictObject({ id: leadId }),
    response: resource,
    handle: async ({ app, caller, params }) =>
      answered(await runOperation(app, caller, leadShow, { lead: params.id }), 200),
  }),
  route({
    method: 'post',
    path: '/leads/{id}/transitions',
    summary: 'submit, approve, reject, return, release or recall a lead',
    access: 'token',
    status: 201,
    params: z.strictObject({ id: leadId }),
    body: transition,
    response: resource,
    handle: async ({ app, caller, params, body }) =>
      answered(await runOperation(app, caller, leadMove, { lead: params.id, ...body }), 201),
  }),
];

const CONTENT_TYPES = {
  zip: 'application/zip',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

const exports: readonly Route[] = [
  route({
    method: 'post',
    path: '/exports',
    summary: 'a lead package or an evidence summary, as bytes',
    access: 'token',
    status: 200,
    body: newExport,
    response: z.string(),
    handle: async ({ app, caller, body }) => {
      const made = await runOperation(app, caller, exportPackage, { ...body, out: null });
      if (!made.ok) return made;
      const bytes = Buffer.from(made.value.bytes ?? '', 'base64');
      return ok({ status: 200, bytes, contentType: CONTENT_TYPES[body.format], fileName: `${body.id}.${body.format}` });
    },
  }),
];

export const workRoutes: readonly Route[] = [...sources, ...runs, ...decisions, ...exports];
