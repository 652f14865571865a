import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { App, Caller } from '../app/index.ts';
import { err, type Failure, failure, ok, RedressError, type Result, secretHex } from '../core/index.ts';
import { openApiDocument } from './openapi.ts';
import { presentError } from './present-error.ts';
import type { Reply } from './route.ts';
import { ROUTES } from './routes.ts';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const JSON_LIMIT = '1mb';

export type ApiOptions = {
  readonly host: string;
  readonly port: number;
  readonly version: string;
  readonly caller: Caller;
};

/** Compared in constant time over hashes, so that neither content nor length leaks through the clock. */
function sameToken(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function isAuthorized(request: Request, token: string): boolean {
  const header = request.get('authorization') ?? '';
  return sameToken(header.startsWith('Bearer ') ? header.slice(7) : '', token);
}

function sendFailure(response: Response, problem: Failure): void {
  const body = presentError(problem, String(response.locals.requestId));
  if (body.status === 503) response.set('Retry-After', '2');
  response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
}

function send(request: Request, response: Response, reply: Reply): void {
  if ('bytes' in reply) {
    response.status(200).type(reply.contentType).attachment(reply.fileName).send(Buffer.from(reply.bytes));
    return;
  }
  if (reply.status === 202) response.set('Location', reply.location);
  if (reply.status !== 202 && reply.etag !== undefined) {
    response.set('ETag', `"${reply.etag}"`);
    if (request.fresh) {
      response.status(304).end();
      return;
    }
  }
  response.status(reply.status).json(reply.value);
}

function mount(server: Express, app: App, caller: Caller): void {
  for (const item of ROUTES) {
    const path = `/api/v1${item.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    server[item.method](path, async (request, response) => {
      if (item.access === 'token' && !isAuthorized(request, app.home.apiToken)) {
        response.status(401).set('WWW-Authenticate', 'Bearer');
        return sendFailureAs(response, 401, 'a bearer token of this home is needed');
      }
      const reply = await item.serve({ app, caller, request });
      if (reply.ok) send(request, response, reply.value);
      else sendFailure(response, reply.error);
    });
  }
}

function sendFailureAs(response: Response, status: number, what: string): void {
  const body = presentError(failure('FORBIDDEN', what), String(response.locals.requestId));
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...body, status, title: 'unauthorized' }));
}

function docsPage(): string {
  const rows = ROUTES.map(
    (item) => `<tr><td>${item.method.toUpperCase()}</td><td>/api/v1${item.path}</td><td>${item.summary}</td></tr>`,
  ).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Redress API</title></head><body><h1>Redress API</h1><p>Send <code>Authorization: Bearer TOKEN</code>; the token lies in the home under keys/api.token. The full description is <a href="/api/v1/openapi.json">openapi.json</a>.</p><table><thead><tr><th scope="col">Method</th><th scope="col">Path</th><th scope="col">What it does</th></tr></thead><tbody>${rows}</tbody></table></body></html>`;
}

function failureOfStatus(status: number, cause: unknown): Failure {
  if (status === 413) return failure('FILE_TOO_LARGE', `the request body is larger than ${JSON_LIMIT}`);
  if (status < 500) return failure('BAD_INPUT', 'the request cannot be read');
  return failure('INTERNAL', 'the request stopped on a bug', {}, cause);
}

/** Malformed JSON and bugs: neither the parser's words nor a stack go out. */
const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof RedressError) return sendFailure(response, error.failure);
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  sendFailure(response, failureOfStatus(status, error));
};

/** The Express application: used as it is by tests, and by `startApi` behind a socket. */
export function createApi(app: App, options: Pick<ApiOptions, 'version' | 'caller'>): Express {
  const server = express();
  server.disable('x-powered-by');
  server.set('query parser', 'simple');
  server.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"], formAction: ["'none'"] },
      },
    }),
  );
  server.use((_request, response, next) => {
    response.locals.requestId = secretHex(8);
    response.set('Cache-Control', 'no-store');
    next();
  });
  server.use(express.json({ limit: JSON_LIMIT, strict: true }));
  server.get(
    '/api/v1/openapi.json',
    (_request, response) => void response.json(openApiDocument(ROUTES, options.version)),
  );
  server.get('/docs', (_request, response) => void response.type('html').send(docsPage()));
  mount(server, app, options.caller);
  server.use((_request, response) => sendFailure(response, failure('NOT_FOUND', 'there is no such path')));
  server.use(onError);
  return server;
}

/** Listens on loopback. Any other address is refused until sign-in exists (interface 1). */
export async function startApi(
  app: App,
  options: ApiOptions,
): Promise<Result<{ readonly url: string; readonly close: () => Promise<void> }>> {
  if (!LOOPBACK.includes(options.host))
    return err(failure('NON_LOOPBACK', `the API was asked to listen on ${options.host}`));
  const server: Server = createServer(createApi(app, options));
  const refused = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve);
    server.listen(options.port, options.host, () => resolve(null));
  });
  if (refused !== null)
    return err(failure('PORT_UNAVAILABLE', `${options.host} port ${options.port} cannot be used: ${refused.code}`));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return ok({
    url: `http://${options.host}:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
