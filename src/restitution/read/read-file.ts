import { err, ok, type Result } from '../../core/index.ts';
import type { Loss, Order, Payment, VictimEntry, WorksheetFile } from '../file.ts';
import {
  at,
  centsAt,
  dateAt,
  type Fields,
  type FilePlace,
  has,
  itemsAt,
  openFields,
  type Problems,
  refuse,
  refuseField,
  textAt,
} from './fields.ts';
import { workweekStartAt } from './labour.ts';
import { interestOf, missingOf, orderOf, paymentOf, poolOf, receiptsOf } from './payments.ts';
import { LABOUR_LOSS_IDS, victimOf } from './victim.ts';

const TOP = ['case', 'rulesAsOf', 'circuit', 'workweekStart', 'victims', 'payments', 'available'];
const BLOCKS = ['orders', 'receipts', 'interest', 'pool', 'missing'];

type Reader<T> = (value: unknown, place: FilePlace, problems: Problems) => T;

function listAt<T>(fields: Fields, name: string, read: Reader<T>): T[] {
  return itemsAt(fields, name).map(({ value, place }) => read(value, place, fields.problems));
}

function blockAt<T>(fields: Fields, name: string, read: Reader<T>): T | null {
  return has(fields, name) ? read(fields.values[name], at(fields.place, name), fields.problems) : null;
}

function refuseSameIds(fields: Fields, name: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const [index, id] of ids.entries()) {
    if (seen.has(id)) refuse(fields.problems, at(at(fields.place, name), index), 'the id stands twice');
    seen.add(id);
  }
}

const knowsLoss = (losses: readonly Loss[], id: string): boolean =>
  LABOUR_LOSS_IDS.some((own) => own === id) || losses.some(({ lossId }) => lossId === id);

/** A payment or an order must be about somebody and something in the file. */
function refuseStrangers(fields: Fields, file: Pick<WorksheetFile, 'victims' | 'payments' | 'orders'>): void {
  const byId = new Map(file.victims.map((victim) => [victim.id, victim]));
  const about = (name: string, index: number, { victim }: Pick<Payment | Order, 'victim'>): readonly VictimEntry[] => {
    const found = victim === null ? file.victims : [byId.get(victim)].filter((item) => item !== undefined);
    if (found.length === 0)
      refuse(fields.problems, at(at(fields.place, name), index), 'it is about a victim who is not in the file');
    return found;
  };
  for (const [index, payment] of file.payments.entries()) {
    const losses = about('payments', index, payment).flatMap((victim) => victim.losses);
    for (const id of payment.lossIds)
      if (!knowsLoss(losses, id))
        refuse(
          fields.problems,
          at(at(fields.place, 'payments'), index),
          'no victim it is about has a loss that it names',
        );
  }
  for (const [index, order] of file.orders.entries()) about('orders', index, order);
  const forAll = file.orders.filter(({ victim }) => victim === null).length;
  if (forAll > 0 && file.orders.length > 1)
    refuseField(fields, 'orders', 'an order for all victims stands beside another: each victim has one');
  refuseSameIds(
    fields,
    'orders',
    file.orders.flatMap(({ victim }) => (victim === null ? [] : [victim])),
  );
}

/** The waterfall runs over one sum: what was received, which is also what is available. */
function refuseTwoSums(fields: Fields, { receipts, available }: Pick<WorksheetFile, 'receipts' | 'available'>): void {
  if (receipts === null) return;
  if (receipts.received === null && available === null) refuseField(fields, 'receipts', 'received is missing');
  if (receipts.received !== null && available !== null && receipts.received !== available)
    refuseField(fields, 'available', 'what is available is not what was received: give one of the two');
}

/** A receipt may count as gross value of two victims only if it is apportioned (legal-and-evidence 2.3, rule 5). */
function refuseReceiptsCountedTwice(fields: Fields, victims: readonly VictimEntry[]): void {
  const counted = new Map<string, { readonly by: string; readonly apportioned: boolean }>();
  for (const [index, { id, gross }] of victims.entries())
    for (const receipt of gross?.receipts ?? []) {
      const other = counted.get(receipt.id);
      const place = { ...at(at(fields.place, 'victims'), index), victim: id };
      if (other !== undefined && !(other.apportioned && receipt.apportioned))
        refuse(fields.problems, place, `a receipt counts for ${other.by} too and is not apportioned`);
      counted.set(receipt.id, { by: id, apportioned: receipt.apportioned });
    }
}

/**
 * Reads a worksheet file (interface 6). Everything in it is checked before anything is computed; the first problem is
 * told with the victim and workweek that it is about.
 *
 * @param value the parsed JSON of the file
 */
export function readWorksheetFile(value: unknown): Result<WorksheetFile> {
  const problems: Problems = [];
  const fields = openFields(value, { path: '' }, problems, [...TOP, ...BLOCKS]);
  const workweekStart = workweekStartAt(fields) ?? 0;
  if (!has(fields, 'victims')) refuseField(fields, 'victims', 'victims is missing');
  const file: WorksheetFile = {
    case: textAt(fields, 'case') ?? '',
    rulesAsOf: dateAt(fields, 'rulesAsOf'),
    circuit: textAt(fields, 'circuit'),
    victims: listAt(fields, 'victims', (item, place) => victimOf(item, place, problems, workweekStart)),
    payments: listAt(fields, 'payments', paymentOf),
    available: centsAt(fields, 'available'),
    orders: listAt(fields, 'orders', orderOf),
    receipts: blockAt(fields, 'receipts', receiptsOf),
    interest: blockAt(fields, 'interest', interestOf),
    pool: blockAt(fields, 'pool', poolOf),
    missing: listAt(fields, 'missing', missingOf),
  };
  refuseSameIds(
    fields,
    'victims',
    file.victims.map(({ id }) => id),
  );
  refuseSameIds(
    fields,
    'payments',
    file.payments.map(({ id }) => id),
  );
  refuseStrangers(fields, file);
  refuseTwoSums(fields, file);
  refuseReceiptsCountedTwice(fields, file.victims);
  const [first] = problems;
  return first === undefined ? ok(file) : err(first);
}
