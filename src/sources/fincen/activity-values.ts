import { type Json, parseCompactDate, parseMoney } from '../../core/index.ts';
import { attributeOf, nodeOf, ownText, type XmlNode } from '../guarded/xml-json.ts';
import { inField, refuseRow } from '../row.ts';

function checkAmount(text: string, field: string): void {
  if (inField(field, parseMoney(text, 'USD')).units < 0n) {
    refuseRow('BAD_AMOUNT', `${field}: amount "${text}" is negative`);
  }
}

function checkDate(text: string, field: string): void {
  const date = inField(field, parseCompactDate(text));
  // Only a birth date may leave month or day open (formats 1.1).
  if (date.length !== 10 && !field.startsWith('IndividualBirthDateText')) {
    refuseRow('BAD_DATE', `${field}: "${text}" leaves its day or month open`);
  }
}

type Check = typeof checkAmount;

/** Which check a name asks for. A filing has few names and repeats them, so the answers are kept for one Activity. */
function createChecks(): (name: string) => Check | null {
  const known = new Map<string, Check | null>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const check = name.endsWith('AmountText') ? checkAmount : name.endsWith('DateText') ? checkDate : null;
    known.set(name, check);
    return check;
  };
}

/**
 * Every amount and date of an Activity, wherever it stands: plain decimals and days that exist. One bad value refuses
 * the Activity, since a filing with a part left out would be read as if that part had never been stated.
 */
export function checkValues(activity: XmlNode): void {
  const checkOf = createChecks();
  const checkValue = (name: string, value: Json, parent: XmlNode): void => {
    if (Array.isArray(value)) {
      for (const item of value) checkValue(name, item, parent);
      return;
    }
    if (typeof value === 'object' && value !== null) checkNode(nodeOf(value));
    const check = checkOf(name);
    if (check === null) return;
    const text = (typeof value === 'string' ? value : ownText(nodeOf(value))).trim();
    const seqNum = attributeOf(parent, 'SeqNum');
    if (text !== '') check(text, `${name}${seqNum === null ? '' : ` under SeqNum ${seqNum}`}`);
  };
  const checkNode = (node: XmlNode): void => {
    for (const name in node) checkValue(name, node[name] ?? '', node);
  };
  checkNode(activity);
}
