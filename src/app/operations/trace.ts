import { z } from 'zod';
import {
  dateOfMicros,
  err,
  failure,
  isCurrency,
  ok,
  operation,
  parseDate,
  parseInstant,
  parseMoney,
  type Result,
  sha256Hex,
} from '../../core/index.ts';
import {
  backTarget,
  type FlowLedger,
  type FlowRow,
  type FlowTrace,
  firstOverdraft,
  makeFlows,
  type Sources,
  TRACE_METHODS,
  traceBack,
  traceFlows,
} from '../../tracing/index.ts';
import { DEFAULT_PARAMETERS } from '../analysis/pipeline.ts';
import type { AppOperation } from '../context.ts';
import { factBlocks } from '../facts-loader.ts';

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

const method = z.enum(TRACE_METHODS);
const ledgerInput = z.strictObject({
  ledger: z.unknown(),
  method: method.nullable().default(null),
  overdraft: z.enum(['refuse', 'allow']).default('refuse'),
  ties: z.enum(['file', 'both']).default('file'),
  back: z.string().nullable().default(null),
});
type LedgerInput = z.infer<typeof ledgerInput>;

const ledgerOutput = z.looseObject({
  currency: z.string(),
  method: method.nullable(),
  methods: z.custom<FlowTrace['methods']>((value) => typeof value === 'object' && value !== null),
  spread: z.record(z.string(), z.tuple([z.string(), z.string()])),
  ties: z.array(z.tuple([z.string(), z.string()])),
  broken: z.array(z.unknown()),
  back: z.custom<Sources>((value) => typeof value === 'object' && value !== null).optional(),
});
export type LedgerTraceOutput = z.infer<typeof ledgerOutput>;

/** The event that a fault stands in, by its id, or by its place where it has none. */
function eventName(raw: unknown, place: PropertyKey | undefined): string | null {
  const outline = z.object({ events: z.array(z.unknown()) }).safeParse(raw);
  if (!outline.success || typeof place !== 'number') return null;
  const event = z.looseObject({ id: z.string().min(1) }).safeParse(outline.data.events[place]);
  return event.success ? event.data.id : `number ${place + 1}`;
}

function invalid(event: string | null, what: string): Result<never> {
  return err(failure('LEDGER_INVALID', event === null ? `the ledger: ${what}` : `event ${event}: ${what}`, { event }));
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

function traced(ledger: FlowLedger, { method: chosen, overdraft, ties, back }: LedgerInput): Result<LedgerTraceOutput> {
  const overdrawn = overdraft === 'allow' ? null : firstOverdraft(ledger);
  if (overdrawn !== null) {
    const { id, from } = overdrawn;
    return err(failure('OVERDRAWN', `event ${id} takes more than ${from} holds`, { event: id, account: from }));
  }
  const target = back === null ? null : backTarget(ledger, back);
  if (back !== null && target === null)
    return err(failure('NOT_FOUND', `--back: the ledger has no account and no event "${back}"`));
  const { methods, spread, overdrawn: holes, ties: pairs, broken, warnings } = traceFlows(ledger, { ties });
  return ok({
    currency: ledger.currency,
    method: chosen,
    methods,
    spread: spread as LedgerTraceOutput['spread'],
    overdrawn: holes,
    ties: pairs as LedgerTraceOutput['ties'],
    broken: [...broken],
    warnings,
    ...(target === null ? {} : { back: traceBack(ledger, target) }),
  });
}

/**
 * Traces the claims of a ledger file by all seven methods. It reads nothing of the home, but a ledger may be a victim's:
 * it is asked for with a purpose and logged, by its hash alone.
 */
export const traceLedgerFile: AppOperation<LedgerInput, LedgerTraceOutput> = operation({
  name: 'trace.ledger',
  input: ledgerInput,
  output: ledgerOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: (input) => sha256Hex(JSON.stringify(input)),
  run: async (_context, input) => {
    const ledger = readLedger(input.ledger);
    return ledger.ok ? traced(ledger.value, input) : ledger;
  },
});

const accountInput = z.strictObject({
  account: z.string(),
  taint: z.array(z.string()).min(1).max(10_000),
  method: method.nullable().default(null),
});
const texts = z.array(z.string());
const accountOutput = z.looseObject({
  account: z.string(),
  currency: z.string(),
  method: method.nullable(),
  opening: z.looseObject({ amount: z.string(), known: z.boolean() }),
  claims: z.array(
    z.object({
      record: z.string(),
      date: z.string(),
      amount: z.string(),
      tag: z.string(),
      fungibleDeadline: z.string(),
      reachableWithoutTracing: z.boolean(),
    }),
  ),
  methods: z.record(z.string(), z.looseObject({ tainted: z.string(), interval: z.tuple([z.string(), z.string()]) })),
  broken: z.array(z.tuple([z.string(), z.string()])),
  cappedAt: z.string().nullable(),
  warnings: z.array(z.looseObject({ code: z.string(), message: z.string() })),
  worksheet: z.object({ header: texts, rows: z.array(texts) }),
});
export type AccountTraceOutput = z.infer<typeof accountOutput>;

/** Traces the credits that records of the home state, through the account that they came into. */
export const traceAccount: AppOperation<z.infer<typeof accountInput>, AccountTraceOutput> = operation({
  name: 'trace.account',
  input: accountInput,
  output: accountOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ account, taint }) => `${account} ${sha256Hex(taint.join(' '))}`,
  run: async ({ engine, read, cut }, { account, taint, method: chosen }) => {
    const parameters = { ...DEFAULT_PARAMETERS, until: 'resolution' as const };
    const question = { kind: 'trace' as const, account, taint };
    const answer = await engine.answer(factBlocks(read, cut), parameters, question);
    return answer.ok ? ok({ ...(answer.value as AccountTraceOutput), method: chosen }) : answer;
  },
});
