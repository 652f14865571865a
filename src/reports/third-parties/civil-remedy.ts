import type { Reference } from '../../../reference/load.ts';
import {
  type AccountId,
  addMonths,
  byKeys,
  type DateText,
  type EntityId,
  moneyText,
  type PartyId,
  type RecordId,
  sortedUnique,
} from '../../core/index.ts';
import type { FactSet, SourceClass, VictimFact } from '../../facts/index.ts';
import { occupantsOf } from '../../leads/index.ts';
import type { Entity, Resolution } from '../../resolution/index.ts';
import { benefitFacts } from './benefit.ts';
import type { BenefitFact, Fact } from './types.ts';

/** The only classes that may reach a victim's counsel (legal-and-evidence 4.1, 5.2). */
export const CIVIL_CLASSES: readonly SourceClass[] = ['PUBLIC_RECORD', 'VICTIM_SUPPLIED'];

export type CivilInput = {
  readonly facts: FactSet;
  readonly resolution: Resolution;
  readonly reference: Pick<Reference, 'clocks'>;
  readonly scope: { readonly accounts: readonly AccountId[]; readonly parties: readonly PartyId[] };
  /** Mentions of everyone whom the house holds a possible victim: none of them is named. */
  readonly heldVictims: readonly PartyId[];
  readonly victim: string;
  /** The day on which the victim turned 18, where counsel says that they were a minor. */
  readonly turned18: DateText | null;
};

type Limitation = {
  readonly authority: string;
  /** First and last day that the victim's facts state; when the cause arose is for counsel. */
  readonly facts: readonly [DateText, DateText] | null;
  readonly tenYearsFromFirst: DateText | null;
  readonly tenYearsFromLast: DateText | null;
  readonly tenYearsFrom18: DateText | null;
  /** The later limb, on the cautious reading that the cause arose on the first day. */
  readonly cautious: DateText | null;
  readonly note: string;
};

type PublicParty = {
  readonly names: readonly string[];
  readonly identifiers: readonly { readonly type: string; readonly value: string }[];
  readonly addresses: readonly string[];
  readonly holders: readonly Fact[];
  readonly property: readonly Fact[];
  /** Payments that these records state, and no bank record obtained by process. */
  readonly received: readonly BenefitFact[];
  readonly records: readonly string[];
};

export type CivilExtract = {
  readonly victim: string;
  readonly note: string;
  readonly stay: string;
  readonly limitation: Limitation;
  readonly victimFacts: readonly Fact[];
  readonly parties: readonly PublicParty[];
  readonly sources: readonly { readonly sha256: string; readonly format: string; readonly sourceClass: SourceClass }[];
};

const NOTE =
  "Made from public records and from what victims supplied, by the victim's consent, and from nothing else. It names nobody as liable; persons whom the house protects are left out.";
const STAY = '18 USC 1595(b): a civil action is stayed during a criminal action about the same occurrence.';
const LIMITATION_NOTE =
  '18 USC 1595(c): the later of 10 years after the cause of action arose and, for one who was a minor at the time, 10 years after turning 18. The dates are those of recorded facts; when the cause arose, and tolling, are for counsel.';

/** Public registers and company names only: numbers of persons do not go along. */
const PUBLIC_IDENTIFIERS = ['registration', 'lei', 'register'];

function latest(dates: readonly (DateText | null)[]): DateText | null {
  return (
    dates
      .filter((date) => date !== null)
      .sort()
      .at(-1) ?? null
  );
}

function limitationOf({ reference, turned18 }: CivilInput, facts: readonly VictimFact[]): Limitation {
  const days = facts.flatMap(({ from, to }) => [from, to].filter((date) => date !== null)).sort();
  const [first = null, last = null] = [days[0], days.at(-1)];
  const clock = reference.clocks.get('civil_suit_limitation');
  const after = (date: DateText | null) =>
    date === null || clock?.unit !== 'years' ? null : addMonths(date, clock.length * 12);
  const wasMinor = turned18 !== null && first !== null && first < turned18;
  const from18 = wasMinor ? after(turned18) : null;
  return {
    authority: clock?.authority ?? '18 USC 1595(c)',
    facts: first === null || last === null ? null : [first, last],
    tenYearsFromFirst: after(first),
    tenYearsFromLast: after(last),
    tenYearsFrom18: from18,
    cautious: latest([after(first), from18]),
    note: LIMITATION_NOTE,
  };
}

function victimFact({ category, from, to, hours, rate, amount, currency, record }: VictimFact): Fact {
  const parts = [
    category,
    amount === null ? null : `${amount} ${currency ?? 'in a currency that is not stated'}`,
    hours === null ? null : `${hours} hours`,
    rate === null ? null : `at ${rate}`,
    from === null && to === null ? null : `${from ?? 'not stated'} to ${to ?? 'not stated'}`,
  ];
  return { text: parts.filter((part) => part !== null).join(', '), records: [record] };
}

type Ground = CivilInput & {
  readonly isNamed: (entity: EntityId | undefined) => boolean;
  readonly nameOf: (party: PartyId) => string;
  readonly isPublic: (record: RecordId) => boolean;
  /** The address, unless possible victims live there: then it is told to nobody outside (legal-and-evidence 6.3). */
  readonly told: (address: string | null) => string | null;
};

function groundOf(input: CivilInput): Ground {
  const { facts, resolution, heldVictims } = input;
  const held = new Set(heldVictims.flatMap((party) => resolution.entityOf.get(party) ?? []));
  const lived = facts.assets.filter((asset) => occupantsOf(asset) === 'possible_victims').map(({ address }) => address);
  return {
    ...input,
    isNamed: (entity) => entity !== undefined && !held.has(entity),
    told: (address) => (lived.includes(address) ? null : address),
    isPublic: (record) => facts.records.get(record)?.sourceClass === 'PUBLIC_RECORD',
    nameOf: (party) => resolution.partyById.get(party)?.names[0]?.full ?? 'a holder without a name',
  };
}

function holdersOf({ facts, resolution, isNamed, isPublic, nameOf }: Ground, entity: EntityId): Fact[] {
  return facts.holdings.flatMap(({ owner, subject, record, interestType, start }) => {
    if (owner === null || subject === null || resolution.entityOf.get(subject) !== entity) return [];
    if (!isPublic(record) || !isNamed(resolution.entityOf.get(owner))) return [];
    const since = start === null ? '' : `, since ${start}`;
    return [{ text: `${nameOf(owner)}: ${interestType}${since}`, records: [record] }];
  });
}

function propertyOf({ facts, resolution, isPublic, told }: Ground, entity: EntityId): Fact[] {
  return facts.assets.flatMap(({ titledOwner, assetKind, address, value, valueAsOf, record }) => {
    if (titledOwner === null || !isPublic(record) || resolution.entityOf.get(titledOwner) !== entity) return [];
    const parts = [
      assetKind.replaceAll('_', ' '),
      told(address),
      value === null ? null : `stated at ${moneyText(value)} ${value.currency}`,
      valueAsOf === null ? null : `as of ${valueAsOf}`,
    ];
    return [{ text: parts.filter((part) => part !== null).join(', '), records: [record] }];
  });
}

function publicParty(ground: Ground, { id, parties }: Entity): PublicParty[] {
  const { resolution, isPublic, told } = ground;
  const mentions = parties
    .flatMap((party) => resolution.partyById.get(party) ?? [])
    .filter(({ record }) => isPublic(record));
  if (mentions.length === 0) return [];
  const own = new Set(
    resolution.accounts
      .filter(({ holders }) => holders.some(({ entity }) => entity === id))
      .map((account) => account.id),
  );
  const received = resolution.transfers.filter(
    ({ to, records }) => (to.entity === id || (to.account !== null && own.has(to.account))) && records.every(isPublic),
  );
  const identifiers = mentions.flatMap((mention) => mention.identifiers);
  const numbers = new Map(identifiers.map(({ type, value }) => [`${type} ${value}`, { type, value }]));
  return [
    {
      names: sortedUnique(mentions.flatMap(({ names }) => names.map(({ full }) => full))),
      identifiers: [...numbers.values()].filter(({ type }) => PUBLIC_IDENTIFIERS.includes(type)),
      addresses: sortedUnique(mentions.flatMap(({ addresses }) => addresses.flatMap(({ text }) => told(text) ?? []))),
      holders: holdersOf(ground, id),
      property: propertyOf(ground, id),
      received: benefitFacts(received, 'that it received'),
      records: sortedUnique(mentions.map(({ record }) => record)),
    },
  ];
}

/**
 * Organisations of the scope that public records name. Persons stand there as holders or not at all. What some victim
 * supplied besides their own facts is not used: no record says whose it is, and one victim's counsel is not another's.
 */
function partiesOf(ground: Ground): PublicParty[] {
  const { resolution, scope, isNamed } = ground;
  const wanted = new Set(scope.parties.flatMap((party) => resolution.entityOf.get(party) ?? []));
  const accounts = new Set(scope.accounts);
  for (const { id, holders } of resolution.accounts)
    if (accounts.has(id)) for (const { entity } of holders) wanted.add(entity);
  return resolution.entities
    .filter(({ id, kind }) => wanted.has(id) && isNamed(id) && kind === 'organisation')
    .flatMap((entity) => publicParty(ground, entity))
    .sort(
      byKeys(
        ({ names }) => names[0] ?? '',
        ({ records }) => records[0] ?? '',
      ),
    );
}

/**
 * What a victim's counsel may have for 18 USC 1595: the victim's own facts and public records about the organisations of one
 * network. `facts` must have been loaded with CIVIL_CLASSES alone; a record of another class is a bug and throws.
 */
export function civilExtract(input: CivilInput): CivilExtract {
  const { facts, victim } = input;
  for (const { sourceClass } of facts.records.values())
    if (!CIVIL_CLASSES.includes(sourceClass)) throw new TypeError(`a civil extract was made from ${sourceClass}`);
  const own = facts.victimFacts.filter((fact) => fact.victim === victim);
  const parties = partiesOf(groundOf(input));
  const cited = new Set<string>([
    ...own.map(({ record }) => record),
    ...parties.flatMap(({ records, holders, property, received }) => [
      ...records,
      ...[...holders, ...property, ...received].flatMap((fact) => fact.records),
    ]),
  ]);
  const sources = new Set([...facts.records.values()].flatMap(({ id, source }) => (cited.has(id) ? [source] : [])));
  return {
    victim,
    note: NOTE,
    stay: STAY,
    limitation: limitationOf(input, own),
    victimFacts: own.map(victimFact),
    parties,
    sources: facts.sources
      .filter(({ sha256 }) => sources.has(sha256))
      .map(({ sha256, format, sourceClass }) => ({ sha256, format, sourceClass }))
      .sort(byKeys(({ sha256 }) => sha256)),
  };
}
