import {
  compareMoney,
  type DateText,
  err,
  type Failure,
  failure,
  type Money,
  minorDigits,
  ok,
  type Result,
  zeroMoney,
} from '../core/index.ts';

/**
 * One movement of a ledger over any number of accounts. No `from` is money from outside with the `tag` of whose it is
 * (`own`, or a claim); no `to` leaves the ledger. `units` are positive minor units at the ledger's scale; `micros` is the
 * instant where it is known.
 */
export type Flow = {
  readonly id: string;
  readonly date: DateText;
  readonly micros: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly units: bigint;
  readonly tag: string | null;
};

/** Movements of one currency in the order in which they apply. */
export type FlowLedger = { readonly currency: string; readonly scale: number; readonly events: readonly Flow[] };

/** A movement as a ledger file states it, before it is put on the common scale. */
export type FlowRow = Omit<Flow, 'units'> & { readonly amount: Money };

function invalid(event: string, what: string): { readonly ok: false; readonly error: Failure } {
  return err(failure('LEDGER_INVALID', `event ${event}: ${what}`, { event }));
}

/** What is wrong with one row by itself, or null. */
function faultOf({ from, to, tag, amount }: FlowRow): string | null {
  if (from === null && to === null) return 'it has neither from nor to';
  if (from !== null && from === to) return 'from and to are the same account';
  if (from === null && tag === null) return 'money from outside needs a tag: "own", or whose claim it is';
  if (from !== null && tag !== null) return 'only money from outside has a tag';
  if (compareMoney(amount, zeroMoney(amount.currency)) <= 0) return 'the amount is not positive';
  return null;
}

/** The last row above that a row must not stand before: of its own date the last one with an instant, when it has one too. */
type Last = { readonly any: FlowRow; readonly instant: FlowRow | null };

function isBefore(row: FlowRow, { any, instant }: Last): boolean {
  if (row.date !== any.date) return row.date < any.date;
  return row.micros !== null && instant !== null && instant.micros !== null && row.micros < instant.micros;
}

function lastAfter(row: FlowRow, last: Last | null): Last {
  if (row.micros !== null) return { any: row, instant: row };
  return { any: row, instant: last?.any.date === row.date ? last.instant : null };
}

/**
 * Checks the rows and puts them on one scale, that of the row with most decimals. Errors: LEDGER_INVALID naming the first
 * event that is wrong by itself, repeats an id or stands before an earlier one.
 */
export function makeFlows(rows: readonly FlowRow[], currency: string): Result<FlowLedger> {
  const seen = new Set<string>();
  let last: Last | null = null;
  let scale = minorDigits(currency);
  for (const row of rows) {
    const fault = faultOf(row);
    if (fault !== null) return invalid(row.id, fault);
    if (seen.has(row.id)) return invalid(row.id, 'its id stands twice');
    if (last !== null && isBefore(row, last))
      return invalid(
        row.id,
        `it is dated before ${(row.date === last.any.date ? last.instant : last.any)?.id} above it`,
      );
    seen.add(row.id);
    scale = Math.max(scale, row.amount.scale);
    last = lastAfter(row, last);
  }
  const events = rows.map(({ amount, ...row }) => ({
    ...row,
    units: amount.units * 10n ** BigInt(scale - amount.scale),
  }));
  return ok({ currency, scale, events });
}
