import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { ZodObject } from 'zod';
import type { Route } from './route.ts';
import { problem } from './wire/shapes.ts';

const PROBLEM = {
  description: 'problem document (RFC 9457)',
  content: { 'application/problem+json': { schema: problem } },
};

function responses(item: Route): RouteConfig['responses'] {
  return {
    [item.status]: {
      description: item.summary,
      content: { [item.produces ?? 'application/json']: { schema: item.response } },
    },
    '4XX': PROBLEM,
    '5XX': PROBLEM,
  };
}

function request(item: Route): NonNullable<RouteConfig['request']> {
  return {
    ...(item.params === undefined ? {} : { params: item.params as ZodObject }),
    ...(item.query === undefined ? {} : { query: item.query as ZodObject }),
    ...(item.body === undefined ? {} : { body: { content: { 'application/json': { schema: item.body } } } }),
  };
}

/** The OpenAPI 3.1 document, made from the same table that the server is made from. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  for (const item of routes) {
    registry.registerPath({
      method: item.method,
      path: item.path,
      summary: item.summary,
      request: request(item),
      responses: responses(item),
      ...(item.access === 'token' ? { security: [{ token: [] }] } : {}),
    });
  }
  const info = {
    title: 'Redress',
    version,
    description: 'Financial-intelligence link analysis. Loopback only; one bearer token per home.',
  };
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info,
    servers: [{ url: '/api/v1' }],
  });
}
