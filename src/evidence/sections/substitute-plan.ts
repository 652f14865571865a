import { groupBy, grouped, type RecordId, sortedUnique } from '../../core/index.ts';
import { type FormatId, RESTRICTED_CLASSES } from '../../facts/index.ts';
import { DISTRICT_REASONS, type Lead, type Statement } from '../../leads/index.ts';
import { statedInstitution } from '../../resolution/index.ts';
import { heading, left, paragraph } from '../document.ts';
import { plainTable, type Schedule } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { type Part, part } from './part.ts';

/** The ordinary record behind each kind of report: what a court may see in its place (legal-and-evidence 4.1). */
const BUSINESS_RECORD: Readonly<Partial<Record<FormatId, string>>> = {
  'fincen-sar':
    'the account statements, deposit and withdrawal items and wire records of the activity, with the account opening file',
  'fincen-ctr': 'the teller tickets and deposit or withdrawal slips of the day, with the account statement',
  'icij-fincen-files': 'the payment messages between the institutions for the span stated',
  bods: 'the certification of beneficial owners in the account opening file (31 CFR 1010.230) and the filings of the State of formation',
};
const ANY_RECORD = 'the business record of the transaction or relation itself, as its maker keeps it';

type Facts = ExportScope['input']['facts'];

/** Everything the lead states with records: reasons, districts, assets and the credits it claims. */
function statements({ subjects, assets, districts }: Lead): Statement[] {
  const ofAsset = assets.flatMap(({ id, dissipation, innocentOwner, records, trace }) => [
    ...dissipation,
    ...innocentOwner,
    { text: `Existence and holder of asset ${id}`, records },
    ...(trace?.claims ?? []).map(({ date, amount, records: cited }) => ({
      text: `Credit of ${grouped(amount)} ${trace?.currency ?? ''} on ${date} to asset ${id}`,
      records: cited,
    })),
  ]);
  return [
    ...subjects.flatMap(({ suspicion, contrary }) => [...suspicion, ...contrary]),
    ...ofAsset,
    ...districts.flatMap(({ reasons }) =>
      reasons.map(({ reason, text, records }) => ({ text: `${DISTRICT_REASONS[reason]}: ${text}`, records })),
    ),
  ];
}

function isLeadOnly(facts: Facts, record: RecordId): boolean {
  const ref = facts.records.get(record);
  return ref !== undefined && RESTRICTED_CLASSES.includes(ref.sourceClass);
}

/** Institutions that the record names: those of its accounts, else those it names as institutions. */
function holdersOf(scope: ExportScope): (record: RecordId) => string[] {
  const { facts, resolution } = scope.input;
  const accounts = groupBy(facts.accounts, ({ record }) => record);
  const parties = groupBy(
    facts.parties.filter(({ role }) => role === 'institution' || role === 'branch' || role === 'flow-institution'),
    ({ record }) => record,
  );
  const resolved = new Map(resolution.accounts.map((account) => [account.id, account]));
  return (record) => {
    const ofAccounts = (accounts.get(record) ?? []).flatMap(({ id, institutionName }) => {
      const account = resolved.get(resolution.accountOf.get(id) ?? id);
      return institutionName ?? (account === undefined ? [] : statedInstitution(account));
    });
    const named = (parties.get(record) ?? []).flatMap(({ names }) => names[0]?.full ?? []);
    return sortedUnique(ofAccounts.length > 0 ? ofAccounts : named);
  };
}

/** A fact that rests on reports: the reports, the admissible records it has too, what would prove it, and who keeps that. */
type Planned = {
  readonly text: string;
  readonly restricted: readonly RecordId[];
  readonly open: readonly RecordId[];
  readonly wanted: string;
  readonly from: string;
};

function planOf(scope: ExportScope, lead: Lead): Planned[] {
  const { facts } = scope.input;
  const holders = holdersOf(scope);
  const byText = groupBy(statements(lead), ({ text }) => text);
  return [...byText].flatMap(([text, same]) => {
    const records = sortedUnique(same.flatMap((item) => item.records));
    const restricted = records.filter((record) => isLeadOnly(facts, record));
    if (restricted.length === 0) return [];
    const open = records.filter((record) => !restricted.includes(record));
    const wanted = sortedUnique(
      restricted.map((record) => BUSINESS_RECORD[facts.records.get(record)?.format ?? 'table'] ?? ANY_RECORD),
    );
    const from = sortedUnique(restricted.flatMap(holders)).join('; ');
    return [
      {
        text: scope.redact(text),
        restricted,
        open,
        wanted: wanted.join('; '),
        from: from === '' ? 'the institution or office that the record names; a person reads it there' : from,
      },
    ];
  });
}

const planRow = (
  { text, restricted, open, wanted, from }: Planned,
  cite: ExportScope['citations']['cite'],
): string[] => [text, cite(restricted), open.length === 0 ? 'none' : cite(open), wanted, from];

/**
 * For each fact that rests on a BSA report or restricted ownership data: which business record would prove it, and who
 * keeps that record. It stands in the BSA variant alone, because the list itself reveals that reports exist.
 */
export function substitutePlanPart(scope: ExportScope, lead: Lead, title: string): Part {
  const plan = planOf(scope, lead);
  if (plan.length === 0)
    return part([heading(2, title), paragraph('Every fact of this lead already rests on admissible records alone.')]);
  const { cite, citeAll } = scope.citations;
  const schedule: Schedule = {
    file: 'substitute-plan.csv',
    header: ['fact', 'lead_only_source', 'admissible_source', 'record_that_would_prove_it', 'obtain_from'],
    rows: plan.map((item) => planRow(item, citeAll)),
  };
  const columns = [
    left('Fact', 5),
    left('Lead only', 2.6),
    left('Admissible', 2.6),
    left('Record that would prove it', 5),
    left('Obtain from', 3),
  ];
  const table = plainTable(
    'Facts that rest on reports, and the records that would prove them',
    columns,
    plan.map((item) => planRow(item, cite)),
  );
  return part(
    [
      heading(2, title),
      paragraph(
        'None of the sources named first may go to a court, a defendant or a witness. Each fact is proved again by the record named, got by subpoena, warrant or other process from whoever keeps it; the report only shows where to ask.',
      ),
      { ...table, schedule: schedule.file },
    ],
    [schedule],
  );
}
