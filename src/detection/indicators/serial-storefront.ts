/**
 * Flags: one person, address or telephone behind 3 or more venue businesses in 2 or more cities, or one re-formed at the same address within 180 days.
 * Matters: what looks like a single storefront is often part of a larger network that moves people between its shops.
 * Innocent: a franchise or a family chain that its owner declares openly, and a shop that reopens after a move or a sale.
 * Parameters: 3 businesses, 2 cities, 180 days (defaults); contacts of more than 12 holders are masked (default).
 * Source: FIN-2020-A008 typology 1; FINTRAC-2021-OA001; Polaris on illicit massage; detection 1.3 row 42.
 * Cost: one pass over stakes, signers and contacts.
 */
import { dayNumber, type EntityId, type RecordId } from '../../core/index.ts';
import { declaredStakes } from '../control.ts';
import type { Hit } from '../finding.ts';
import { countDistinctNames } from '../name-likeness.ts';
import { earliestDay, type Profile } from '../profile.ts';
import { isPerson, isVenue, profileOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_BUSINESSES = 3;
const MIN_CITIES = 2;
const CHURN_DAYS = 180;

type Behind = {
  readonly by: string;
  readonly through: string;
  readonly firms: Profile[];
  readonly records: RecordId[];
};

/** Venue businesses that each person owns or signs for. */
function behindPersons(view: View): Behind[] {
  const found = new Map<EntityId, Behind>();
  const add = (person: EntityId, firm: EntityId | undefined, records: readonly RecordId[]) => {
    const profile = profileOf(view, firm ?? null);
    if (profile === null || !isVenue(view, profile.id) || !isPerson(view, person)) return;
    const entry = found.get(person) ?? { by: person, through: 'person', firms: [], records: [] };
    if (!entry.firms.includes(profile)) entry.firms.push(profile);
    entry.records.push(...records);
    found.set(person, entry);
  };
  for (const [owner, stakes] of declaredStakes(view))
    for (const stake of stakes) add(owner, stake.organisation, stake.records);
  for (const [person, accounts] of view.signsFor)
    for (const account of accounts)
      for (const firm of view.ownersOf.get(account) ?? []) add(person, firm, view.accounts.get(account)?.records ?? []);
  return [...found.values()];
}

function behindContacts(view: View): Behind[] {
  return view.contacts
    .filter((contact) => !contact.isHub)
    .map((contact) => ({
      by: contact.holders.find((holder) => isPerson(view, holder)) ?? contact.holders[0] ?? '',
      through: contact.kind,
      firms: contact.holders
        .filter((holder) => isVenue(view, holder))
        .flatMap((holder) => profileOf(view, holder) ?? []),
      records: [...contact.records],
    }));
}

/** A business dissolved and another formed at the same address within half a year. */
function churned(firms: readonly Profile[]): boolean {
  return firms.some((old) =>
    old.dissolved.some(({ on: end }) =>
      firms.some((young) =>
        young.founded.some(({ on: start }) => {
          const gap = dayNumber(earliestDay(start)) - dayNumber(earliestDay(end));
          return young.id !== old.id && gap >= 0 && gap < CHURN_DAYS;
        }),
      ),
    ),
  );
}

function hitOf(behind: Behind): Hit | null {
  const businesses = countDistinctNames(behind.firms.map((firm) => `${firm.label} ${firm.cities.join(' ')}`));
  const cities = new Set(behind.firms.flatMap((firm) => firm.cities)).size;
  const churn = behind.through === 'address' && churned(behind.firms);
  if (!churn && (businesses < MIN_BUSINESSES || cities < MIN_CITIES)) return null;
  return {
    subjects: [...new Set([behind.by, ...behind.firms.map((firm) => firm.id)])],
    window: { from: null, to: null },
    value: `${businesses} businesses in ${cities} cities`,
    threshold: `${MIN_BUSINESSES} businesses in ${MIN_CITIES} cities`,
    inputs: { businesses, cities, through: behind.through, churn },
    records: [...behind.records, ...behind.firms.flatMap((firm) => firm.records)],
    counterEvidence: [],
  };
}

export const serialStorefront: Indicator = {
  id: 'serial-storefront',
  row: 42,
  version: '1.0.0',
  family: 'B',
  thresholdSource: 'default',
  about: {
    flags:
      'one person, address or telephone behind 3 or more venue businesses in 2 or more cities, or one re-formed at the same address within 180 days.',
    matters:
      'what looks like a single storefront is often part of a larger network that moves people between its shops.',
    innocent:
      'a franchise or a family chain that its owner declares openly, and a shop that reopens after a move or a sale.',
    parameters: '3 businesses, 2 cities, 180 days (defaults); contacts of more than 12 holders are masked (default).',
    source: 'FIN-2020-A008 typology 1; FINTRAC-2021-OA001; Polaris on illicit massage; detection 1.3 row 42.',
    cost: 'one pass over stakes, signers and contacts.',
  },
  hits: (view) => [...behindPersons(view), ...behindContacts(view)].flatMap((behind) => hitOf(behind) ?? []),
};
