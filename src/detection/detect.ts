import { candidateNetworks } from './candidates.ts';
import { findCommunities } from './communities.ts';
import { buildRelations } from './control-links.ts';
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

/**
 * Finds networks and says why: purposes, indicators, ties, communities, decisive facts, verdicts, then people. Pure and
 * deterministic: the same input gives the same result, whatever the order of ingest (architecture 7). AggregateFlows
 * and report totals never enter. Networks without any finding are ordinary life and are not listed.
 */
export function detect(input: DetectionInput): Detection {
  const view = buildView(input);
  const findings = joinFindings(INDICATORS.flatMap((indicator) => findingsOf(indicator, view)));
  const relations = buildRelations(view);
  const communities = findCommunities(relations.ties);
  const cores = findCores(relations, findings);
  const candidates = candidateNetworks(relations, communities, cores);
  const judged = judgeCandidates(relations, candidates, findings).filter(
    (item) => item.findings.length > 0 && item.entities.length > 0,
  );
  const people = assessPeople(relations, judged);
  return {
    networks: rankNetworks(people.assessed.map((item) => networkOf(relations, item))),
    findings: joinFindings([...findings, ...dataFindings(input.facts)]),
    personStates: people.states,
    screens: people.screens,
  };
}
