export { buildOwnership } from './build.ts';
export type { Listed } from './listed.ts';
export type { Ofac50Answer } from './ofac50.ts';
export type { OwnerAnswer, Ownership, OwnershipAnswer, OwnershipEdge, PathStep } from './types.ts';
