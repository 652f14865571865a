import { admit, analyze, enqueueOperation, ingest, judge, runOperation, runShow, sourceShow } from '../../app/index.ts';
import { canonicalJson, type Json, ok, type Result, sha256Hex } from '../../core/index.ts';
import { DEPENDENCIES } from '../dependencies.ts';
import { type Reply, type Route, route } from '../route.ts';
import { receiveUpload } from '../upload.ts';
import { job, newJudgement, newRun, resource, runId, sha256, z } from '../wire/shapes.ts';
import { accepted } from './jobs.ts';

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
    needs: DEPENDENCIES,
    status: 202,
    response: job,
    handle: async ({ app, caller, request }) => {
      // Before a byte is kept: what someone may not take in must not lie in the folder of all workers.
      const admitted = await admit(app, caller, ingest, { paths: ['an upload'] });
      if (!admitted.ok) return admitted;
      const upload = await receiveUpload(request, app.home.blobs);
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
    needs: DEPENDENCIES,
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
];

export const workRoutes: readonly Route[] = [...sources, ...runs, ...decisions];
