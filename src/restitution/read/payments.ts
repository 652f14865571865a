import { type DateText, parseDate, parseInstant } from '../../core/index.ts';
import {
  type InterestTerms,
  type MissedPayment,
  type Missing,
  ORDER_MODES,
  type Order,
  PAYMENT_KINDS,
  type Payment,
  POOL_RULES,
  type Pool,
  type Receipts,
} from '../file.ts';
import { parseFraction, ZERO } from '../fraction.ts';
import {
  amountsAt,
  centsAt,
  choiceAt,
  dateAt,
  FIGURES,
  type Fields,
  type FilePlace,
  has,
  itemsAt,
  openFields,
  type Problems,
  refuseField,
  required,
  shown,
  textAt,
  textsAt,
  wholeAt,
} from './fields.ts';
import { isPseudonym, pseudonymAt } from './victim.ts';

const NO_DATE = '1970-01-01' as DateText;

export function paymentOf(value: unknown, place: FilePlace, problems: Problems): Payment {
  const known = ['id', 'kind', 'payer', 'lossIds', 'victim', 'amount', 'at'];
  const fields = openFields(value, place, problems, known);
  const at = required(fields, 'at', textAt(fields, 'at'), '');
  if (at !== '' && !parseDate(at).ok && !parseInstant(at).ok)
    refuseField(fields, 'at', `the date ${shown(at, FIGURES)} is not a date or an instant that exists`, 'BAD_DATE');
  return {
    id: required(fields, 'id', textAt(fields, 'id'), ''),
    kind: required(fields, 'kind', choiceAt(fields, 'kind', PAYMENT_KINDS), 'defendant'),
    payer: textAt(fields, 'payer'),
    lossIds: textsAt(fields, 'lossIds'),
    victim: pseudonymAt(fields, 'victim'),
    amount: required(fields, 'amount', centsAt(fields, 'amount'), 0n),
    at,
  };
}

export function orderOf(value: unknown, place: FilePlace, problems: Problems): Order {
  const fields = openFields(value, place, problems, ['mode', 'victim', 'defendants']);
  if (!has(fields, 'defendants')) refuseField(fields, 'defendants', 'defendants is missing');
  return {
    mode: required(fields, 'mode', choiceAt(fields, 'mode', ORDER_MODES), 'joint_and_several'),
    victim: pseudonymAt(fields, 'victim'),
    defendants: amountsAt(fields, 'defendants'),
  };
}

export function receiptsOf(value: unknown, place: FilePlace, problems: Problems): Receipts {
  const known = ['received', 'assessments', 'insurer', 'unitedStates', 'fine', 'jvta'];
  const fields = openFields(value, place, problems, known);
  const amount = (name: string) => centsAt(fields, name) ?? 0n;
  return {
    received: centsAt(fields, 'received'),
    assessments: amount('assessments'),
    insurer: amount('insurer'),
    unitedStates: amount('unitedStates'),
    fine: amount('fine'),
    jvta: amount('jvta'),
  };
}

function missedOf(value: unknown, place: FilePlace, problems: Problems): MissedPayment {
  const fields = openFields(value, place, problems, ['amount', 'due', 'paidAt']);
  return {
    amount: required(fields, 'amount', centsAt(fields, 'amount'), 0n),
    due: required(fields, 'due', dateAt(fields, 'due'), NO_DATE),
    paidAt: dateAt(fields, 'paidAt'),
  };
}

export function interestOf(value: unknown, place: FilePlace, problems: Problems): InterestTerms {
  const fields = openFields(value, place, problems, ['rate', 'from', 'to', 'basis', 'principal', 'missed']);
  const rate = required(fields, 'rate', textAt(fields, 'rate'), '0');
  const from = required(fields, 'from', dateAt(fields, 'from'), NO_DATE);
  const to = required(fields, 'to', dateAt(fields, 'to'), from);
  if (to < from) refuseField(fields, 'to', `interest ends on ${to}, before it begins on ${from}`, 'BAD_DATE');
  return {
    rate: parseFraction(rate) ?? refuseField(fields, 'rate', 'the rate is not a decimal text such as 0.0400') ?? ZERO,
    from,
    to,
    basis: wholeAt(fields, 'basis', [360, 366]) ?? 365,
    principal: centsAt(fields, 'principal'),
    missed: itemsAt(fields, 'missed').map((item) => missedOf(item.value, item.place, problems)),
  };
}

/** People who paid into a pool are victims too: the check stands before any amount, whose place would name them. */
function refuseNames(fields: Fields, name: string): void {
  if (Object.keys(Object(fields.values[name])).every(isPseudonym)) return;
  refuseField(fields, name, `${name} names somebody by more than a pseudonym of letters, digits and . _ : -`);
}

export function poolOf(value: unknown, place: FilePlace, problems: Problems): Pool {
  const fields = openFields(value, place, problems, ['rule', 'invested', 'withdrawn', 'recovered']);
  refuseNames(fields, 'invested');
  refuseNames(fields, 'withdrawn');
  const invested = amountsAt(fields, 'invested');
  const withdrawn = amountsAt(fields, 'withdrawn');
  if (!has(fields, 'invested')) refuseField(fields, 'invested', 'invested is missing');
  for (const id of withdrawn.keys())
    if (!invested.has(id)) refuseField(fields, 'withdrawn', `${id} withdrew without having invested`);
  return {
    rule: required(fields, 'rule', choiceAt(fields, 'rule', POOL_RULES), 'rising-tide'),
    invested,
    withdrawn,
    recovered: required(fields, 'recovered', centsAt(fields, 'recovered'), 0n),
  };
}

export function missingOf(value: unknown, place: FilePlace, problems: Problems): Missing {
  const fields = openFields(value, place, problems, ['victim', 'what']);
  return {
    victim: pseudonymAt(fields, 'victim'),
    what: required(fields, 'what', textAt(fields, 'what'), ''),
  };
}
