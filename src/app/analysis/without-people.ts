import type { Reference } from '../../../reference/load.ts';
import type { EntityId, RunId } from '../../core/index.ts';
import type { Detection, Network } from '../../detection/index.ts';
import { redactAll } from '../../evidence/index.ts';
import type { FactSet, Finding } from '../../facts/index.ts';
import { buildOwnership } from '../../ownership/index.ts';
import type { Entity, Resolution } from '../../resolution/index.ts';
import type { ReviewBasis } from '../people/basis.ts';
import { isPerson, reviewDates } from '../people/dates.ts';
import { namesIn } from '../people/forget.ts';
import { concludeRun, type PipelineResult, type RunParameters } from './pipeline.ts';

/** Persons of a Run who are past their review-by date, and the latest such date. */
export type PastPeople = { readonly people: readonly Entity[]; readonly to: string };

/** Who of a Run is past their date; null when nobody is. */
export function pastPeople({ facts, resolution }: PipelineResult, basis: ReviewBasis | null): PastPeople | null {
  if (basis === null) return null;
  const dateOf = reviewDates(basis);
  const dated = resolution.entities.filter(isPerson).flatMap((person) => {
    const mentions = person.parties.map((party) => {
      const record = resolution.partyById.get(party)?.record;
      return { party, source: (record === undefined ? undefined : facts.records.get(record)?.source) ?? '' };
    });
    const by = dateOf({ mentions });
    return by !== null && by < basis.today ? [{ person, by }] : [];
  });
  const to = dated
    .map(({ by }) => by)
    .sort()
    .at(-1);
  return to === undefined ? null : { people: dated.map(({ person }) => person), to };
}

type IsGone = (entity: EntityId | null | undefined) => boolean;

function resolutionWithout(resolution: Resolution, isGone: IsGone): Resolution {
  const { entities, entityOf, partyById, accounts, transfers, findings } = resolution;
  const keep = (entity: EntityId | null) => (isGone(entity) ? null : entity);
  return {
    ...resolution,
    entities: entities.filter(({ id }) => !isGone(id)),
    entityOf: new Map([...entityOf].filter(([, entity]) => !isGone(entity))),
    partyById: new Map([...partyById].filter(([party]) => !isGone(entityOf.get(party)))),
    accounts: accounts.map((account) => ({
      ...account,
      holders: account.holders.filter(({ entity }) => !isGone(entity)),
    })),
    transfers: transfers.map((transfer) => ({
      ...transfer,
      from: { ...transfer.from, entity: keep(transfer.from.entity) },
      to: { ...transfer.to, entity: keep(transfer.to.entity) },
      conductor: keep(transfer.conductor),
    })),
    findings: findingsWithout(findings, isGone),
  };
}

function findingsWithout(findings: readonly Finding[], isGone: IsGone): Finding[] {
  return findings.flatMap((finding) => {
    const subjects = finding.subjects.filter((subject) => !isGone(subject as EntityId));
    return subjects.length === 0 && finding.subjects.length > 0 ? [] : [{ ...finding, subjects }];
  });
}

/** The facts but for those that say who such a person is, what they hold and what they own. */
function factsWithout(facts: FactSet, { entityOf }: Resolution, isGone: IsGone): FactSet {
  const isTheirs = (party: Parameters<typeof entityOf.get>[0] | null) => party !== null && isGone(entityOf.get(party));
  return {
    ...facts,
    parties: facts.parties.filter(({ id }) => !isTheirs(id)),
    accountParties: facts.accountParties.filter(({ party }) => !isTheirs(party)),
    holdings: facts.holdings.filter(({ owner, subject }) => !isTheirs(owner) && !isTheirs(subject)),
    listings: facts.listings.filter(({ party }) => !isTheirs(party)),
    assets: facts.assets.map((asset) => (isTheirs(asset.titledOwner) ? { ...asset, titledOwner: null } : asset)),
  };
}

function networkWithout(network: Network, kept: ReadonlySet<string>, isGone: IsGone): Network {
  return {
    ...network,
    members: network.members.filter((member) => member.type === 'account' || !isGone(member.id)),
    roles: network.roles.filter(({ entity }) => !isGone(entity)),
    controlFacts: network.controlFacts.filter(({ entity }) => !isGone(entity)),
    findings: network.findings.filter((id) => kept.has(id)),
  };
}

function detectionWithout(detection: Detection, others: readonly Finding[], isGone: IsGone): Detection {
  const findings = findingsWithout(detection.findings, isGone);
  const kept = new Set<string>([...findings, ...others].map(({ id }) => id));
  return {
    networks: detection.networks.map((network) => networkWithout(network, kept, isGone)),
    findings,
    personStates: new Map([...detection.personStates].filter(([entity]) => !isGone(entity))),
    screens: new Map([...detection.screens].filter(([entity]) => !isGone(entity))),
  };
}

type Stand = { readonly run: RunId; readonly parameters: RunParameters; readonly reference: Reference };

/**
 * A Run as it is shown once people are past their date: as if no record named them. Networks keep their ids, scores and
 * other members; ownership is worked out without their holdings, so that what they hold is unknown and not another's; leads
 * are drafted anew from what is left.
 */
export function withoutPeople(
  result: PipelineResult,
  { people }: PastPeople,
  { run, parameters, reference }: Stand,
): PipelineResult {
  const gone = new Set<EntityId>(people.map(({ id }) => id));
  const isGone: IsGone = (entity) => entity !== null && entity !== undefined && gone.has(entity);
  const redact = namesIn(people);
  const facts = factsWithout(result.facts, result.resolution, isGone);
  const resolution = resolutionWithout(result.resolution, isGone);
  const ownership = buildOwnership(facts, resolution, result.asOf);
  const detection = detectionWithout(result.detection, [...resolution.findings, ...ownership.findings], isGone);
  const { from, to, seed } = parameters;
  return concludeRun(
    { facts, resolution, ownership, reference, asOf: result.asOf, from, to, seed },
    { ...detection, networks: redactAll(detection.networks, redact), findings: redactAll(detection.findings, redact) },
    { run, parameters },
  );
}
