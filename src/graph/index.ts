export { adjustedRandIndex, normalisedMutualInformation } from './agreement.ts';
export { cutPoints } from './articulation.ts';
export { betweenness } from './betweenness.ts';
export { type Community, type CommunityReport, findCommunities } from './communities.ts';
export { connectedComponents, splitComponents } from './components.ts';
export { constraint } from './constraint.ts';
export { buildGraph, degree, type Graph, positionOf, strengths } from './csr.ts';
export { leiden, modularityCommunities } from './leiden.ts';
export { graphOfTies, type NamedGraph, type Tie } from './named-graph.ts';
export { personalisedPageRank } from './pagerank.ts';
export { placeInCommunities } from './participation.ts';
export { canonicalPartition, disconnectedCount, membersOf, type Partition } from './partition.ts';
export {
  communitySums,
  conductances,
  constantPotts,
  internalDensities,
  modularity,
} from './quality.ts';
export { distancesFrom, shortestPath } from './shortest-path.ts';
