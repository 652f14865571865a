import { z } from 'zod';
import { canonicalJson, err, failure, ok, operation, sha256Hex } from '../../core/index.ts';
import type { AppOperation } from '../context.ts';
import { factBlocks } from '../facts-loader.ts';
import { parametersOf } from './lead.ts';
import { findResult, findRun } from './results.ts';

const text = z.string().trim().min(2).max(4000);
const certification = z.strictObject({
  certifiedBy: text,
  title: text,
  agency: text,
  contact: text,
  on: text,
  suspicion: text,
  credibleEvidence: text,
});
const input = z.strictObject({ network: z.string(), certification: certification.nullable().default(null) });
const output = z.record(z.string(), z.unknown());

/** Proposals of OFAC blocking, section 311 and a GTO about a network; with a certification a 314(a) draft as well. */
export const leadSanctions: AppOperation<z.infer<typeof input>, z.infer<typeof output>> = operation({
  name: 'lead.sanctions',
  input,
  output,
  access: { action: 'lead.draft', mode: 'read', protectedData: true },
  key: (asked) => sha256Hex(canonicalJson(asked)),
  run: async (context, asked) => {
    const head = await findRun(context, null);
    if (!head.ok) return head;
    const found = await findResult(context, head.value.run, asked.network);
    if (found?.kind !== 'network') return err(failure('NOT_FOUND', `there is no network ${asked.network}`));
    const facts = factBlocks(context.read, context.cut);
    const answer = await context.engine.answer(facts, parametersOf(head.value), { kind: 'sanctions', ...asked });
    return answer.ok ? ok(answer.value as z.infer<typeof output>) : answer;
  },
});
