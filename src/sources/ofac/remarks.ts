import { type PartialDate, parsePartialDate } from '../../core/index.ts';
import type { Identifier, IdentifierType, Party } from '../../facts/index.ts';
import { isLei } from '../institution.ts';
import { emailText, identityNumber, phoneDigits } from '../stated.ts';

/** What Remarks state of a party, as far as it can be compared. The words themselves stay in the Record. */
type Remarks = Pick<Party, 'identifiers' | 'emails' | 'phones' | 'foundedOn'> & {
  /** Exact dates and their alternatives; what is "circa" or a range is no date. */
  readonly birthDates: readonly PartialDate[];
  /** The aliases that stand in quotes: weak ones, which never match by themselves. */
  readonly weakAliases: readonly string[];
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "28 Jul 1963", "Jul 1963" or "1963"; anything less exact is null. */
function dateOf(text: string): PartialDate | null {
  const [, day, month, year] = /^(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})$/.exec(text) ?? [];
  if (year === undefined) return null;
  const at = month === undefined ? null : MONTHS.indexOf(month) + 1;
  if (at === 0) return null;
  const parts = [
    year,
    ...[at, day].flatMap((part) => (part === null || part === undefined ? [] : [String(part).padStart(2, '0')])),
  ];
  const date = parsePartialDate(parts.join('-'));
  return date.ok ? date.value : null;
}

/** Words before a number, and the list in which the number counts. Numbers of other words are `other` of those words. */
const LISTS: readonly (readonly [words: RegExp, type: IdentifierType])[] = [
  [/^(?:Diplomatic )?Passport$/, 'passport'],
  [/^SSN$/, 'ssn'],
  [/^SWIFT\/BIC$/, 'bic'],
  [/^Driver's License No\.$/, 'licence'],
  [/^Tax ID No\.$/, 'foreign-tin'],
];

const NUMBERED =
  /^((?:Diplomatic )?Passport|SSN|SWIFT\/BIC|Driver's License No\.|Tax ID No\.|National ID No\.|Cedula No\.|NIT|RUC|RIF|R\.F\.C\.|C\.U\.R\.P\.|D\.N\.I\.|Identification Number|Personal ID Card|Registration ID|Registration Number|Business Registration (?:Number|Document)|Commercial Registry Number|Chamber of Commerce Number|(?:UK )?Company Number|Matricula Mercantil No|Folio Mercantil No\.|Trade License No\.|V\.A\.T\. Number|D-U-N-S Number|Legal Entity Number|LE Number|Vessel Registration Identification|MMSI|Aircraft Tail Number) (?:# )?(.+)$/;

/** Words after the number: "(Belize)", "issued 14 Dec 2005", "expires 2012". */
const AFTER = /\s*(?:\(([^()]+)\))?\s*(?:(?:date of )?(?:issue|issued|expir).*)?$/i;

function identifierOf(piece: string): Identifier | null {
  const [, words = '', rest = ''] = NUMBERED.exec(piece) ?? [];
  const after = AFTER.exec(rest);
  const value = identityNumber(rest.slice(0, after?.index ?? rest.length));
  if (words === '' || !/\d/.test(value)) return null;
  const country = after?.[1]?.toUpperCase() ?? null;
  const issuer = country === 'UNITED STATES' ? 'US' : country;
  if (/Company Number$/.test(words) && (words.startsWith('UK') || country === 'UNITED KINGDOM'))
    return { type: 'registration', value: `GB-COH:${value}`, issuer: 'GB-COH' };
  if (words === 'Legal Entity Number' && isLei(value)) return { type: 'lei', value, issuer: null };
  const type = LISTS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
  if (type === 'foreign-tin' && issuer === 'US') return { type: 'tin', value, issuer: null };
  if (type === 'ssn' || type === 'bic') return { type, value, issuer: null };
  if (type !== null) return { type, value, issuer };
  return { type: 'other', value, issuer: `OFAC ${words.toUpperCase()}${country === null ? '' : ` ${country}`}` };
}

function walletOf(piece: string): Identifier | null {
  const [, chain = '', value = ''] = /^Digital Currency Address - (\S+) (\S+)$/.exec(piece) ?? [];
  return value === '' ? null : { type: 'other', value, issuer: `WALLET ${chain}` };
}

function textAfter(words: RegExp, pieces: readonly string[]): string[] {
  return pieces.flatMap((piece) => words.exec(piece)?.[1] ?? []);
}

function present<T>(items: readonly (T | null)[]): T[] {
  return items.filter((item) => item !== null);
}

/** Remarks longer than this run on in the comments file; what stands at the cut is half a statement in each. */
export const REMARKS_CELL = 1_000;

/**
 * The statements of a Remarks cell. `whole` says which of its ends are ends of a statement. Runs of blanks become one
 * first, because the patterns that read a statement would try each of them again and again.
 */
export function statementsOf(text: string, whole: 'both' | 'start' | 'end'): string[] {
  const pieces = text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '').split(/; ?/);
  const from = whole === 'end' ? 1 : 0;
  return pieces.slice(from, whole === 'start' ? -1 : undefined).map((piece) => piece.trim().replace(/^alt\. /, ''));
}

/**
 * Reads statements of Remarks. Aliases in quotes are OFAC's weak ones ("a.k.a. 'EL JEFE'"). "Linked To" is no ownership.
 */
export function remarksOf(statements: readonly string[]): Remarks {
  return {
    birthDates: present(textAfter(/^DOB (.+)$/, statements).map(dateOf)),
    weakAliases: textAfter(/^[afn]\.k\.a\. '(.+)'$/, statements),
    identifiers: present(statements.map((piece) => identifierOf(piece) ?? walletOf(piece))),
    emails: present(textAfter(/^Email Address (\S+)$/, statements).map(emailText)),
    phones: present(textAfter(/^(?:Tele)?[Pp]hone (?:No\.|Number) (.+)$/, statements).map(phoneDigits)),
    foundedOn: present(textAfter(/^Organization Established Date (.+)$/, statements).map(dateOf))[0] ?? null,
  };
}
