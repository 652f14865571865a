export { openApiDocument } from './openapi.ts';
export { ROUTES } from './routes.ts';
export { createApi, startApi } from './server.ts';
