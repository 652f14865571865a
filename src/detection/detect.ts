import type { Finding } from '../facts/index.ts';
import { candidateNetworks } from './candidates.ts';
import { type Community, communitiesOf, joinCommunities, tieComponents } from './communities.ts';
import { buildRelations, type Relations } from './control-links.ts';
import { dataFindings } from './data-findings.ts';
import { findCores } from './decisive/index.ts';
import { judgeCandidates } from './draft.ts';
import { joinFindings } from './finding.ts';
import { findingsOf } from './indicators/indicator.ts';
import { INDICATORS } from './indicators/registry.ts';
import { networkOf, rankNetworks } from './network.ts';
import { assessPeople } from './people.ts';
import type { Detection, DetectionInput } from './types.ts';
import { buildView } from './view.ts';

/** What detection knows before communities are searched. */
export type DetectionGround = { readonly relations: Relations; readonly findings: readonly Finding[] };

/** Purposes, indicators and ties: everything that the search for communities stands on. */
export function layDetectionGround(input: DetectionInput): DetectionGround {
  const view = buildView(input);
  const findings = joinFindings(INDICATORS.flatMap((indicator) => findingsOf(indicator, view)));
  return { relations: buildRelations(view), findings };
}

/**
 * Decisive facts, verdicts, then people. Pure and deterministic: the same ground and communities give the same result.
 * Networks without any finding are ordinary life and are not listed.
 */
export function concludeDetection(
  { relations, findings }: DetectionGround,
  communities: readonly Community[],
): Detection {
  const cores = findCores(relations, findings);
  const candidates = candidateNetworks(relations, communities, cores);
  const judged = judgeCandidates(relations, candidates, findings).filter(
    (item) => item.findings.length > 0 && item.entities.length > 0,
  );
  const people = assessPeople(relations, judged);
  return {
    networks: rankNetworks(people.assessed.map((item) => networkOf(relations, item))),
    findings: joinFindings([...findings, ...dataFindings(relations.view.input.facts)]),
    personStates: people.states,
    screens: people.screens,
  };
}

/**
 * Finds networks and says why, in one process: purposes, indicators, ties, communities, decisive facts, verdicts, then
 * people. The same input gives the same result, whatever the order of ingest (architecture 7). AggregateFlows and
 * report totals never enter.
 */
export function detect(input: DetectionInput): Detection {
  const ground = layDetectionGround(input);
  const components = tieComponents(ground.relations.ties);
  return concludeDetection(ground, joinCommunities(components.map(communitiesOf)));
}
