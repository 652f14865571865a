import type { DateText, Json, RecordId, Sha256 } from '../core/index.ts';
import type { SourceClass } from './source-class.ts';

export const FORMAT_IDS = [
  'fincen-sar',
  'fincen-ctr',
  'fincen-ack',
  'bods',
  'ofac-sdn',
  'redress-transfers',
  'redress-accounts',
  'redress-balances',
  'redress-assets',
  'redress-victim-facts',
  'redress-outcomes',
  'icij-fincen-files',
  'table',
] as const;
export type FormatId = (typeof FORMAT_IDS)[number];

/** Formats that the interface promises and a later version builds: refused by name, never guessed. */
export const LATER_FORMAT_IDS = [
  'fincen-8300',
  'fincen-fbar',
  'goaml',
  'pacs008',
  'pacs004',
  'camt052',
  'camt053',
  'camt054',
  'mt103',
  'ofx',
  'gleif',
  'uk-psc',
  'fincen-314a',
  'ftm',
  'senzing',
  'amlworld',
  'amlsim',
  'saml-d',
] as const;

/** One received file. Its original bytes are kept under `sha256`. */
export type Source = {
  readonly sha256: Sha256;
  readonly fileName: string;
  readonly byteLength: number;
  readonly format: FormatId;
  readonly sourceClass: SourceClass;
  readonly compartment: string;
  readonly custodian: string | null;
  readonly receivedAt: string | null;
  /** SHA-256 of the text of the map that a table was read with; other formats have none. */
  readonly mapHash?: Sha256;
  readonly status: 'receiving' | 'sealed' | 'rejected';
  readonly rowsRead: number;
  readonly recordsStored: number;
  readonly quarantined: number;
  readonly reason: string | null;
};

/** Where a Record stands in its Source, in the terms a reader of the original can follow. Independent of chunking. */
export type Locator =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'seq'; readonly activity: number; readonly seqNum: string | null }
  | { readonly kind: 'pointer'; readonly pointer: string };

/** "line 12", "Activity 3 SeqNum 41", "/0/recordDetails": for people, and the part of an id that names the place. */
export function locatorText(locator: Locator): string {
  switch (locator.kind) {
    case 'line':
      return `line ${locator.line}`;
    case 'seq':
      return locator.seqNum === null
        ? `Activity ${locator.activity}`
        : `Activity ${locator.activity} SeqNum ${locator.seqNum}`;
    case 'pointer':
      return locator.pointer;
  }
}

/** One report, statement, listing or row. `content` keeps every element the source states, so nothing is lost. */
export type SourceRecord = {
  readonly id: RecordId;
  readonly source: Sha256;
  readonly sourceClass: SourceClass;
  readonly compartment: string;
  readonly format: FormatId;
  readonly ordinal: number;
  readonly locator: Locator;
  readonly hash: Sha256;
  /** The date that counts for the default as-of (posting, transaction, activity-to, filing, statement), if any. */
  readonly date: DateText | null;
  readonly content: Json;
};

/** A row that was refused, kept with its reason so that nothing is lost. */
export type QuarantineRow = {
  readonly source: Sha256;
  readonly ordinal: number;
  readonly locator: string;
  readonly code: string;
  readonly message: string;
  readonly raw: string;
};
