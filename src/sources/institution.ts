import { compareText, makeId, type PartialDate, type RecordId, type Sha256 } from '../core/index.ts';
import type { Account, InstitutionKeyType } from '../facts/index.ts';
import { refuseRow } from './row.ts';

export type InstitutionKey = { readonly type: InstitutionKeyType; readonly value: string };

/** An institution as one Record names it: the key that counts, the other keys it states, and its words. */
export type Institution = {
  readonly key: InstitutionKey;
  readonly also: readonly InstitutionKey[];
  readonly name: string | null;
};

/** Of several keys the first of this order counts (interface 2). */
const KEY_ORDER: readonly InstitutionKeyType[] = ['lei', 'rssd', 'aba', 'bic', 'tin', 'other'];

/** ABA routing number: weights 3, 7, 1 and a sum that ten divides. One repeated digit is a filler, not a bank. */
export function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text) || /^(\d)\1+$/.test(text)) return false;
  const sum = [...text].reduce((total, digit, i) => total + Number(digit) * ([3, 7, 1][i % 3] ?? 0), 0);
  return sum % 10 === 0;
}

/** LEI: 18 letters or digits and two check digits, ISO 7064 mod 97-10 (ISO 17442). */
export function isLei(text: string): boolean {
  if (!/^[A-Z0-9]{18}\d{2}$/.test(text)) return false;
  const digits = [...text].map((character) => Number.parseInt(character, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

const FORMS: Readonly<
  Record<Exclude<InstitutionKeyType, 'other'>, { holds: (text: string) => boolean; what: string }>
> = {
  lei: { holds: isLei, what: '20 characters with ISO 7064 check digits' },
  aba: { holds: isRoutingNumber, what: 'a 9-digit routing number with its check digit' },
  bic: { holds: (text) => /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(text), what: '8 or 11 characters (ISO 9362)' },
  rssd: { holds: (text) => /^\d{1,10}$/.test(text), what: '1 to 10 digits' },
  tin: { holds: (text) => /^\d{9}$/.test(text), what: '9 digits' },
};

function checkedKey(type: Exclude<InstitutionKeyType, 'other'>, text: string): InstitutionKey {
  const value = text.toUpperCase().replaceAll(/[\s-]/g, '');
  if (!FORMS[type].holds(value)) {
    refuseRow(
      'BAD_IDENTIFIER',
      `institution "${text.slice(0, 60)}" is not a valid ${type}: it needs ${FORMS[type].what}`,
    );
  }
  return { type, value };
}

/** The key in a text, by its form; null when the text is a name. A check digit that is there must hold. */
function keyInText(text: string): InstitutionKey | null {
  const written = /^(lei|rssd|aba|bic|tin):(.+)$/i.exec(text);
  if (written !== null) {
    return checkedKey(written[1]?.toLowerCase() as Exclude<InstitutionKeyType, 'other'>, written[2] ?? '');
  }
  if (/^\d{9}$/.test(text)) return checkedKey('aba', text);
  if (/^[A-Z0-9]{18}\d{2}$/.test(text)) return checkedKey('lei', text);
  if (FORMS.bic.holds(text)) return { type: 'bic', value: text };
  const isBankId = /\d/.test(text) && !/\s/.test(text);
  return isBankId ? { type: 'other', value: text.toUpperCase() } : null;
}

/** Without a key an institution is known inside its own Record or Source only and joins to nothing elsewhere. */
function scoped(source: Sha256, name: string): InstitutionKey {
  return { type: 'other', value: `${source}/${name}` };
}

/**
 * The institution that a table cell states: a key by its form (ABA, LEI, BIC, `tin:…`, `rssd:…`, a bank id: one word with
 * a digit), else a name. A blank cell names none, so `place` (the row) stands for it.
 * Refuses the row with BAD_IDENTIFIER when a check digit does not hold.
 */
export function institutionOfText(text: string | null, source: Sha256, place: string): Institution {
  if (text === null) return { key: scoped(source, place), also: [], name: null };
  const key = keyInText(text);
  if (key !== null) return { key, also: [], name: null };
  return { key: scoped(source, text.toUpperCase().replaceAll(/\s+/g, ' ')), also: [], name: text };
}

/** The institution of several stated keys; with none, its name in this Source, else its place in it. */
export function institutionOfKeys(
  keys: readonly InstitutionKey[],
  name: string | null,
  where: { readonly source: Sha256; readonly place: string },
): Institution {
  const ordered = [...keys].sort(
    (a, b) => KEY_ORDER.indexOf(a.type) - KEY_ORDER.indexOf(b.type) || compareText(a.value, b.value),
  );
  const [first, ...rest] = ordered.filter(
    (key, i) => ordered.findIndex((other) => other.type === key.type && other.value === key.value) === i,
  );
  if (first !== undefined) return { key: first, also: rest, name };
  return { key: scoped(where.source, name?.toUpperCase().replaceAll(/\s+/g, ' ') ?? where.place), also: [], name };
}

/** Account numbers are compared without spaces and hyphens; leading zeros count. */
function comparedNumber(number: string): string {
  return number.replaceAll(/[\s-]/g, '');
}

type AccountState = {
  readonly openedOn?: PartialDate | null;
  readonly closedOn?: PartialDate | null;
  readonly closed?: boolean;
};

/**
 * `acc_` = hash of (key type, key, number as compared). `number` keeps the source's own writing; two writings of one
 * number have one id. Refuses the row when the number has no character to compare.
 */
export function accountFact(
  record: RecordId,
  institution: Institution,
  number: string,
  state: AccountState = {},
): Account {
  const { key, also, name } = institution;
  const compared = comparedNumber(number);
  if (compared === '') refuseRow('BAD_IDENTIFIER', `account number "${number.slice(0, 60)}" holds no letter or digit`);
  return {
    kind: 'account',
    id: makeId('acc', [key.type, key.value, compared]),
    record,
    keyType: key.type,
    institution: key.value,
    number: number.trim(),
    alsoKeys: also,
    institutionName: name,
    openedOn: state.openedOn ?? null,
    closedOn: state.closedOn ?? null,
    closed: state.closed ?? (state.closedOn !== undefined && state.closedOn !== null),
  };
}
