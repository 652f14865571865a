import { type AccountId, byKeys, type EntityId, type RecordId, sortedUnique } from '../core/index.ts';
import { ratio, type Ticks } from './amounts.ts';
import { edgeStrength } from './control.ts';
import { flowHubs, signerHubs } from './hubs.ts';
import { isCashIn, isCashOut, type Movement } from './movement.ts';
import { isDocumentedPayee } from './pay-cycles.ts';
import { agentsByTrade } from './roles/agents.ts';
import { isPerson, type View } from './view.ts';

/** A node of the multiplex graph: an entity, or an account that no record gives to anyone. */
export type NodeId = EntityId | AccountId;

export type TieKind = 'owner' | 'signatory' | 'contact' | 'flow' | 'person-flow' | 'conductor';

/** One reason to hold that two nodes belong together. `weight` is in (0, 1], before the weight of its layer. */
export type Tie = {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: TieKind;
  readonly weight: number;
  readonly records: readonly RecordId[];
};

/** Starting weights of the layers (detection 3.3); to be fitted on confirmed pairs, never on the flag itself. */
export const LAYER_WEIGHT: Readonly<Record<TieKind, number>> = {
  owner: 1,
  signatory: 1,
  conductor: 0.8,
  contact: 0.6,
  'person-flow': 0.6,
  flow: 0.5,
};

const MIN_PAYMENTS = 2;
const MIN_FLOW_WEIGHT = 0.05;
const MIN_CASH_SHARE = 0.2;
const ADDRESS_FACTOR = 0.5;

/** Purposes of ordinary trade: such money passes between strangers. What people write on a memo explains nothing. */
const EXPLAINED = new Set(['wage', 'payroll-tax', 'processor', 'ad']);

export function nodeOf(actor: { readonly account: AccountId | null; readonly entity: EntityId | null }): NodeId | null {
  return actor.entity ?? actor.account;
}

/** A signature or a seat that is sold as a service binds nobody to the client: agents by trade are left out. */
function ownerTies(view: View, agents: ReadonlySet<EntityId>): Tie[] {
  return view.input.ownership.edges.flatMap((edge) => {
    const strength = edgeStrength(edge);
    // A stated control without a share binds as a quarter does: it is at least a beneficial interest.
    const weight = strength === 0 && edge.economic === null ? 0.25 : strength;
    const isService = strength === 0 && agents.has(edge.owner);
    if (weight < 0.25 || isService) return [];
    return [{ from: edge.owner, to: edge.subject, kind: 'owner' as const, weight, records: edge.records }];
  });
}

function signatoryTies(view: View, agents: ReadonlySet<EntityId>): Tie[] {
  const hubs = signerHubs(view);
  const ties: Tie[] = [];
  for (const account of view.accounts.values()) {
    const owners = view.ownersOf.get(account.id) ?? [];
    const others = [...(view.signersOf.get(account.id) ?? []), ...owners.slice(1)];
    for (const signer of sortedUnique(others)) {
      const records = account.holders.filter((holder) => holder.entity === signer).flatMap((holder) => holder.records);
      for (const owner of owners) {
        if (owner === signer || hubs.has(signer) || (agents.has(signer) && !agents.has(owner))) continue;
        ties.push({ from: signer, to: owner, kind: 'signatory', weight: 1, records });
      }
    }
  }
  return ties;
}

function contactTies(view: View): Tie[] {
  return view.contacts.flatMap((contact) => {
    if (contact.isHub) return [];
    const weight = contact.weight * (contact.kind === 'address' ? ADDRESS_FACTOR : 1);
    return contact.holders.flatMap((from, i) =>
      contact.holders
        .slice(i + 1)
        .map((to) => ({ from, to, kind: 'contact' as const, weight, records: contact.records })),
    );
  });
}

type Stream = { from: NodeId; to: NodeId; total: Ticks; count: number; records: RecordId[] };

function streamsOf(movements: readonly Movement[]): Stream[] {
  const streams = new Map<string, Stream>();
  for (const movement of movements) {
    const [from, to] = [nodeOf(movement.from), nodeOf(movement.to)];
    if (from === null || to === null || from === to) continue;
    const key = `${from} ${to}`;
    const stream: Stream = streams.get(key) ?? { from, to, total: 0n, count: 0, records: [] };
    stream.total += movement.amount;
    stream.count++;
    stream.records.push(...movement.records);
    streams.set(key, stream);
  }
  return [...streams.values()];
}

function addTo(sums: Map<NodeId, Ticks>, node: NodeId, amount: Ticks): void {
  sums.set(node, (sums.get(node) ?? 0n) + amount);
}

/** Unexplained money: the smaller of the payer's share of what it pays out and the payee's share of what it takes in. */
function flowTies(view: View): Tie[] {
  const hubs = flowHubs(view);
  const isHub = (node: NodeId | null) => node !== null && hubs.has(node as EntityId);
  const open = view.movements.filter(
    (item) =>
      !EXPLAINED.has(item.reading.purpose) &&
      !isDocumentedPayee(view, item) &&
      !isHub(nodeOf(item.from)) &&
      !isHub(nodeOf(item.to)),
  );
  const streams = streamsOf(open);
  const [out, into] = [new Map<NodeId, Ticks>(), new Map<NodeId, Ticks>()];
  for (const stream of streams) {
    addTo(out, stream.from, stream.total);
    addTo(into, stream.to, stream.total);
  }
  return streams.flatMap(({ from, to, total, count, records }) => {
    const weight = Math.min(ratio(total, out.get(from) ?? total) ?? 0, ratio(total, into.get(to) ?? total) ?? 0);
    if (count < MIN_PAYMENTS || weight < MIN_FLOW_WEIGHT) return [];
    const persons = isPerson(view, from as EntityId) && isPerson(view, to as EntityId);
    return [{ from, to, kind: persons ? ('person-flow' as const) : ('flow' as const), weight, records }];
  });
}

/** Who moves a fifth or more of the cash of someone else's account: an occasional payer is a customer, not a hand. */
function conductorTies(view: View): Tie[] {
  const ties: Tie[] = [];
  for (const [account, flow] of view.flows) {
    const [owner] = view.ownersOf.get(account) ?? [];
    if (owner === undefined) continue;
    const cash = [...flow.credits.filter(isCashIn), ...flow.debits.filter(isCashOut)];
    const byConductor = new Map<EntityId, Movement[]>();
    for (const move of cash) {
      if (move.conductor === null || move.conductor === owner) continue;
      byConductor.set(move.conductor, [...(byConductor.get(move.conductor) ?? []), move]);
    }
    for (const [conductor, moves] of byConductor) {
      if (moves.length < MIN_PAYMENTS || moves.length / cash.length < MIN_CASH_SHARE) continue;
      const records = moves.flatMap((move) => move.records);
      ties.push({ from: conductor, to: owner, kind: 'conductor', weight: moves.length / cash.length, records });
    }
  }
  return ties;
}

/** All ties of a Run in a total order. */
export function buildTies(view: View): Tie[] {
  const agents = agentsByTrade(view);
  return [
    ...ownerTies(view, agents),
    ...signatoryTies(view, agents),
    ...contactTies(view),
    ...flowTies(view),
    ...conductorTies(view),
  ].sort(
    byKeys(
      (tie) => tie.from,
      (tie) => tie.to,
      (tie) => tie.kind,
      (tie) => tie.records[0] ?? '',
    ),
  );
}
