import type { EntityId, RecordId } from '../core/index.ts';
import type { OwnershipEdge } from '../ownership/index.ts';
import type { View } from './view.ts';

/** From this share on an owner is a beneficial owner (31 CFR 1010.380(d): 25 percent). */
const BENEFICIAL_PERCENT = 25;
const MAX_STEPS = 8;

export type Stake = { readonly organisation: EntityId; readonly records: readonly RecordId[] };

/** The lower bound of what an edge gives, as a fraction; voting above half counts as whole control. */
export function edgeStrength(edge: OwnershipEdge): number {
  const voting = edge.voting === null ? 0 : edge.voting.lo > 50 ? 1 : edge.voting.lo / 100;
  const economic = edge.economic === null ? 0 : edge.economic.lo / 100;
  return Math.max(voting, economic);
}

function edgesByOwner(view: View): Map<EntityId, OwnershipEdge[]> {
  const edges = new Map<EntityId, OwnershipEdge[]>();
  for (const edge of view.input.ownership.edges) {
    const list = edges.get(edge.owner) ?? [];
    list.push(edge);
    edges.set(edge.owner, list);
  }
  return edges;
}

/**
 * Organisations in which each owner holds 25 percent or more, directly or along a chain whose product stays at or above
 * it. Only what records state counts: unknown is not zero, and not ownership either.
 */
export function declaredStakes(view: View): Map<EntityId, Stake[]> {
  const edges = edgesByOwner(view);
  const stakes = new Map<EntityId, Stake[]>();
  for (const owner of edges.keys()) {
    const found = new Map<EntityId, { strength: number; records: RecordId[] }>();
    let front = [{ at: owner, strength: 1, records: [] as RecordId[] }];
    for (let step = 0; step < MAX_STEPS && front.length > 0; step++) {
      front = front.flatMap((from) =>
        (edges.get(from.at) ?? []).flatMap((edge) => {
          const strength = from.strength * edgeStrength(edge);
          const known = found.get(edge.subject)?.strength ?? 0;
          if (strength * 100 < BENEFICIAL_PERCENT || strength <= known || edge.subject === owner) return [];
          const reached = { at: edge.subject, strength, records: [...from.records, ...edge.records] };
          found.set(edge.subject, reached);
          return [reached];
        }),
      );
    }
    stakes.set(
      owner,
      [...found].map(([organisation, { records }]) => ({ organisation, records })),
    );
  }
  return stakes;
}
