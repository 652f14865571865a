import { z } from 'zod';
import {
  dateOfMicros,
  err,
  type Failure,
  failure,
  isCurrency,
  type Json,
  ok,
  parseDate,
  parseInstant,
  parseMoney,
  type Result,
} from '../../core/index.ts';
import {
  backTarget,
  bearingOn,
  type Flow,
  type FlowLedger,
  type FlowRow,
  firstOverdraft,
  makeFlows,
  tooManyParts,
  traceBack,
  traceFlows,
} from '../../tracing/index.ts';

const name = z.string().min(1).max(200);
const ledgerEvent = z.strictObject({
  id: name,
  at: z.string(),
  from: name.optional(),
  to: name.optional(),
  amount: z.string(),
  tag: name.optional(),
});
const ledgerFile = z.strictObject({
  currency: z.string().refine(isCurrency, 'is not an ISO 4217 code'),
  events: z.array(ledgerEvent),
});

/** A ledger as it was given, and what is asked of it. */
export type LedgerQuestion = {
  readonly ledger: unknown;
  readonly overdraft: 'refuse' | 'allow';
  readonly ties: 'file' | 'both';
  readonly back: string | null;
};

/** The event that a fault stands in, by its id, or by its place where it has none. */
function eventName(raw: unknown, place: PropertyKey | undefined): string | null {
  const outline = z.object({ events: z.array(z.unknown()) }).safeParse(raw);
  if (!outline.success || typeof place !== 'number') return null;
  const event = z.looseObject({ id: name }).safeParse(outline.data.events[place]);
  return event.success ? event.data.id : `number ${place + 1}`;
}

/** What is wrong, cut where the file itself would fill it. */
function invalid(event: string | null, what: string): Result<never> {
  const where = event === null ? 'the ledger' : `event ${event}`;
  return err(failure('LEDGER_INVALID', `${where}: ${what.slice(0, 300)}`, { event }));
}

/** A date, or an instant with its offset; a local time names no instant. */
function readTime(at: string): Result<Pick<FlowRow, 'date' | 'micros'>> {
  const date = parseDate(at);
  if (date.ok) return ok({ date: date.value, micros: null });
  const instant = parseInstant(at);
  return instant.ok ? ok({ date: dateOfMicros(instant.value), micros: instant.value }) : instant;
}

function readEvent(event: z.infer<typeof ledgerEvent>, currency: string): Result<FlowRow> {
  const time = readTime(event.at);
  if (!time.ok)
    return invalid(event.id, `its time "${event.at.slice(0, 40)}" is not a date and not an instant with offset`);
  const amount = parseMoney(event.amount, currency);
  if (!amount.ok) return invalid(event.id, amount.error.message);
  const { id, from = null, to = null, tag = null } = event;
  return ok({ id, ...time.value, from, to, tag, amount: amount.value });
}

/** Reads a ledger file (interface 5). Errors: LEDGER_INVALID naming the event. */
function readLedger(raw: unknown): Result<FlowLedger> {
  const parsed = ledgerFile.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const event = eventName(raw, issue?.path[0] === 'events' ? issue.path[1] : undefined);
    const field = event === null ? issue?.path.join('.') : issue?.path.slice(2).join('.');
    return invalid(event, [field, issue?.message].filter((part) => part !== undefined && part !== '').join(': '));
  }
  const { currency, events } = parsed.data;
  const rows: FlowRow[] = [];
  for (const event of events) {
    const row = readEvent(event, currency);
    if (!row.ok) return row;
    rows.push(row.value);
  }
  return makeFlows(rows, currency);
}

/** What would take too long or too much memory to answer: a file may be small and its answer not. */
function limitOf({ events }: FlowLedger, back: readonly Flow[]): Failure | null {
  const tags = new Set(events.flatMap(({ tag }) => tag ?? [])).size;
  return (
    tooManyParts(events.length, tags) ?? tooManyParts(back.length, back.filter(({ from }) => from === null).length)
  );
}

function traced(ledger: FlowLedger, { overdraft, ties, back }: LedgerQuestion): Result<Json> {
  const overdrawn = overdraft === 'allow' ? null : firstOverdraft(ledger);
  if (overdrawn !== null) {
    const { id, from } = overdrawn;
    return err(failure('OVERDRAWN', `event ${id} takes more than ${from} holds`, { event: id, account: from }));
  }
  const target = back === null ? null : backTarget(ledger, back);
  if (back !== null && target === null)
    return err(failure('NOT_FOUND', `--back: the ledger has no account and no event "${back}"`));
  const limit = limitOf(ledger, target === null ? [] : bearingOn(ledger.events, target));
  if (limit !== null) return err(limit);
  const { methods, spread, overdrawn: holes, ties: pairs, broken, warnings } = traceFlows(ledger, { ties });
  return ok({
    currency: ledger.currency,
    methods,
    spread,
    overdrawn: holes,
    ties: pairs,
    broken,
    warnings,
    ...(target === null ? {} : { back: traceBack(ledger, target) }),
  } as Json);
}

/** Traces a ledger. The question is a JSON text, which a thread is handed at once and an object piece by piece. */
export function answerLedger(text: string): Result<Json> {
  const question = JSON.parse(text) as LedgerQuestion;
  const ledger = readLedger(question.ledger);
  return ledger.ok ? traced(ledger.value, question) : ledger;
}
