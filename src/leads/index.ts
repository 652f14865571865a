export type { LeadInput } from './context.ts';
export { DISTRICT_REASONS } from './districts.ts';
export { draftLead, draftLeads } from './draft-lead.ts';
export { leadJson } from './lead-json.ts';
export { methodWords } from './method-words.ts';
export { occupantsOf } from './property-asset.ts';
export { type PackageVariant, REFERRAL_CODES, variantFor } from './referral-rules.ts';
export {
  type Copy,
  type LeadDecision,
  type LogGround,
  type ReleaseRow,
  recipientsOf,
  releaseLog,
  versionAfter,
} from './release/log.ts';
export { FSEC_WARNING, MARKINGS } from './release/markings.ts';
export { agencyNamed, type ReleaseRequest, releaseTerms } from './release/terms.ts';
export { wagesReturned } from './restitution.ts';
export { treasuryProposals } from './sanctions/proposals.ts';
export type { Certification } from './sanctions/request-314a.ts';
export { measuredWords, ordinaryRole, signWords } from './signs.ts';
export { stateWords } from './state-words.ts';
export { type LeadAct, type LeadMove, leadStatus, SECOND_PERSON_ACTS, transition } from './status.ts';
export type { AssetEntry } from './types/asset.ts';
export type { Gap, Lead, LeadDistrict, LeadStatus, Referral } from './types/lead.ts';
export type { AssetClock, AssetRoute, Route, Theory } from './types/route.ts';
export type { Statement } from './types/statement.ts';
export type { LeadSubject } from './types/subject.ts';
export type { Claim, LeadTrace } from './types/trace.ts';
export { bystandersOf, isProtected, numberPeople, pseudonymsOf, UNNUMBERED } from './victims.ts';
