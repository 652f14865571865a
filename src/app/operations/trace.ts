import { z } from 'zod';
import { err, failure, ok, operation, sha256Hex } from '../../core/index.ts';
import { type FlowTrace, type Sources, TRACE_METHODS } from '../../tracing/index.ts';
import type { LedgerQuestion } from '../analysis/ledger.ts';
import { DEFAULT_PARAMETERS } from '../analysis/pipeline.ts';
import type { AppOperation } from '../context.ts';
import { factBlocks } from '../facts-loader.ts';
import { jsonText } from '../json-text.ts';

const method = z.enum(TRACE_METHODS);
const ledgerInput = z.strictObject({
  ledger: z.unknown(),
  method: method.nullable().default(null),
  overdraft: z.enum(['refuse', 'allow']).default('refuse'),
  ties: z.enum(['file', 'both']).default('file'),
  back: z.string().nullable().default(null),
});
type LedgerInput = z.infer<typeof ledgerInput>;

function textOf({ ledger, overdraft, ties, back }: LedgerInput): string | null {
  return jsonText({ ledger, overdraft, ties, back } satisfies LedgerQuestion);
}

const ledgerOutput = z.looseObject({
  currency: z.string(),
  method: method.nullable(),
  methods: z.custom<FlowTrace['methods']>((value) => typeof value === 'object' && value !== null),
  // No record of zod's: it drops an account with the name __proto__.
  spread: z.custom<FlowTrace['spread']>((value) => typeof value === 'object' && value !== null),
  ties: z.array(z.tuple([z.string(), z.string()])),
  broken: z.array(z.unknown()),
  back: z.custom<Sources>((value) => typeof value === 'object' && value !== null).optional(),
});
export type LedgerTraceOutput = z.infer<typeof ledgerOutput>;

/**
 * Traces the claims of a ledger file by all seven methods. It reads nothing of the home, but a ledger may be a victim's:
 * it is asked for with a purpose and logged, by its hash alone.
 */
export const traceLedgerFile: AppOperation<LedgerInput, LedgerTraceOutput> = operation({
  name: 'trace.ledger',
  input: ledgerInput,
  output: ledgerOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: (input) => sha256Hex(textOf(input) ?? 'unreadable'),
  isGuessable: () => true,
  run: async ({ engine }, input) => {
    const text = textOf(input);
    if (text === null) return err(failure('LEDGER_INVALID', 'the ledger: it is nested too deep', { event: null }));
    const answer = await engine.ledger(text);
    return answer.ok ? ok({ ...(answer.value as LedgerTraceOutput), method: input.method }) : answer;
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
