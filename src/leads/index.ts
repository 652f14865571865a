export type { LeadInput } from './context.ts';
export { draftLead } from './draft-lead.ts';
export { leadJson } from './lead-json.ts';
export { type LeadAct, type LeadMove, leadStatus, transition } from './status.ts';
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
