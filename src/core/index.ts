export { canonicalJson, type Json } from './canonical-json.ts';
export { type Clock, fixedClock, stopwatch, systemClock } from './clock.ts';
export { ERROR_CATALOG, type ErrorClass, type ErrorCode } from './error-catalog.ts';
export { errorClass, type Failure, failure, type Place } from './errors.ts';
export { sha256Hex, sha256Stream } from './hash.ts';
export {
  type AccountId,
  type AssetId,
  asSha256,
  type Branded,
  type EntityId,
  type FactId,
  type FindingId,
  type IdPrefix,
  isId,
  type JobId,
  type JudgementId,
  type LeadId,
  makeId,
  type NetworkId,
  type PartyId,
  type RecordId,
  type RunId,
  type Sha256,
  type ValueId,
} from './ids.ts';
export { htmlText } from './markup.ts';
export {
  addMoney,
  type Currency,
  compareMoney,
  grouped,
  hasExcessDecimals,
  isCurrency,
  type Money,
  minorDigits,
  moneyRatio,
  moneyText,
  parseMoney,
  readableMoney,
  subtractMoney,
  sumMoney,
  zeroMoney,
} from './money.ts';
export { type Operation, operation } from './operation.ts';
export { byKeys, compareText, groupBy, sortedUnique } from './order.ts';
export { err, ok, RedressError, type Result, unwrap } from './result.ts';
export { createRng, type Rng, secretHex } from './rng.ts';
export {
  exactShare,
  makeShare,
  meets,
  percentText,
  type Share,
  scoreText,
  shareTexts,
  UNKNOWN_SHARE,
} from './share.ts';
export {
  addDays,
  addMonths,
  type DateText,
  dateOfDay,
  dateOfMicros,
  dayNumber,
  instantText,
  type Moment,
  microsOfDate,
  type PartialDate,
  parseCompactDate,
  parseDate,
  parseInstant,
  parsePartialDate,
  parseWrittenTime,
  type WrittenTime,
  weekday,
} from './time.ts';
export {
  createWhole,
  replaceWhole,
  type Staged,
  stageFile,
  stageFolder,
  streamWhole,
  writeWhole,
} from './whole-file.ts';
