import { byKeys, compareText, type EntityId, groupBy, makeId, type PartyId, type RecordId } from '../core/index.ts';
import { classesOfRecords, type FactSet, type Identifier, type Judgement, joinClasses } from '../facts/index.ts';
import type { Clusters } from './clustering.ts';
import { identifierKey } from './identifiers.ts';
import type { Mention } from './mentions.ts';
import { JUDGED_SCORE } from './scoring.ts';
import type { Entity, PartyLink } from './types.ts';

/** Distinct names as written: the most frequent first, then by code units. */
function namesOf(members: readonly Mention[]): string[] {
  const counts = new Map<string, number>();
  for (const { party } of members)
    for (const { full, type } of party.names)
      if (full.trim() !== '' && type !== 'weak') counts.set(full, (counts.get(full) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0])).map(([name]) => name);
}

/** Distinct identifiers that identify someone; fillers are left out. */
function identifiersOf(members: readonly Mention[]): Identifier[] {
  const found = new Map<string, Identifier>();
  for (const { party } of members) {
    for (const identifier of party.identifiers) {
      if (identifierKey(identifier, '') === null) continue;
      found.set(JSON.stringify([identifier.type, identifier.value, identifier.issuer]), identifier);
    }
  }
  return [...found].sort((a, b) => compareText(a[0], b[0])).map(([, identifier]) => identifier);
}

/** What records call it; where none says, what its names show. */
function kindOf(members: readonly Mention[]): Entity['kind'] {
  const declared = members.map((mention) => mention.kind);
  if (declared.includes('organisation')) return 'organisation';
  if (declared.includes('person')) return 'person';
  return members.some((mention) => mention.names[0]?.kind === 'organisation') ? 'organisation' : 'unknown';
}

/** A decision of a person as a link: it stands above every rule and keeps its reason. */
export function judgedLink(judgement: Judgement, recordOf: (party: PartyId) => RecordId | null): PartyLink {
  const [left = judgement.left, right = judgement.right] = [judgement.left, judgement.right].sort(compareText);
  const records = [recordOf(left), recordOf(right)].filter((record) => record !== null);
  return { left, right, score: JUDGED_SCORE, reasons: [{ rule: 'judgement', text: judgement.reason, records }] };
}

export type Linked = {
  readonly links: readonly PartyLink[];
  readonly judged: readonly Judgement[];
};

function linksByParty(links: readonly PartyLink[]): Map<PartyId, PartyLink[]> {
  return groupBy(links, (link) => link.left);
}

/** The entities of the clusters. Order: id. */
export function buildEntities(
  mentions: readonly Mention[],
  clusters: Clusters,
  linked: Linked,
  facts: FactSet,
): Entity[] {
  const links = linksByParty(linked.links);
  const judged = groupBy(linked.judged, (judgement) => judgement.left);
  const groups = groupBy(mentions.keys(), clusters.find);
  const inOrder = byKeys<PartyLink>(
    (link) => link.left,
    (link) => link.right,
  );
  const entities = [...groups.values()].map((indexes) => {
    const members = indexes.flatMap((index) => mentions[index] ?? []);
    const parties = members.map(({ party }) => party.id).sort(compareText);
    const records = members.map(({ party }) => party.record);
    const decided = parties.flatMap((party) => judged.get(party) ?? []);
    return {
      id: entityId(parties),
      kind: kindOf(members),
      names: namesOf(members),
      identifiers: identifiersOf(members),
      parties,
      links: parties.flatMap((party) => links.get(party) ?? []).sort(inOrder),
      classes: joinClasses(classesOfRecords(records, facts), ...decided.map((judgement) => judgement.classes)),
    };
  });
  return entities.sort(byKeys((entity) => entity.id));
}

/** The hash of the smallest Party (interface 3). `parties` are in order. */
function entityId(parties: readonly PartyId[]): EntityId {
  return makeId('ent', parties[0] ?? '');
}
