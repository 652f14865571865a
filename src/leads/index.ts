export type { LeadInput } from './context.ts';
export { draftLead, draftLeads } from './draft-lead.ts';
export { leadJson } from './lead-json.ts';
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
export { FSEC_WARNING } from './release/markings.ts';
export { agencyNamed, type ReleaseRequest, releaseTerms } from './release/terms.ts';
export { treasuryProposals } from './sanctions/proposals.ts';
export type { Certification } from './sanctions/request-314a.ts';
export { type LeadAct, type LeadMove, leadStatus, SECOND_PERSON_ACTS, transition } from './status.ts';
export type {
  AssetClock,
  AssetEntry,
  AssetRoute,
  Claim,
  Gap,
  Lead,
  LeadDistrict,
  LeadStatus,
  LeadSubject,
  LeadTrace,
  Referral,
  Route,
  Statement,
  Theory,
} from './types.ts';
export { bystandersOf, isProtected, numberPeople, pseudonymsOf, UNNUMBERED } from './victims.ts';
