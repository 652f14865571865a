import { err, failure, ok, type Result } from '../core/index.ts';
import { ADMISSIBLE_CLASSES, type FormatId, RESTRICTED_CLASSES, type SourceClass } from '../facts/index.ts';
import { bods } from './bods.ts';
import { fincenAck } from './fincen-ack.ts';
import { fincenCtr } from './fincen-ctr.ts';
import { fincenSar } from './fincen-sar.ts';
import { icijFincenFiles } from './icij-fincen-files.ts';
import { laterFormatOf } from './later-formats.ts';
import { ofacSdn } from './ofac-sdn.ts';
import { redressAccounts } from './redress-accounts.ts';
import { redressAssets } from './redress-assets.ts';
import { redressBalances } from './redress-balances.ts';
import { redressOutcomes } from './redress-outcomes.ts';
import { redressTransfers } from './redress-transfers.ts';
import { redressVictimFacts } from './redress-victim-facts.ts';
import { table } from './table.ts';
import type { Format, Head } from './types.ts';

/** Every format that this version reads. */
export const REGISTRY: Readonly<Record<FormatId, Format>> = {
  'fincen-sar': fincenSar,
  'fincen-ctr': fincenCtr,
  'fincen-ack': fincenAck,
  bods,
  'ofac-sdn': ofacSdn,
  'redress-transfers': redressTransfers,
  'redress-accounts': redressAccounts,
  'redress-balances': redressBalances,
  'redress-assets': redressAssets,
  'redress-victim-facts': redressVictimFacts,
  'redress-outcomes': redressOutcomes,
  'icij-fincen-files': icijFincenFiles,
  table,
};

export function formatOf(id: FormatId): Format {
  return REGISTRY[id];
}

/** A DOCTYPE before the root element, after the XML declaration and comments. */
const PROLOG_DOCTYPE = /^\s*(?:<\?[^>]*>\s*)*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<!DOCTYPE/i;

/** The head as text: byte order mark and NUL bytes removed, so that UTF-16 reads like ASCII. */
function headOf(bytes: Uint8Array, fileName: string): Head {
  const isUtf8Mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const isUtf16Mark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const body = bytes.subarray(isUtf8Mark ? 3 : isUtf16Mark ? 2 : 0).filter((byte) => byte !== 0);
  return { text: Buffer.from(body).toString('latin1'), fileName };
}

/**
 * Which format a file is, from its first bytes (the head of openRegularFile); the name of the file is used in messages
 * only. Errors: DOCTYPE, NOT_IN_THIS_VERSION for a format of a later version, WRONG_HEADER for a plain CSV with a slip
 * in its header, UNKNOWN_FORMAT. Nothing is guessed.
 */
export function sniffFormat(head: Uint8Array, fileName: string): Result<FormatId> {
  const shown = headOf(head, fileName);
  if (PROLOG_DOCTYPE.test(shown.text)) {
    return err(failure('DOCTYPE', 'the file has a DOCTYPE', { file: fileName }));
  }
  for (const format of Object.values(REGISTRY)) {
    const answer = format.sniff(shown);
    if (answer !== null) return answer;
  }
  const later = laterFormatOf(shown.text);
  if (later !== null) {
    const details = { file: fileName, format: later };
    return err(failure('NOT_IN_THIS_VERSION', `format ${later} is not in this version`, details));
  }
  const what = head.length === 0 ? 'the file is empty' : 'the content shows no known format';
  return err(failure('UNKNOWN_FORMAT', what, { file: fileName }));
}

/** The class of a format when none is asked for; null when one must be (interface 2). */
export function defaultSourceClass(format: FormatId): SourceClass | null {
  return formatOf(format).defaultClass;
}

/**
 * The class under which a file is taken in. What a format makes BSA or BOI never moves to an admissible class, whatever
 * is asked. Errors: SOURCE_CLASS_REQUIRED, CLASS_NOT_ADMISSIBLE.
 */
export function resolveSourceClass(format: FormatId, wanted: SourceClass | null): Result<SourceClass> {
  const own = defaultSourceClass(format);
  if (wanted === null) {
    return own === null ? err(failure('SOURCE_CLASS_REQUIRED', `format ${format} has no class of its own`)) : ok(own);
  }
  if (own !== null && RESTRICTED_CLASSES.includes(own) && wanted !== own) {
    return err(failure('CLASS_NOT_ADMISSIBLE', `format ${format} is ${own} and cannot be ${wanted}`));
  }
  if (!ADMISSIBLE_CLASSES.includes(wanted) && !RESTRICTED_CLASSES.includes(wanted)) {
    return err(failure('BAD_INPUT', `source class ${wanted} is for results, not for received files`));
  }
  return ok(wanted);
}
