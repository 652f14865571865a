export type { LeadInput } from './context.ts';
export { draftLead } from './draft-lead.ts';
export { leadJson } from './lead-json.ts';
export { type LeadAct, type LeadMove, leadStatus, transition } from './status.ts';
export {
  type AssetClock,
  type AssetEntry,
  type AssetRoute,
  type Claim,
  type Gap,
  LEAD_STATUSES,
  type Lead,
  type LeadDistrict,
  type LeadStatus,
  type LeadSubject,
  type LeadTrace,
  type Referral,
  type Route,
  type Statement,
  type Theory,
} from './types.ts';
export { PROTECTED_STATES, pseudonymsOf } from './victims.ts';
