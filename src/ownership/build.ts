import { byKeys, type DateText, type EntityId, groupBy, sortedUnique } from '../core/index.ts';
import type { FactSet } from '../facts/index.ts';
import type { Resolution } from '../resolution/index.ts';
import { answerFor, prepare } from './answer.ts';
import { applyDeclaredTotals, type DeclaredTotals } from './declared-totals.ts';
import { holdingsInForce } from './in-force.ts';
import { type Listed, listedOn } from './listed.ts';
import { buildNetwork, type Network, type ShareEdge } from './network.ts';
import { type BlockedView, ofac50For, viewBlocked } from './ofac50.ts';
import { buildStakes, type Stake } from './stakes.ts';
import { statementFindings } from './statement-findings.ts';
import type { Ownership, OwnershipEdge } from './types.ts';

const pairOf = ({ owner, subject }: { readonly owner: string; readonly subject: string }) => `${owner} ${subject}`;

function byPair(edges: readonly ShareEdge[]): ReadonlyMap<string, ShareEdge> {
  return new Map(edges.map((edge) => [pairOf(edge), edge]));
}

/** One edge for each pair that a record joins; declared totals only where they stand in for their chain. */
function ownershipEdges(stakes: readonly Stake[], { network, used }: DeclaredTotals): OwnershipEdge[] {
  const economic = byPair(network.economic);
  const votes = byPair(network.votes);
  const counted = stakes.filter((stake) => !stake.indirect || used.includes(stake) || network.control.includes(stake));
  const edges = [...groupBy(counted, pairOf)].flatMap(([pair, held]): OwnershipEdge[] => {
    const [first] = held;
    if (first === undefined) return [];
    const types = held.flatMap(({ types: stated, indirect }) =>
      stated.map((type) => (indirect ? `declared indirect ${type}` : type)),
    );
    return [
      {
        owner: first.owner,
        subject: first.subject,
        economic: economic.get(pair)?.share ?? null,
        voting: votes.get(pair)?.share ?? null,
        basis: sortedUnique(types).join(', '),
        records: sortedUnique(held.flatMap((stake) => stake.records)),
      },
    ];
  });
  return edges.sort(
    byKeys(
      (edge) => edge.subject,
      (edge) => edge.owner,
    ),
  );
}

/** The 50 percent rule, worked out when it is first asked for: most Runs never ask. */
function askOfac50(
  network: Network,
  findListed: () => ReadonlyMap<EntityId, Listed> | null,
  { entities }: Resolution,
): Ownership['ofac50'] {
  let view: BlockedView | null = null;
  return (id) => {
    view ??= viewBlocked(network, findListed());
    return ofac50For(entities.find((entity) => entity.id === id) ?? { id, kind: 'unknown' }, view);
  };
}

/**
 * Who holds what of whom on `asOf`: edges in force, and answers about any entity. Shares and votes stay apart, a share
 * nobody states stays unknown, and control does not multiply (ownership-and-resolution 3). An answer costs one pass over
 * the owners above its entity and one dense solve for each loop among them.
 */
export function buildOwnership(facts: FactSet, resolution: Resolution, asOf: DateText): Ownership {
  const inForce = holdingsInForce(facts, resolution, asOf);
  const stakes = buildStakes(inForce);
  const totals = applyDeclaredTotals(stakes, buildNetwork(stakes, inForce), { facts, resolution });
  const prepared = prepare(stakes, totals, asOf);
  return {
    asOf,
    edges: ownershipEdges(stakes, totals),
    answer: (entity) => answerFor(entity, prepared),
    ofac50: askOfac50(totals.network, () => listedOn(facts, resolution, asOf), resolution),
    findings: statementFindings(stakes, totals, facts),
  };
}
