import { err, failure, ok, type Result } from '../../core/index.ts';
import type { FormatId } from '../../facts/index.ts';
import type { Head } from '../types.ts';

function hasElement(text: string, name: string): boolean {
  return new RegExp(`<(?:[\\w.-]+:)?${name}[\\s/>]`).test(text);
}

/** Elements that only one form has, by which it is told (formats 0). */
const SIGNS: readonly { readonly form: string; readonly elements: readonly string[] }[] = [
  { form: 'fincen-ack', elements: ['EFilingActivityXML', 'EFilingSubmissionXML'] },
  { form: 'fincen-fbar', elements: ['ForeignAccountActivity'] },
  { form: 'fincen-8300', elements: ['TotalPriceAmountText', 'Total100DollarBillInAmountText'] },
  { form: 'fincen-sar', elements: ['SuspiciousActivity'] },
  { form: 'fincen-ctr', elements: ['CurrencyTransactionActivity'] },
];
const FORM_TYPES: ReadonlyMap<string, string> = new Map([
  ['SARX', 'fincen-sar'],
  ['CTRX', 'fincen-ctr'],
  ['8300X', 'fincen-8300'],
  ['FBARX', 'fincen-fbar'],
]);
const PARTY_SIGNS: ReadonlyMap<string, string> = new Map([
  ['33', 'fincen-sar'],
  ['41', 'fincen-sar'],
  ['46', 'fincen-sar'],
  ['50', 'fincen-ctr'],
  ['17', 'fincen-ctr'],
  ['16', 'fincen-8300'],
]);

/** The form by content; by its stated type or its party codes only where the head ends before the content decides. */
function formOf(text: string): string | null {
  const stated = /<(?:[\w.-]+:)?FormTypeCode[^>]*>\s*(\w+)/.exec(text)?.[1];
  // An 8300 holds a CurrencyTransactionActivity too: here the stated type and the content agree.
  if (stated === '8300X' && !hasElement(text, 'SuspiciousActivity')) return 'fincen-8300';
  for (const { form, elements } of SIGNS) if (elements.some((name) => hasElement(text, name))) return form;
  const byType = FORM_TYPES.get(stated ?? '');
  if (byType !== undefined) return byType;
  for (const [, code = ''] of text.matchAll(/<(?:[\w.-]+:)?ActivityPartyTypeCode[^>]*>\s*(\d+)/g)) {
    const form = PARTY_SIGNS.get(code);
    if (form !== undefined) return form;
  }
  return null;
}

const READ: ReadonlySet<string> = new Set<FormatId>(['fincen-sar', 'fincen-ctr', 'fincen-ack']);

/** Sniffs one of the forms that this version reads; the other forms of the grammar are refused by name. */
export function sniffFincen(id: FormatId): (head: Head) => Result<FormatId> | null {
  return ({ text, fileName }) => {
    if (!hasElement(text, 'EFilingBatchXML')) return null;
    const form = formOf(text);
    if (form === id) return ok(id);
    if (form === null || READ.has(form)) return null;
    return err(
      failure('NOT_IN_THIS_VERSION', `format ${form} is not in this version`, { file: fileName, format: form }),
    );
  };
}
