// The face of this folder: `npm run services`, the tests and CI start their servers through these two and no other way.
export { type Neo4jOptions, type Neo4jService, startNeo4j } from './neo4j.ts';
export { type Durability, type RedisOptions, type RedisService, startRedis } from './redis.ts';
export type { Service, Unavailable } from './service.ts';
