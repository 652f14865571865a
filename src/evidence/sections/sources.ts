import { heading, left, paragraph, right } from '../document.ts';
import { redactFileName } from '../redact.ts';
import { plainTable } from '../schedule.ts';
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

/** J. The originals behind every figure, with their hashes; last, because labels are given at first citation. */
export function sourcesPart(scope: ExportScope, title: string): Part {
  const rows = scope.citations
    .sources()
    .map(({ label, source, rows: cited }) => [
      label,
      redactFileName(source.fileName, scope.redact),
      CLASS_WORDS[source.sourceClass] ?? source.sourceClass,
      source.custodian ?? 'not recorded',
      source.receivedAt ?? 'not recorded',
      `${cited} of ${source.recordsStored}`,
      source.sha256,
    ]);
  return part([
    heading(2, title),
    paragraph(
      'The originals are kept unchanged under their SHA-256 and are available for inspection. No custodian certification is recorded for them. data/sources.json lists every cited row.',
    ),
    plainTable(
      'Source index',
      [
        left('No.', 1),
        left('File', 3),
        left('Class', 2.4),
        left('Custodian', 2),
        left('Received', 2),
        right('Rows cited', 1.8),
        left('SHA-256', 4),
      ],
      rows,
    ),
  ]);
}
