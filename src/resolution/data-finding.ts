import { type Json, makeId, type RecordId, sortedUnique } from '../core/index.ts';
import { classesOfRecords, type FactSet, type Finding } from '../facts/index.ts';

/** What a data finding says; the rest follows. Data findings never score: they tell a person what to look at. */
export type DataHit = {
  readonly rule: string;
  readonly subjects: readonly string[];
  readonly on: string | null;
  readonly value: string;
  readonly threshold: string;
  readonly inputs: { readonly [key: string]: Json };
  readonly records: readonly RecordId[];
  readonly innocent: string;
};

/** A Finding of family D about the data themselves; its id is that of interface 3. */
export function dataFinding(hit: DataHit, facts: Pick<FactSet, 'records'>): Finding {
  const records = sortedUnique(hit.records);
  return {
    id: makeId('fnd', [hit.rule, '1.0.0', hit.on, hit.on, records]),
    rule: hit.rule,
    ruleVersion: '1.0.0',
    family: 'D',
    kind: 'data',
    subjects: hit.subjects,
    window: { from: hit.on, to: hit.on },
    value: hit.value,
    threshold: hit.threshold,
    thresholdSource: 'default',
    inputs: hit.inputs,
    records,
    innocentExplanation: hit.innocent,
    counterEvidence: [],
    severity: 'info',
    classes: classesOfRecords(records, facts),
  };
}
