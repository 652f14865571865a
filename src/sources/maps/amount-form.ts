import { refuseRow } from '../row.ts';

type AmountForm = {
  readonly decimalMark: '.' | ',';
  readonly groupMark: ',' | '.' | ' ' | "'" | null;
  readonly allowExponent: boolean;
};

/** Digits at which a shifted amount is no amount of money but a slip or an attack on memory. */
const MAX_SHIFT = 30;

/** "5.689852347E7" as "56898523.47": the point is moved in the text, so that no digit is ever rounded. */
function withoutExponent(text: string): string | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', power = ''] = match;
  const point = whole.length + Number(power);
  if (Math.abs(Number(power)) > MAX_SHIFT) return null;
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`.padEnd(Math.max(point, 0), '0');
  const at = Math.max(point, 1);
  const rest = digits.slice(at).replace(/0+$/, '');
  const left = digits.slice(0, at).replace(/^0+(?=\d)/, '');
  return `${sign}${left}${rest === '' ? '' : `.${rest}`}`;
}

/** Writes an amount of the table as a plain decimal; marks that the map does not name stay and are then refused. */
export function plainAmount(text: string, form: AmountForm): string {
  let plain = text;
  if (form.groupMark !== null) {
    const grouped = new RegExp(`^-?\\d{1,3}(?:\\${form.groupMark}\\d{3})+(?!\\d)`);
    if (grouped.test(plain)) plain = plain.replaceAll(form.groupMark, '');
  }
  if (form.decimalMark === ',') {
    if (plain.includes('.'))
      refuseRow('BAD_AMOUNT', `amount "${text.slice(0, 40)}" has a point where the map says comma`);
    plain = plain.replace(',', '.');
  }
  return form.allowExponent ? (withoutExponent(plain) ?? plain) : plain;
}
