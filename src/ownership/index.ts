export { buildOwnership } from './build.ts';
export type { OwnerAnswer, Ownership, OwnershipAnswer, OwnershipEdge, PathStep } from './types.ts';
