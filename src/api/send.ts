import type { Request, Response } from 'express';
import { type Failure, failure } from '../core/index.ts';
import { sendEvents } from './event-stream.ts';
import { presentError } from './present-error.ts';
import type { Reply } from './route.ts';

/** Seconds after which someone who was told that a service is down may ask again. */
const RETRY_AFTER = '2';

export function sendFailure(response: Response, problem: Failure): void {
  const body = presentError(problem, String(response.locals.requestId));
  if (body.status === 503) response.set('Retry-After', RETRY_AFTER);
  response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
}

/** 401: who asks is not known, which is not the same as not being allowed. */
export function sendUnauthorized(response: Response): void {
  const refused = failure('FORBIDDEN', 'a bearer token of this home is needed');
  const body = { ...presentError(refused, String(response.locals.requestId)), status: 401, title: 'unauthorized' };
  response.status(401).set('WWW-Authenticate', 'Bearer').type('application/problem+json').send(JSON.stringify(body));
}

/** Whether the client has this answer already; the header is set either way. */
function isKnown(request: Request, response: Response, etag: string | undefined): boolean {
  if (etag === undefined) return false;
  response.set('ETag', `"${etag}"`);
  return request.fresh;
}

export async function send(
  request: Request,
  response: Response,
  { reply, stopping }: { readonly reply: Reply; readonly stopping: AbortSignal },
): Promise<void> {
  if ('events' in reply) return sendEvents(response, reply.events, stopping);
  if (reply.status === 202) {
    response.status(202).set('Location', reply.location).json(reply.value);
    return;
  }
  if (isKnown(request, response, reply.etag)) {
    response.status(304).end();
    return;
  }
  if ('bytes' in reply) {
    response.status(200).type(reply.contentType).attachment(reply.fileName);
    response.set('Content-Type', reply.contentType).send(Buffer.from(reply.bytes));
    return;
  }
  if ('json' in reply) {
    response.status(200).type('json').send(reply.json);
    return;
  }
  if (reply.status === 503) response.set('Retry-After', RETRY_AFTER);
  response.status(reply.status).json(reply.value);
}
