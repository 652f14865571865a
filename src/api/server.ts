import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import helmet from 'helmet';
import type { App, Caller } from '../app/index.ts';
import { err, type Failure, failure, groupBy, ok, RedressError, type Result, secretHex } from '../core/index.ts';
import { answerInTime } from './dependencies.ts';
import { openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';
import { ROUTES } from './routes.ts';
import { send, sendFailure, sendUnauthorized } from './send.ts';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const JSON_LIMIT = '1mb';

export type ApiOptions = {
  readonly host: string;
  readonly port: number;
  readonly version: string;
  readonly caller: Caller;
};

/** `stopping` ends the streams of events, which otherwise end only when their reader goes. */
type Served = Pick<ApiOptions, 'version' | 'caller'> & { readonly stopping?: AbortSignal };

/** Compared in constant time over hashes, so that neither content nor length leaks through the clock. */
function sameToken(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function isAuthorized(request: Request, token: string): boolean {
  const header = request.get('authorization') ?? '';
  return sameToken(header.startsWith('Bearer ') ? header.slice(7) : '', token);
}

/** Paths with the routes at them, in the order of the table. */
function routesByPath(): Map<string, Route[]> {
  return groupBy(ROUTES, (item) => `/api/v1${item.path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
}

function mount(server: Express, app: App, { caller, stopping = new AbortController().signal }: Served): void {
  for (const [path, routes] of routesByPath()) {
    for (const item of routes)
      server[item.method](path, async (request, response) => {
        if (item.access === 'token' && !isAuthorized(request, app.home.apiToken)) return sendUnauthorized(response);
        const serve = () => item.serve({ app, caller, request });
        const reply = item.access === 'token' ? await answerInTime(app, item.needs ?? ['store'], serve) : await serve();
        if (reply.ok) await send(request, response, { reply: reply.value, stopping });
        else sendFailure(response, reply.error);
      });
    server.all(path, (request, response) => {
      const methods = routes.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
      response.set('Allow', methods.join(', '));
      sendFailure(response, failure('METHOD_NOT_ALLOWED', `${request.method} does not exist at this path`));
    });
  }
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
export function createApi(app: App, options: Served): Express {
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
  mount(server, app, options);
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
  const stopping = new AbortController();
  const server: Server = createServer(createApi(app, { ...options, stopping: stopping.signal }));
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
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        stopping.abort();
      }),
  });
}
