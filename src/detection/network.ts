import { byKeys, makeId, sortedUnique } from '../core/index.ts';
import { classesOfRecords } from '../facts/index.ts';
import { amountText, sumTicks } from './amounts.ts';
import type { Relations } from './control-links.ts';
import type { JudgedCandidate } from './draft.ts';
import { explain } from './explanation.ts';
import { isCashIn, isCashOut, type Movement } from './movement.ts';
import { kindsOf } from './network-kinds.ts';
import type { NetworkDraft } from './roles/index.ts';
import type { Network, NetworkMember, RoleHypothesis } from './types.ts';
import { flowOf, type View } from './view.ts';

/** Below this co-membership a node is shown as an uncertain member (detection 3.3). */
const UNCERTAIN_BELOW = 0.6;

/** A candidate with its verdict, and for a flagged one what is held of its people. */
export type Assessed = {
  readonly judged: JudgedCandidate;
  readonly draft: NetworkDraft | null;
  readonly roles: readonly RoleHypothesis[];
};

/** Money over the members' accounts in the currency that moves most often; what moves inside is neither in nor out. */
function totalsOf(view: View, judged: JudgedCandidate): Network['totals'] {
  const own = new Set(judged.accounts);
  const flows = judged.accounts.map((id) => flowOf(view, id));
  const moves = [...new Set(flows.flatMap((flow) => [...flow.credits, ...flow.debits]))];
  const counts = new Map<string, number>();
  for (const move of moves) counts.set(move.currency, (counts.get(move.currency) ?? 0) + 1);
  const [[currency] = ['USD']] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const sum = (pick: (move: Movement) => boolean) =>
    amountText(sumTicks(moves.filter((move) => move.currency === currency && pick(move))), currency);
  const inside = (id: Movement['from']['account']) => id !== null && own.has(id);
  return {
    inflow: sum((move) => inside(move.to.account) && !inside(move.from.account)),
    outflow: sum((move) => inside(move.from.account) && !inside(move.to.account)),
    cash: sum((move) => isCashIn(move) || isCashOut(move)),
    currency,
  };
}

function membersOf({ candidate, entities, accounts }: JudgedCandidate): NetworkMember[] {
  const persons = entities.map((id): NetworkMember => {
    const membership = candidate.members.get(id) ?? 0;
    return { type: 'entity', id, membership, uncertain: membership < UNCERTAIN_BELOW };
  });
  return [...persons, ...accounts.map((id): NetworkMember => ({ type: 'account', id }))];
}

/** The result row of one candidate. Its id is the hash of its sorted members (interface 3). */
export function networkOf(relations: Relations, { judged, draft, roles }: Assessed): Network {
  const { candidate, hits, fact, verdict } = judged;
  const records = sortedUnique([
    ...judged.findings.flatMap((finding) => finding.records),
    ...fact.records,
    ...roles.flatMap((item) => item.records),
  ]);
  return {
    id: makeId('net', [...judged.entities, ...judged.accounts].sort()),
    rank: 0,
    flagged: verdict.flagged,
    kinds: kindsOf(candidate.cores, judged.findings),
    score: verdict.score,
    families: hits.map((hit) => hit.family),
    familiesNotComputed: judged.notComputed,
    explanation: explain(verdict, hits, fact, judged.notComputed),
    whyNotFlagged: verdict.whyNot,
    decisiveFact: { stands: fact.stands, text: fact.text, records: sortedUnique(fact.records) },
    stability: candidate.stability,
    members: membersOf(judged),
    findings: judged.findings.map((finding) => finding.id),
    records,
    totals: totalsOf(relations.view, judged),
    roles,
    controlFacts: [...(draft?.standings.values() ?? [])].flatMap((standing) => standing.facts),
    classes: classesOfRecords(records, relations.view.input.facts),
  };
}

/** Flagged first, then score, then id; two candidates with the same members are one network. */
export function rankNetworks(networks: readonly Network[]): Network[] {
  const order = byKeys<Network>(
    (network) => (network.flagged ? 0 : 1),
    (network) => -network.score,
    (network) => network.id,
  );
  const byId = new Map([...networks].sort(order).map((network) => [network.id, network]));
  return [...byId.values()].sort(order).map((network, i) => ({ ...network, rank: i + 1 }));
}
