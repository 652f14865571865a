export { statedInstitution } from './accounts.ts';
export type { SkippedBlock } from './blocking.ts';
export { type DataHit, dataFinding } from './data-finding.ts';
export { GRAPH_KEY_WORDS, graphKeys, valuesOf } from './graph-keys.ts';
export { COMMON_KEY, keysOfText, numberKey, type Searchable, type SearchKey, searchKeys } from './keys.ts';
export { nameLikeness } from './name-likeness.ts';
export { nameWords, searchName } from './names.ts';
export type { DeclaredInstitution, ResolutionParameters } from './parameters.ts';
export { settleReports } from './report-chains.ts';
export { resolve } from './resolve.ts';
export type {
  AccountHolder,
  Entity,
  LinkReason,
  PartyLink,
  Resolution,
  ResolvedAccount,
  ResolvedTransfer,
} from './types.ts';
