import {
  type AccountId,
  byKeys,
  type EntityId,
  moneyText,
  type PartyId,
  type RecordId,
  sortedUnique,
} from '../core/index.ts';
import type { FactSet, Finding, Side, Transfer } from '../facts/index.ts';
import { dataFinding } from './data-finding.ts';
import type { ResolvedTransfer } from './types.ts';

export type Ends = {
  readonly entityOf: ReadonlyMap<PartyId, EntityId>;
  readonly accountOf: ReadonlyMap<AccountId, AccountId>;
};

type Row = { readonly transfer: Transfer; readonly source: string; readonly ordinal: number };
/** One movement with the rows that book it, at most one from each Source. */
type Booking = { readonly rows: Row[] };

function resolveSide(side: Side, { entityOf, accountOf }: Ends): ResolvedTransfer['from'] {
  const account = side.account === null ? null : (accountOf.get(side.account) ?? side.account);
  return { account, entity: side.party === null ? null : (entityOf.get(side.party) ?? null) };
}

/** Where an account is known it alone says which side this is; a name alone is a weaker side, and so is nothing. */
function sideKey(side: Side, ends: Ends): string {
  const { account, entity } = resolveSide(side, ends);
  return account ?? entity ?? 'outside';
}

/** The amount without trailing zeros, so that 100.0 and 100.00 agree. */
function amountKey({ amount }: Transfer): string {
  const text = moneyText(amount);
  return `${amount.currency} ${text.includes('.') ? text.replace(/\.?0+$/, '') : text}`;
}

function bookingKey({ transfer }: Row, ends: Ends): string {
  return [sideKey(transfer.from, ends), sideKey(transfer.to, ends), amountKey(transfer), transfer.at.date].join(' ');
}

function referencesOf({ reference, memo }: Transfer): string[] {
  const comparable = (text: string) => text.toUpperCase().replace(/\s+/g, ' ').trim();
  return [reference, memo ?? ''].map(comparable).filter((text) => text !== '');
}

function shareReference(booking: Booking, row: Row): boolean {
  const references = referencesOf(row.transfer);
  return booking.rows.some(({ transfer }) =>
    referencesOf(transfer).some((reference) => references.includes(reference)),
  );
}

/** Rows of one Source never join one another: a bank does not book one payment twice on one statement. */
function bookRows(rows: readonly Row[]): Booking[] {
  const bookings: Booking[] = [];
  for (const row of rows) {
    const open = bookings.find(
      (booking) => booking.rows.every(({ source }) => source !== row.source) && shareReference(booking, row),
    );
    if (open === undefined) bookings.push({ rows: [row] });
    else open.rows.push(row);
  }
  return bookings;
}

function possibleDoubles(bookings: readonly Booking[], ends: Ends, facts: FactSet): Finding[] {
  const [first] = bookings;
  const sources = new Set(bookings.flatMap(({ rows }) => rows.map((row) => row.source)));
  // Rows of one Source only are several payments of one kind, not one payment seen twice.
  const unmatched = bookings.filter(({ rows }) => rows.length < sources.size);
  if (first === undefined || sources.size < 2 || unmatched.length < 2) return [];
  const transfer = first.rows[0]?.transfer;
  if (transfer === undefined) return [];
  const sides = [resolveSide(transfer.from, ends), resolveSide(transfer.to, ends)];
  const finding = dataFinding(
    {
      rule: 'possible-double-booking',
      subjects: sortedUnique(sides.flatMap((side) => side.account ?? side.entity ?? [])),
      on: transfer.at.date,
      value: String(unmatched.length),
      threshold: '2',
      inputs: { amount: moneyText(transfer.amount), currency: transfer.amount.currency, sources: sources.size },
      records: unmatched.flatMap(({ rows }) => rows.map((row) => row.transfer.record)),
      innocent: 'Two equal payments on one day, each booked by one bank only.',
    },
    facts,
  );
  return [finding];
}

function firstStated<T>(rows: readonly Row[], pick: (transfer: Transfer) => T | null): T | null {
  return rows.map((row) => pick(row.transfer)).find((item) => item !== null) ?? null;
}

function resolveBooking({ rows }: Booking, ends: Ends): { readonly transfer: ResolvedTransfer; readonly row: Row }[] {
  const [row] = rows;
  if (row === undefined) return [];
  const { record: _, ...stated } = row.transfer;
  const conductor = firstStated(rows, (transfer) => transfer.conductor);
  const side = (pick: (transfer: Transfer) => Side) => {
    const resolved = rows.map(({ transfer }) => resolveSide(pick(transfer), ends));
    const entity = resolved.find((item) => item.entity !== null)?.entity ?? null;
    return { account: resolved[0]?.account ?? null, entity };
  };
  const timed = rows.find(({ transfer }) => transfer.at.micros !== null) ?? row;
  const transfer: ResolvedTransfer = {
    ...stated,
    at: timed.transfer.at,
    from: side((item) => item.from),
    to: side((item) => item.to),
    conductor: conductor === null ? null : (ends.entityOf.get(conductor) ?? null),
    memo: firstStated(rows, (item) => item.memo),
    place: firstStated(rows, (item) => item.place),
    records: sortedUnique(rows.map((item) => item.transfer.record as RecordId)),
  };
  return [{ transfer, row }];
}

/**
 * Every transfer once. Rows of different Sources are one transfer when both sides, amount, currency and date agree and
 * one non-blank reference or memo joins them; what agrees without it stays apart with a finding (interface 2).
 * Order: date, then known instants, then Source sha and row.
 */
export function bookTransfers(
  facts: FactSet,
  ends: Ends,
): { readonly transfers: ResolvedTransfer[]; readonly findings: Finding[] } {
  const rows = facts.transfers
    .map((transfer) => {
      const ref = facts.records.get(transfer.record);
      return { transfer, source: ref?.source ?? '', ordinal: ref?.ordinal ?? 0 };
    })
    .sort(
      byKeys(
        (row) => row.source,
        (row) => row.ordinal,
        (row) => row.transfer.id,
      ),
    );
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = bookingKey(row, ends);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const findings: Finding[] = [];
  const booked: { transfer: ResolvedTransfer; row: Row }[] = [];
  for (const group of groups.values()) {
    const bookings = bookRows(group);
    booked.push(...bookings.flatMap((booking) => resolveBooking(booking, ends)));
    findings.push(...possibleDoubles(bookings, ends, facts));
  }
  const inOrder = byKeys<{ transfer: ResolvedTransfer; row: Row }>(
    ({ transfer }) => transfer.at.date,
    ({ transfer }) => transfer.at.micros ?? Number.POSITIVE_INFINITY,
    ({ row }) => row.source,
    ({ row }) => row.ordinal,
    ({ transfer }) => transfer.id,
  );
  return { transfers: booked.sort(inOrder).map(({ transfer }) => transfer), findings };
}
