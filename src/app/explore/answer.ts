import { z } from 'zod';
import { err, failure, ok, type Result, type RunId } from '../../core/index.ts';
import type { OperationContext } from '../context.ts';
import { findRun } from '../operations/results.ts';
import { type Graph, LINK_KINDS, type Link, type LinkKind } from './graph.ts';
import { resultRows } from './place-keys.ts';

/** The parts of interface 3 that an expansion and a path have in common. */
export const node = z.object({ id: z.string(), type: z.enum(['entity', 'account', 'value']), label: z.string() });
export const link = z.object({
  from: z.string(),
  to: z.string(),
  kind: z.enum(LINK_KINDS),
  count: z.number(),
  facts: z.array(z.string()),
  records: z.array(z.string()),
});
export const bounds = {
  run: z.string(),
  explored: z.number(),
  truncated: z.boolean(),
  hubs: z.array(z.object({ id: z.string(), degree: z.number(), of: z.enum(['sharers', 'neighbours', 'facts']) })),
  /** Links to records that came in after the Run: another Run would show them. */
  newer: z.number(),
};
export const exploredId = z
  .string()
  .regex(/^(?:ent|acc|val)_[0-9a-f]{32}$/, 'is not the id of an entity, an account or a shared value');

/** The graph of the current Run around what is asked for. Error: NOT_FOUND, the same for absent and not visible. */
export async function graphAround(
  context: OperationContext,
  asked: readonly string[],
  kinds: readonly LinkKind[],
): Promise<Result<Graph>> {
  const head = await findRun(context, null);
  if (!head.ok) return head;
  const run = head.value.run as RunId;
  const rows = await resultRows(context.read, run, asked);
  for (const id of asked) {
    const known = rows.has(id) || (await context.read.candidates(run, [`value ${id}`])).length > 0;
    if (!known) return err(failure('NOT_FOUND', `there is no ${id} in the current Run`));
  }
  return ok({ read: context.read, run, cut: context.cut, kinds, asked });
}

/** A record for each shared value that links lead to. */
export function recordsOfValues(links: readonly Link[]): Map<string, string> {
  return new Map(
    links.flatMap(({ to, kind, records: [record] }) =>
      kind === 'shared-value' && record !== undefined ? [[to, record] as const] : [],
    ),
  );
}
