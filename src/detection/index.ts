export {
  type Community,
  communitiesOf,
  joinCommunities,
  type TieComponent,
  tieComponents,
} from './communities.ts';
export { defaultAsOf } from './default-as-of.ts';
export { concludeDetection, type DetectionGround, detect, layDetectionGround } from './detect.ts';
export { FAMILY_WORDS } from './explanation.ts';
export type { About, Indicator } from './indicators/indicator.ts';
export { INDICATORS } from './indicators/registry.ts';
export type { Purpose } from './movement.ts';
export { type PersonDecision, standingDecision } from './person-states.ts';
export { accountJson, entityJson, findingJson, networkJson, type Presentation, presentation } from './present.ts';
export {
  ACCUSING_ROLES,
  type CoercionScreen,
  type ControlFact,
  type DecisiveFact,
  type Detection,
  type DetectionInput,
  type Network,
  type NetworkKind,
  type NetworkMember,
  type RoleHypothesis,
  type RoleName,
} from './types.ts';
