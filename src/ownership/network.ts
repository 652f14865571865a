import { byKeys, type EntityId, exactShare, groupBy, type Share, UNKNOWN_SHARE } from '../core/index.ts';
import type { HoldingInForce } from './in-force.ts';
import type { Stake } from './stakes.ts';

/** A weighted edge of one of the two matrices. `share` in percent. */
export type ShareEdge = {
  readonly owner: EntityId;
  readonly subject: EntityId;
  readonly share: Share;
  readonly stake: Stake;
};

/** The matrices that the questions of ownership-and-resolution 3.1 are asked of. Shares and votes never mix. */
export type Network = {
  readonly economic: readonly ShareEdge[];
  readonly votes: readonly ShareEdge[];
  /** Control that a record states without a share: appointment of the board, contract, trustee … */
  readonly control: readonly Stake[];
  readonly nominees: readonly Stake[];
  /** Subjects whose economic owners are all stated. */
  readonly complete: ReadonlySet<EntityId>;
};

/** Interest types that are control by themselves. A seat on the board alone is not (BODS 0.4, interestType). */
const CONTROL_TYPES = new Set([
  'appointmentOfBoard',
  'controlByLegalFramework',
  'controlViaCompanyRulesOrArticles',
  'otherInfluenceOrControl',
  'protector',
  'rightsGrantedByContract',
  'trustee',
]);

/** Subjects that only nominators and nominees stand in: nomination arrangements. */
function arrangements(stakes: readonly Stake[]): ReadonlySet<EntityId> {
  const bySubject = groupBy(stakes, (stake) => stake.subject);
  const nominations = [...bySubject].filter(([, held]) =>
    held.every(({ interest }) => interest === 'nominator' || interest === 'nominee'),
  );
  return new Set(nominations.map(([subject]) => subject));
}

/** What an arrangement holds belongs to its nominator: in full to a single one, in unknown parts to several. */
function nominatorEdges(stakes: readonly Stake[]): ShareEdge[] {
  const nominations = arrangements(stakes);
  const nominators = stakes.filter(({ subject, interest }) => interest === 'nominator' && nominations.has(subject));
  const count = groupBy(nominators, (stake) => stake.subject);
  return nominators.map((stake) => ({
    owner: stake.owner,
    subject: stake.subject,
    share: count.get(stake.subject)?.length === 1 ? exactShare(100) : UNKNOWN_SHARE,
    stake,
  }));
}

/** Shares where a subject has any; else its rights to surplus, which are all that a fund or a foundation gives. */
function economicStakes(direct: readonly Stake[]): Stake[] {
  const withShares = new Set(direct.filter(({ interest }) => interest === 'shares').map(({ subject }) => subject));
  return direct.filter(
    ({ interest, subject }) => interest === 'shares' || (interest === 'surplus' && !withShares.has(subject)),
  );
}

function toEdge(stake: Stake): ShareEdge {
  return { owner: stake.owner, subject: stake.subject, share: stake.share ?? UNKNOWN_SHARE, stake };
}

function voteEdges(direct: readonly Stake[]): ShareEdge[] {
  const stated = direct.filter(({ interest }) => interest === 'votes');
  const known = new Set(stated.map(({ owner, subject }) => `${owner} ${subject}`));
  const following = direct.filter(
    ({ interest, votesFollow, owner, subject }) =>
      interest === 'shares' && votesFollow && !known.has(`${owner} ${subject}`),
  );
  return [...stated, ...following].map(toEdge);
}

/** An owner list is complete where the record says so, or where all shares are exact and nothing is left over. */
function completeSubjects(edges: readonly ShareEdge[], inForce: readonly HoldingInForce[]): ReadonlySet<EntityId> {
  const declared = inForce
    .filter(({ holding }) => holding.unspecifiedOwner === 'noBeneficialOwners')
    .map(({ subject }) => subject);
  const full = [...groupBy(edges, (edge) => edge.subject)].filter(
    ([, held]) => held.reduce((sum, { share }) => sum + share.lo, 0) > 100 - 1e-9,
  );
  return new Set([...declared, ...full.map(([subject]) => subject)]);
}

/** In a complete list what the others cannot hold is one's own: each bound follows from the bounds of the rest. */
export function tightenShares(shares: readonly Share[]): Share[] {
  const lows = shares.reduce((sum, share) => sum + share.lo, 0);
  const highs = shares.reduce((sum, share) => sum + share.hi, 0);
  return shares.map((share) => {
    const lo = Math.max(share.lo, 100 - (highs - share.hi));
    const hi = Math.min(share.hi, 100 - (lows - share.lo));
    // Lists that sum past 100 percent contradict themselves; they are a finding and stay as stated.
    if (lo > hi || (lo === share.lo && hi === share.hi)) return share;
    return { lo, hi };
  });
}

function tighten(edges: readonly ShareEdge[], inForce: readonly HoldingInForce[]): ShareEdge[] {
  const complete = completeSubjects(edges, inForce);
  return [...groupBy(edges, (edge) => edge.subject)].flatMap(([subject, held]) => {
    if (!complete.has(subject)) return held;
    const shares = tightenShares(held.map((edge) => edge.share));
    return held.map((edge, index) => ({ ...edge, share: shares[index] ?? edge.share }));
  });
}

const inOrder = byKeys<ShareEdge>(
  (edge) => edge.subject,
  (edge) => edge.owner,
);

/** The matrices of the direct stakes. Declared totals of chains enter later, and only where the chain gives no number. */
export function buildNetwork(stakes: readonly Stake[], inForce: readonly HoldingInForce[]): Network {
  const direct = stakes.filter((stake) => !stake.indirect);
  const nominations = nominatorEdges(direct);
  const owned = economicStakes(direct).map(toEdge);
  return {
    economic: [...tighten(owned, inForce), ...nominations].sort(inOrder),
    votes: [...tighten(voteEdges(direct), inForce), ...nominations].sort(inOrder),
    control: stakes.filter(
      ({ interest, types }) => interest === 'control' && types.some((type) => CONTROL_TYPES.has(type)),
    ),
    nominees: stakes.filter(({ interest }) => interest === 'nominee'),
    complete: completeSubjects(owned, inForce),
  };
}
