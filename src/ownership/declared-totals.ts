import { byKeys, type EntityId, groupBy, type PartyId, type Share } from '../core/index.ts';
import type { FactSet } from '../facts/index.ts';
import type { Resolution } from '../resolution/index.ts';
import { integratedShares } from './integrated.ts';
import type { Network, ShareEdge } from './network.ts';
import type { Stake } from './stakes.ts';

/** Percent by which a declared total may differ from its chain before the two are said to disagree. */
const TOLERANCE = 0.5;
const EXACT = 1e-6;

export type DeclaredTotals = {
  readonly network: Network;
  /** Totals that stand in for a chain without numbers. */
  readonly used: readonly Stake[];
  /** Bounds that a declared total narrows, by "owner subject". */
  readonly narrowed: ReadonlyMap<string, Share>;
  /** Companies that a used total runs through: their own share is part of it. */
  readonly through: ReadonlySet<EntityId>;
  readonly disagreeing: readonly { readonly stake: Stake; readonly computed: Share }[];
};

function overlap(a: Share, b: Share): Share | null {
  const [lo, hi] = [Math.max(a.lo, b.lo), Math.min(a.hi, b.hi)];
  return lo <= hi ? { lo, hi } : null;
}

function agrees(declared: Share, computed: Share): boolean {
  return overlap({ lo: declared.lo - TOLERANCE, hi: declared.hi + TOLERANCE }, computed) !== null;
}

/** The Entities that the components of declared totals name: records of the same Source with that BODS record id. */
function componentEntities(stakes: readonly Stake[], facts: FactSet, resolution: Resolution): ReadonlySet<EntityId> {
  const wanted = new Set<string>();
  for (const { holding } of stakes.flatMap((stake) => stake.holdings)) {
    const source = facts.records.get(holding.record)?.source ?? '';
    for (const component of holding.componentRecords) wanted.add(`${source} ${component}`);
  }
  if (wanted.size === 0) return new Set();
  const named: PartyId[] = facts.parties
    .filter(({ record, identifiers }) => {
      const source = facts.records.get(record)?.source ?? '';
      return identifiers.some(({ type, value }) => type === 'bods-record' && wanted.has(`${source} ${value}`));
    })
    .map((party) => party.id);
  const ends = new Set(stakes.flatMap(({ owner, subject }) => [owner, subject]));
  return new Set(named.flatMap((party) => resolution.entityOf.get(party) ?? []).filter((entity) => !ends.has(entity)));
}

/**
 * Sets declared totals beside their chains. A chain with numbers counts and the total only checks it; a chain without
 * numbers is replaced by the total; the two never add up (BODS 0.4, component records).
 */
export function applyDeclaredTotals(
  stakes: readonly Stake[],
  network: Network,
  where: { readonly facts: FactSet; readonly resolution: Resolution },
): DeclaredTotals {
  const into = groupBy(network.economic, (edge) => edge.subject);
  const used: Stake[] = [];
  const narrowed = new Map<string, Share>();
  const disagreeing: { stake: Stake; computed: Share }[] = [];
  const totals = stakes.filter((stake) => stake.indirect && stake.share !== null && stake.owner !== stake.subject);
  for (const stake of totals.filter(({ interest }) => interest === 'shares')) {
    const declared = stake.share ?? { lo: 0, hi: 100 };
    const computed = integratedShares(stake.subject, into).shares.get(stake.owner) ?? { lo: 0, hi: 0 };
    const common = overlap(declared, computed);
    if (computed.hi === 0) used.push(stake);
    else if (!agrees(declared, computed)) disagreeing.push({ stake, computed });
    else if (computed.hi - computed.lo > EXACT && common !== null)
      narrowed.set(`${stake.owner} ${stake.subject}`, common);
  }
  const voting = totals.filter(
    ({ interest, owner, subject }) =>
      interest === 'votes' && !network.votes.some((edge) => edge.subject === subject && edge.owner === owner),
  );
  const through = componentEntities([...used, ...voting], where.facts, where.resolution);
  const inOrder = byKeys<ShareEdge>(
    (edge) => edge.subject,
    (edge) => edge.owner,
  );
  const toEdge = (stake: Stake): ShareEdge[] =>
    stake.share === null ? [] : [{ owner: stake.owner, subject: stake.subject, share: stake.share, stake }];
  return {
    network: {
      ...network,
      economic: [...network.economic, ...used.flatMap(toEdge)].sort(inOrder),
      // The companies of the chain vote for the declared owner, so their own votes would count twice.
      votes: [...network.votes.filter((edge) => !isReplaced(edge, voting, through)), ...voting.flatMap(toEdge)].sort(
        inOrder,
      ),
    },
    used: [...used, ...voting],
    narrowed,
    through,
    disagreeing,
  };
}

function isReplaced(edge: ShareEdge, voting: readonly Stake[], through: ReadonlySet<EntityId>): boolean {
  return through.has(edge.owner) && voting.some((stake) => stake.subject === edge.subject);
}
