import { hasExcessDecimals, moneyText, type RecordId } from '../core/index.ts';
import type { FactSet, Finding } from '../facts/index.ts';
import { defaultAsOf } from './default-as-of.ts';
import { makeFinding } from './finding.ts';

type DataRule = { readonly id: string; readonly threshold: string; readonly innocent: string };

const RULES = {
  form: {
    id: 'form-type-contradicts',
    threshold: 'the form type code names what the filing holds',
    innocent: 'filing software often writes a wrong code; the filing was read as its content',
  },
  decimals: {
    id: 'excess-decimals',
    threshold: 'the minor digits of the currency',
    innocent: 'exchange rates and interest are often kept with more decimals; the amount was used as written',
  },
  date: {
    id: 'date-far-ahead',
    threshold: '366 days after the 99th percentile of dates',
    innocent: 'a year typed wrong; the date does not move the as-of date of the Run',
  },
} as const satisfies Record<string, DataRule>;

function dataFinding(facts: FactSet, rule: DataRule, value: string, records: readonly RecordId[]): Finding {
  const identity = {
    id: rule.id,
    version: '1.0.0',
    family: 'D',
    kind: 'data',
    thresholdSource: 'default',
    innocent: rule.innocent,
    severity: 'data',
  } as const;
  const hit = {
    subjects: [],
    window: { from: null, to: null },
    value,
    threshold: rule.threshold,
    inputs: {},
    records,
    counterEvidence: [],
  };
  return makeFinding(identity, hit, facts);
}

/** Findings about the data themselves: they never score, and they tell a reader what to check before relying on it. */
export function dataFindings(facts: FactSet): Finding[] {
  const reports = facts.reports
    .filter((report) => report.formTypeContradicts)
    .map((report) => dataFinding(facts, RULES.form, report.formTypeCode ?? 'no form type code', [report.record]));
  const amounts = [...facts.transfers, ...facts.cashMovements, ...facts.balances]
    .filter((fact) => hasExcessDecimals(fact.amount))
    .map((fact) =>
      dataFinding(facts, RULES.decimals, `${moneyText(fact.amount)} ${fact.amount.currency}`, [fact.record]),
    );
  const dates = defaultAsOf(facts).outliers.map((record) =>
    dataFinding(facts, RULES.date, facts.records.get(record)?.date ?? 'unknown', [record]),
  );
  return [...reports, ...amounts, ...dates];
}
