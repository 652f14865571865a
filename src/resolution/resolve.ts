import { compareText, type PartyId } from '../core/index.ts';
import type { FactSet, Judgement } from '../facts/index.ts';
import { accountAliases, clusterAccounts, resolveAccounts } from './accounts.ts';
import { findCandidates, type SkippedBlock } from './blocking.ts';
import { linkClusters } from './cluster-round.ts';
import { acceptLinks, type Clusters, startClusters } from './clustering.ts';
import { joinComplementary } from './complementary.ts';
import { bookTransfers } from './double-booking.ts';
import { buildEntities, judgedLink } from './entities.ts';
import { readJudgements } from './judgements.ts';
import { joinListEntries } from './list-entries.ts';
import { type Mention, readMentions } from './mentions.ts';
import { attachNameOnly } from './name-only.ts';
import { DEFAULT_RESOLUTION, type ResolutionParameters } from './parameters.ts';
import { explainLink, scorePair } from './scoring.ts';
import type { PartyLink, Resolution } from './types.ts';

type Decided = {
  readonly clusters: Clusters;
  readonly links: readonly PartyLink[];
  readonly judged: readonly Judgement[];
  readonly skipped: readonly SkippedBlock[];
};

function decide(mentions: readonly Mention[], facts: FactSet, parameters: ResolutionParameters): Decided {
  const indexOf = new Map(mentions.map((mention, index) => [mention.party.id, index]));
  const { same, different } = readJudgements(facts.judgements, (party) => indexOf.has(party));
  const ends = ({ left, right }: Judgement) => [indexOf.get(left) ?? 0, indexOf.get(right) ?? 0] as const;
  const clusters = startClusters(mentions, different.map(ends));
  for (const judgement of same) clusters.force(...ends(judgement));
  const entries = joinListEntries(mentions, clusters);
  const candidates = findCandidates(mentions, parameters);
  const scored = candidates.pairs.map((pair) => scorePair(pair, mentions)).filter((link) => link !== null);
  const accepted = [
    ...acceptLinks(scored, clusters),
    ...linkClusters(mentions, clusters, parameters),
    ...joinComplementary(mentions, clusters),
    ...attachNameOnly(mentions, clusters),
  ].flatMap((link) => explainLink(link, mentions));
  const recordOf = (party: PartyId) => mentions[indexOf.get(party) ?? -1]?.party.record ?? null;
  const decided = same.map((judgement) => judgedLink(judgement, recordOf));
  return { clusters, links: [...decided, ...entries, ...accepted], judged: same, skipped: candidates.skipped };
}

/**
 * Who is who and which account is which: a pure function of the facts of a Cut. Parties are never rewritten; every link
 * carries its reasons; the answer does not depend on the order of the facts. Cost: linear in Parties, with every block
 * of comparisons capped (`skipped` says where).
 */
export function resolve(facts: FactSet, overrides: Partial<ResolutionParameters> = {}): Resolution {
  const parameters = { ...DEFAULT_RESOLUTION, ...overrides };
  const accountClusters = clusterAccounts(facts.accounts, parameters.institutions);
  const accountOf = accountAliases(accountClusters);
  const mentions = readMentions(facts, accountOf);
  const { clusters, links, judged, skipped } = decide(mentions, facts, parameters);
  const entities = buildEntities(mentions, clusters, { links, judged }, facts);
  const entityOf = new Map(entities.flatMap(({ id, parties }) => parties.map((party) => [party, id] as const)));
  const { transfers, findings } = bookTransfers(facts, { entityOf, accountOf });
  return {
    entities,
    entityOf,
    partyById: new Map(facts.parties.map((party) => [party.id, party])),
    accounts: resolveAccounts(accountClusters, facts, entityOf),
    accountOf,
    transfers,
    findings: [...findings].sort((a, b) => compareText(a.id, b.id)),
    skipped,
  };
}
