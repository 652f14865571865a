import { type EntityId, type RecordId, sortedUnique } from '../core/index.ts';
import { type Benefit, buildBenefit } from './benefit.ts';
import { declaredStakes } from './control.ts';
import { buildTies, type NodeId, type Tie } from './ties.ts';
import { isOrganisation, isPerson, recordsOf, type View } from './view.ts';

/** How a person stands to an organisation. Only `declared` is open to everyone who reads the register. */
type ControlWay = 'declared' | 'signs' | 'takes' | 'contact' | 'cash';

export type ControlLink = {
  readonly person: EntityId;
  readonly organisation: EntityId;
  readonly ways: readonly ControlWay[];
  /** Share of the organisation's free outflow that the person keeps, 0 when none is seen. */
  readonly kept: number;
  readonly records: readonly RecordId[];
};

/** From this share on a person is held to live from the organisation (default). */
export const TAKES_SHARE = 0.25;
const MIN_PAYMENTS = 3;

/** What decisive facts, roles and the screen look at: ties, stakes, who keeps the money, and who stands how to whom. */
export type Relations = {
  readonly view: View;
  readonly ties: readonly Tie[];
  readonly tiesOf: ReadonlyMap<NodeId, readonly Tie[]>;
  readonly benefit: Benefit;
  readonly links: readonly ControlLink[];
  readonly linksOfPerson: ReadonlyMap<EntityId, readonly ControlLink[]>;
  readonly linksOfOrganisation: ReadonlyMap<EntityId, readonly ControlLink[]>;
};

type Draft = { person: EntityId; organisation: EntityId; ways: Set<ControlWay>; kept: number; records: RecordId[] };

function draftLinks(view: View, ties: readonly Tie[], benefit: Benefit): Draft[] {
  const drafts = new Map<string, Draft>();
  const add = (person: EntityId, organisation: EntityId, way: ControlWay, records: readonly RecordId[]): Draft => {
    const key = `${person} ${organisation}`;
    const draft = drafts.get(key) ?? { person, organisation, ways: new Set(), kept: 0, records: [] };
    draft.ways.add(way);
    draft.records.push(...records);
    drafts.set(key, draft);
    return draft;
  };
  for (const [owner, stakes] of declaredStakes(view))
    if (isPerson(view, owner)) for (const stake of stakes) add(owner, stake.organisation, 'declared', stake.records);
  const wayOf = { signatory: 'signs', contact: 'contact', conductor: 'cash' } as const;
  for (const tie of ties) {
    if (tie.kind !== 'signatory' && tie.kind !== 'contact' && tie.kind !== 'conductor') continue;
    const [a, b] = [tie.from as EntityId, tie.to as EntityId];
    if (isPerson(view, a) && isOrganisation(view, b)) add(a, b, wayOf[tie.kind], tie.records);
    else if (tie.kind === 'contact' && isPerson(view, b) && isOrganisation(view, a)) add(b, a, 'contact', tie.records);
  }
  for (const organisation of view.accountsOf.keys()) {
    if (!isOrganisation(view, organisation)) continue;
    const payments = benefit.payments(organisation);
    if (payments.length < MIN_PAYMENTS) continue;
    for (const [person, kept] of benefit.keptBy(organisation))
      if (kept >= TAKES_SHARE) add(person, organisation, 'takes', recordsOf(payments)).kept = kept;
  }
  return [...drafts.values()];
}

function tiesByNode(ties: readonly Tie[]): Map<NodeId, Tie[]> {
  const byNode = new Map<NodeId, Tie[]>();
  for (const tie of ties) {
    for (const node of [tie.from, tie.to]) {
      const list = byNode.get(node);
      if (list === undefined) byNode.set(node, [tie]);
      else list.push(tie);
    }
  }
  return byNode;
}

function group(links: readonly ControlLink[], key: (link: ControlLink) => EntityId): Map<EntityId, ControlLink[]> {
  const groups = new Map<EntityId, ControlLink[]>();
  for (const link of links) groups.set(key(link), [...(groups.get(key(link)) ?? []), link]);
  return groups;
}

export function buildRelations(view: View): Relations {
  const ties = buildTies(view);
  const benefit = buildBenefit(view);
  const links = draftLinks(view, ties, benefit)
    .map((draft) => ({ ...draft, ways: sortedUnique(draft.ways), records: sortedUnique(draft.records) }))
    .sort((a, b) => (`${a.person} ${a.organisation}` < `${b.person} ${b.organisation}` ? -1 : 1));
  return {
    view,
    ties,
    tiesOf: tiesByNode(ties),
    benefit,
    links,
    linksOfPerson: group(links, (link) => link.person),
    linksOfOrganisation: group(links, (link) => link.organisation),
  };
}
