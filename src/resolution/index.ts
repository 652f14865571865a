export type { SkippedBlock } from './blocking.ts';
export { jaroWinkler } from './comparators.ts';
export { type DataHit, dataFinding } from './data-finding.ts';
export { keysOfText, type SearchKey, searchKeys } from './keys.ts';
export { searchName } from './names.ts';
export { DEFAULT_RESOLUTION, type DeclaredInstitution, type ResolutionParameters } from './parameters.ts';
export { resolve } from './resolve.ts';
export { RULES, type Rule } from './scoring.ts';
export type {
  AccountHolder,
  Entity,
  LinkReason,
  PartyLink,
  Resolution,
  ResolvedAccount,
  ResolvedTransfer,
} from './types.ts';
