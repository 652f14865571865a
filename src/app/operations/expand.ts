import { z } from 'zod';
import { ok, operation } from '../../core/index.ts';
import type { AppOperation } from '../context.ts';
import { bounds, exploredId, graphAround, link, node, recordsOfValues } from '../explore/answer.ts';
import { describe } from '../explore/describe.ts';
import { expandFrom } from '../explore/expand.ts';
import { DEPTH, LINK_KINDS, MOST_NODES } from '../explore/graph.ts';

const input = z.strictObject({
  id: exploredId,
  depth: z.number().int().min(1).max(DEPTH.most).default(DEPTH.usual),
  kinds: z
    .array(z.enum(LINK_KINDS))
    .min(1)
    .default([...LINK_KINDS]),
  limit: z.number().int().min(1).max(MOST_NODES).default(MOST_NODES),
});
const output = z.object({
  ...bounds,
  results: z.array(node.extend({ depth: z.number() })),
  links: z.array(link),
});
export type ExpandOutput = z.infer<typeof output>;

/** What lies around an entity, an account or a shared value: bounded, and honest about where it stopped (peers 6). */
export const expand: AppOperation<z.infer<typeof input>, ExpandOutput> = operation({
  name: 'expand',
  input,
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ id }) => id,
  run: async (context, { id, depth, kinds, limit }) => {
    const graph = await graphAround(context, [id], kinds);
    if (!graph.ok) return graph;
    const { nodes, links, hubs, truncated, newer } = await expandFrom(graph.value, depth, limit);
    const shown = await describe(
      graph.value,
      nodes.map((item) => item.id),
      recordsOfValues(links),
    );
    return ok({
      run: graph.value.run,
      explored: nodes.length,
      truncated,
      hubs: [...hubs],
      newer,
      results: nodes.flatMap((item) => {
        const described = shown.get(item.id);
        return described === undefined ? [] : [{ ...described, depth: item.depth }];
      }),
      links: links.map((item) => ({ ...item, facts: [...item.facts], records: [...item.records] })),
    });
  },
});
