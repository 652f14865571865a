import { z } from 'zod';
import { err, failure, ok, operation } from '../../core/index.ts';
import type { AppOperation } from '../context.ts';
import { bounds, exploredId, graphAround, link, node, recordsOfValues } from '../explore/answer.ts';
import { describe } from '../explore/describe.ts';
import { LINK_KINDS, PATH_DEPTH } from '../explore/graph.ts';
import { moneyPaths } from '../explore/money-paths.ts';
import { shortestPaths } from '../explore/paths.ts';

const input = z.strictObject({
  from: exploredId,
  to: exploredId,
  money: z.boolean().default(false),
  depth: z.number().int().min(1).max(PATH_DEPTH.most).default(PATH_DEPTH.usual),
});
const output = z.object({
  ...bounds,
  results: z.array(z.object({ length: z.number(), nodes: z.array(node), links: z.array(z.array(link)) })),
});
export type PathOutput = z.infer<typeof output>;

/** How two of them hang together: the shortest paths; with `money` only from payer to payee. */
export const path: AppOperation<z.infer<typeof input>, PathOutput> = operation({
  name: 'path',
  input,
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ from, to }) => `${from} ${to}`,
  run: async (context, { from, to, money, depth }) => {
    if (from === to) return err(failure('BAD_INPUT', 'path: give two different ids'));
    const graph = await graphAround(context, [from, to], money ? ['transfer'] : LINK_KINDS);
    if (!graph.ok) return graph;
    const found = money
      ? await moneyPaths(graph.value, { from, to }, depth)
      : await shortestPaths(graph.value, { from: [from], to: [to], directed: false }, depth);
    const links = found.paths.flatMap((item) => item.links.flat());
    const shown = await describe(
      graph.value,
      [...new Set(found.paths.flatMap(({ nodes }) => nodes))],
      recordsOfValues(links),
    );
    return ok({
      run: graph.value.run,
      explored: found.explored,
      truncated: found.truncated,
      hubs: [...found.hubs],
      newer: found.newer,
      results: found.paths.map((item) => ({
        length: item.links.length,
        nodes: item.nodes.flatMap((id) => shown.get(id) ?? []),
        links: item.links.map((step) =>
          step.map((one) => ({ ...one, facts: [...one.facts], records: [...one.records] })),
        ),
      })),
    });
  },
});
