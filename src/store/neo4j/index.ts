export { type Neo4jOptions, openNeo4j } from './open-neo4j.ts';
