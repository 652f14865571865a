export { adjustedRandIndex, normalisedMutualInformation } from './agreement.ts';
export { type CutPoints, cutPoints } from './articulation.ts';
export { betweenness } from './betweenness.ts';
export { type Community, type CommunityReport, type ComponentSummary, findCommunities } from './communities.ts';
export { type Component, connectedComponents, splitComponents } from './components.ts';
export { constraint } from './constraint.ts';
export { buildGraph, degree, type EdgeColumns, type Graph, positionOf, strengths } from './csr.ts';
export { type LeidenOptions, leiden, modularityCommunities } from './leiden.ts';
export type { Objective } from './leiden-level.ts';
export { graphOfTies, type NamedGraph, type Tie } from './named-graph.ts';
export { personalisedPageRank } from './pagerank.ts';
export { type Place, placeInCommunities } from './participation.ts';
export { canonicalPartition, disconnectedCount, membersOf, type Partition } from './partition.ts';
export {
  type CommunitySums,
  communitySums,
  conductances,
  constantPotts,
  internalDensities,
  modularity,
} from './quality.ts';
export { distancesFrom, shortestPath } from './shortest-path.ts';
