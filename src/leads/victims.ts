import { byKeys, type EntityId, type RecordId } from '../core/index.ts';
import type { Detection } from '../detection/index.ts';
import { type FactSet, isAdmissible, type PersonState } from '../facts/index.ts';
import type { Resolution } from '../resolution/index.ts';

/** States in which a person is protected: never a subject, never named outside, no route on their accounts. */
export const PROTECTED_STATES: readonly PersonState[] = ['POSSIBLE_VICTIM', 'VICTIM_IDENTIFIED', 'VICTIM_AND_CHARGED'];

export type VictimSources = {
  readonly detection: Pick<Detection, 'personStates'>;
  readonly facts: Pick<FactSet, 'records'>;
  readonly resolution: Pick<Resolution, 'entities' | 'partyById'>;
};

/**
 * V-1, V-2 … by first admissible record: date, then Source and row (interface 4). People known from inadmissible records
 * only come after, so that such records never change the number of another.
 */
export function pseudonymsOf({ detection, facts, resolution }: VictimSources): ReadonlyMap<EntityId, string> {
  const key = (record: RecordId): string => {
    const ref = facts.records.get(record);
    if (ref === undefined) return `9 ${record}`;
    const admissible = isAdmissible([ref.sourceClass]) ? '0' : '1';
    return `${admissible} ${ref.date ?? '9999-99-99'} ${ref.source} ${String(ref.ordinal).padStart(12, '0')}`;
  };
  const rows = resolution.entities
    .filter(({ id }) => PROTECTED_STATES.includes(detection.personStates.get(id) ?? 'UNASSESSED'))
    .map(({ id, parties }) => {
      const keys = parties.map((party) => key(resolution.partyById.get(party)?.record ?? ('' as RecordId)));
      return { id, first: keys.sort()[0] ?? '9' };
    })
    .sort(
      byKeys(
        (row) => row.first,
        (row) => row.id,
      ),
    );
  return new Map(rows.map(({ id }, index) => [id, `V-${index + 1}`]));
}
