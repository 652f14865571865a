import { byKeys, type EntityId, type RecordId } from '../core/index.ts';
import { ACCUSING_ROLES, type Detection } from '../detection/index.ts';
import { type FactSet, isAdmissible, type PersonState } from '../facts/index.ts';
import type { Entity, Resolution } from '../resolution/index.ts';

/** States in which a person is protected: never a subject, never named outside, no route on their accounts. */
const PROTECTED_STATES: readonly PersonState[] = ['POSSIBLE_VICTIM', 'VICTIM_IDENTIFIED', 'VICTIM_AND_CHARGED'];

type VictimSources = {
  readonly detection: Pick<Detection, 'personStates'>;
  readonly facts: Pick<FactSet, 'records'>;
  readonly resolution: Pick<Resolution, 'entities' | 'partyById'>;
};

/** What a person is called whose pseudonym a paper does not need. */
export const UNNUMBERED = 'a possible victim';

export function isProtected({ personStates }: Pick<Detection, 'personStates'>, entity: EntityId): boolean {
  return PROTECTED_STATES.includes(personStates.get(entity) ?? 'UNASSESSED');
}

/**
 * Persons of a flagged network, as members or as holders of its accounts, without a reviewed state and without a role
 * that accuses: bystanders, mules, or victims that no screen has caught. They are named in the house and numbered
 * outside it.
 */
export function bystandersOf({ networks, personStates }: Detection, { entities, accounts }: Resolution): Entity[] {
  const flagged = networks.filter((network) => network.flagged);
  const members = new Set<string>(flagged.flatMap((network) => network.members.map(({ id }) => id)));
  const holders = accounts.filter(({ id }) => members.has(id)).flatMap((account) => account.holders);
  for (const { entity } of holders) members.add(entity);
  const accused = new Set(
    flagged
      .flatMap((network) => network.roles)
      .filter(({ role }) => ACCUSING_ROLES.includes(role))
      .map(({ entity }) => entity),
  );
  return entities.filter(
    ({ id, kind }) =>
      kind !== 'organisation' &&
      members.has(id) &&
      !accused.has(id) &&
      (personStates.get(id) ?? 'UNASSESSED') === 'UNASSESSED',
  );
}

/** A place in the order of first admissible records: date, then Source and row; inadmissible records come after. */
function recordKey(facts: VictimSources['facts'], record: RecordId | undefined): string {
  const ref = record === undefined ? undefined : facts.records.get(record);
  if (ref === undefined) return '9';
  const admissible = isAdmissible([ref.sourceClass]) ? '0' : '1';
  return `${admissible} ${ref.date ?? '9999-99-99'} ${ref.source} ${String(ref.ordinal).padStart(12, '0')}`;
}

/**
 * Numbers people of `kind` by first admissible record (interface 4), so that what only inadmissible records know never
 * changes the number of another. Numbers that are `known`, those of a lead, stand and are gone on from.
 */
export function numberPeople(
  { facts, resolution }: Omit<VictimSources, 'detection'>,
  kind: 'V' | 'P',
  people: readonly Entity[],
  known: ReadonlyMap<EntityId, string> = new Map(),
): ReadonlyMap<EntityId, string> {
  const rows = people
    .filter(({ id }) => !known.has(id))
    .map(({ id, parties }) => {
      const keys = parties.map((party) => recordKey(facts, resolution.partyById.get(party)?.record));
      return { id, first: keys.sort()[0] ?? '9' };
    })
    .sort(
      byKeys(
        (row) => row.first,
        (row) => row.id,
      ),
    );
  return new Map([...known, ...rows.map(({ id }, index) => [id, `${kind}-${known.size + index + 1}`] as const)]);
}

/** V-1, V-2 … for the possible victims among `involved`. */
export function pseudonymsOf(
  sources: VictimSources,
  involved: ReadonlySet<EntityId>,
  known: ReadonlyMap<EntityId, string> = new Map(),
): ReadonlyMap<EntityId, string> {
  const victims = sources.resolution.entities.filter(
    ({ id }) => involved.has(id) && isProtected(sources.detection, id),
  );
  return numberPeople(sources, 'V', victims, known);
}
