export { FACT_KINDS, type Fact, type FactKind, type FactOf } from './fact.ts';
export { classesOfRecords, type FactSet, type RecordRef } from './fact-set.ts';
export type { Family, Finding } from './finding.ts';
export {
  type Acknowledgement,
  type FilingError,
  type Holding,
  type InterestClass,
  type Listing,
  OUTCOME_TYPES,
  type Outcome,
  type OutcomeType,
  type Report,
  VICTIM_FACT_CATEGORIES,
  type VictimFact,
} from './holding.ts';
export {
  type Citation,
  type Decision,
  type Judgement,
  PERSON_STATES,
  type PersonState,
  type ReleaseTerms,
} from './judgement.ts';
export {
  type AggregateFlow,
  ASSET_KINDS,
  type Asset,
  type AssetKind,
  type Balance,
  type CashMovement,
  type MovementPlace,
  type Side,
  TRANSFER_METHODS,
  type Transfer,
  type TransferMethod,
} from './movement.ts';
export {
  type OutcomeArrangement,
  type OutcomeStanding,
  type OutcomeState,
  outcomesOf,
} from './outcomes.ts';
export type {
  Account,
  AccountParty,
  AccountRole,
  Address,
  Identifier,
  IdentifierType,
  InstitutionKeyType,
  Party,
  PartyName,
  PartyRole,
} from './party.ts';
export { isPseudonym, PSEUDONYM, PSEUDONYM_ALPHABET } from './pseudonym.ts';
export {
  FORMAT_IDS,
  type FormatId,
  LATER_FORMAT_IDS,
  type Locator,
  locatorText,
  type QuarantineRow,
  type Source,
  type SourceRecord,
} from './record.ts';
export {
  ADMISSIBLE_CLASSES,
  isAdmissible,
  joinClasses,
  RESTRICTED_CLASSES,
  SOURCE_CLASSES,
  type SourceClass,
} from './source-class.ts';
export { decodeFact, encodeFact } from './stored.ts';
