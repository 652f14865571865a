import type { FormatId } from '../../facts/index.ts';
import { heading, left, paragraph, right } from '../document.ts';
import { heldSources } from '../held-sources.ts';
import { type Schedule, tableOf } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { type Part, part } from './part.ts';

const CLASS_WORDS: Readonly<Record<string, string>> = {
  PROCESS_OBTAINED: 'obtained by process',
  PUBLIC_RECORD: 'public record',
  VICTIM_SUPPLIED: 'supplied by a victim',
  BSA_LEAD_ONLY: 'BSA report, lead only',
  BOI_RESTRICTED: 'beneficial ownership information, restricted',
  DERIVED: 'derived',
};

/** What kind of paper a format is, in the words of a reader of the index. */
const DESCRIPTIONS: Readonly<Partial<Record<FormatId, string>>> = {
  'redress-transfers': 'list of transfers',
  'redress-accounts': 'list of accounts and holders',
  'redress-balances': 'list of balances',
  'redress-assets': 'list of assets',
  bods: 'beneficial ownership statements',
  'redress-victim-facts': 'facts stated by victims',
  'redress-outcomes': 'list of orders, seizures and payments',
  'fincen-ctr': 'currency transaction reports',
  'fincen-sar': 'suspicious activity reports',
  'fincen-ack': 'acknowledgements of reports',
  'ofac-sdn': 'sanctions list of OFAC',
  table: 'table',
};

function indexSchedule(scope: ExportScope): Schedule {
  return {
    file: 'sources.csv',
    header: [
      'source',
      'file',
      'description',
      'custodian',
      'acquired_how',
      'acquired_when',
      'sha256',
      'bytes',
      'rows',
      'rows_cited',
      'certificate',
    ],
    rows: heldSources(scope).map(({ label, source, rows }) => [
      label,
      source.fileName,
      DESCRIPTIONS[source.format] ?? source.format,
      source.custodian ?? 'not recorded',
      CLASS_WORDS[source.sourceClass] ?? source.sourceClass,
      source.receivedAt ?? 'not recorded',
      source.sha256,
      `${source.byteLength}`,
      `${source.recordsStored}`,
      `${rows}`,
      'none recorded',
    ]),
  };
}

/** J. The originals behind every figure, with their hashes; last, because labels are given at first citation. */
export function sourcesPart(scope: ExportScope, title: string): Part {
  const schedule = indexSchedule(scope);
  const table = tableOf(schedule, 'Source index', [
    left('No.', 1),
    left('File', 3),
    left('What', 2.4),
    left('Custodian', 2),
    left('How', 2),
    left('Received', 2),
    left('SHA-256', 4),
    right('Rows cited', 1.6),
  ]);
  const rows = schedule.rows.map((row) => [...row.slice(0, 7), `${row[9]} of ${row[8]}`]);
  return part(
    [
      heading(2, title),
      paragraph(
        'The originals are kept unchanged under their SHA-256 and are available for inspection. No custodian certification is recorded for them. data/sources.json lists every cited row.',
      ),
      { ...table, rows },
    ],
    [schedule],
  );
}
