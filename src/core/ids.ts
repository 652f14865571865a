import { canonicalJson, type Json } from './canonical-json.ts';
import { sha256Hex } from './hash.ts';

declare const brand: unique symbol;
/** A text that only its own constructor makes, so that one kind of id never stands where another belongs. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

export type Sha256 = Branded<'Sha256'>;
export type RecordId = Branded<'RecordId'>;
export type PartyId = Branded<'PartyId'>;
export type EntityId = Branded<'EntityId'>;
export type AccountId = Branded<'AccountId'>;
export type FactId = Branded<'FactId'>;
export type FindingId = Branded<'FindingId'>;
export type NetworkId = Branded<'NetworkId'>;
export type LeadId = Branded<'LeadId'>;
export type RunId = Branded<'RunId'>;
export type AssetId = Branded<'AssetId'>;
export type JudgementId = Branded<'JudgementId'>;
export type JobId = Branded<'JobId'>;
export type ValueId = Branded<'ValueId'>;

type IdByPrefix = {
  rec: RecordId;
  pty: PartyId;
  ent: EntityId;
  acc: AccountId;
  fct: FactId;
  fnd: FindingId;
  net: NetworkId;
  led: LeadId;
  run: RunId;
  ast: AssetId;
  jdg: JudgementId;
  job: JobId;
  val: ValueId;
};
export type IdPrefix = keyof IdByPrefix;

/**
 * An id made from content: prefix + the first 32 hex digits (128 bits) of the SHA-256 of the canonical JSON of `parts`.
 * Canonical JSON keeps the parts apart: joining them without a separator would let two people become one.
 */
export function makeId<P extends IdPrefix>(prefix: P, parts: Json): IdByPrefix[P] {
  return `${prefix}_${sha256Hex(canonicalJson([prefix, parts])).slice(0, 32)}` as IdByPrefix[P];
}

/** Whether a text has the form of an id with this prefix; the edge uses it before any look-up. */
export function isId<P extends IdPrefix>(prefix: P, text: string): text is IdByPrefix[P] {
  return new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(text);
}

export function asSha256(text: string): Sha256 {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new TypeError(`not a SHA-256 in lower-case hex: ${text.slice(0, 80)}`);
  return text as Sha256;
}
