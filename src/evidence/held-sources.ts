import type { Source } from '../facts/index.ts';
import { redactFileName } from './redact.ts';
import type { ExportScope } from './scope.ts';

/** A cited original under its label, as it may leave, and how many of its rows are cited. */
export type HeldSource = { readonly label: string; readonly source: Source; readonly rows: number };

const WITHHELD = 'withheld';

/**
 * File name and custodian are what a clerk typed, so names in them are redacted. Of what a victim supplied they go
 * altogether: the giver may be the victim or the shelter, whose names stand in no record that a redactor could know.
 */
function outwardSource(source: Source, { redact }: Pick<ExportScope, 'redact'>): Source {
  if (source.sourceClass === 'VICTIM_SUPPLIED') return { ...source, fileName: WITHHELD, custodian: WITHHELD };
  return {
    ...source,
    fileName: redactFileName(source.fileName, redact),
    custodian: source.custodian === null ? null : redact(source.custodian),
  };
}

/** The cited originals as every paper and index of a package names them. Complete once every section is made. */
export function heldSources(scope: Pick<ExportScope, 'citations' | 'redact'>): HeldSource[] {
  return scope.citations.sources().map((item) => ({ ...item, source: outwardSource(item.source, scope) }));
}
