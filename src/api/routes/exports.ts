import { enqueueOperation, exportKeep, exportRead, runOperation } from '../../app/index.ts';
import { type Json, ok } from '../../core/index.ts';
import { DEPENDENCIES } from '../dependencies.ts';
import { type Route, route } from '../route.ts';
import { job, newExport, sha256, z } from '../wire/shapes.ts';
import { accepted } from './jobs.ts';

/** What leaves the house over HTTP: made by a job, whose result names the export that is then read. */
export const exportRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/exports',
    summary: 'ask for a lead package, an evidence summary or a graph; answers the job that makes it',
    access: 'token',
    needs: DEPENDENCIES,
    status: 202,
    body: newExport,
    response: job,
    handle: async ({ app, caller, body }) =>
      accepted(await enqueueOperation(app, caller, exportKeep, { queue: 'export', input: { ...body } as Json })),
  }),
  route({
    method: 'get',
    path: '/exports/{id}',
    summary: 'the bytes of an export of this case; its id is their SHA-256',
    access: 'token',
    status: 200,
    params: z.strictObject({ id: sha256 }),
    response: z.string(),
    produces: 'application/octet-stream',
    handle: async ({ app, caller, params }) => {
      const read = await runOperation(app, caller, exportRead, params);
      return read.ok ? ok({ status: 200, ...read.value, etag: params.id }) : read;
    },
  }),
];
