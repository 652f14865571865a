import { ok, type Result } from '../../core/index.ts';
import { checkCitations, checkCustody, type Digests, readJson, SOURCES } from './chain.ts';
import { readMovements } from './movements.ts';
import { checkSums } from './sums.ts';
import type { PayloadFiles } from './table.ts';
import { checkTraces } from './traces.ts';
import { checkWorksheets } from './worksheets.ts';

/** How much of a package was made again: what the verifier counts besides bytes. */
export type CheckedFigures = {
  readonly movements: number;
  readonly sums: number;
  readonly traces: number;
  readonly worksheets: number;
  readonly custodyEvents: number;
};

/** Makes the figures of a payload, whose digests have been checked, again from its own data. Nothing outside it is read. */
export function checkFigures(files: PayloadFiles, digests: Digests): Result<CheckedFigures> {
  const movements = readMovements(files);
  if (!movements.ok) return movements;
  const index = readJson(files, SOURCES);
  if (!index.ok) return index;
  const citations = checkCitations(index.value, movements.value);
  if (!citations.ok) return citations;
  const sums = checkSums(files, movements.value);
  if (!sums.ok) return sums;
  const traces = checkTraces(files, movements.value);
  if (!traces.ok) return traces;
  const worksheets = checkWorksheets(files);
  if (!worksheets.ok) return worksheets;
  const custody = checkCustody(files, digests, index.value);
  if (!custody.ok) return custody;
  return ok({
    movements: movements.value.length,
    sums: sums.value,
    traces: traces.value,
    worksheets: worksheets.value,
    custodyEvents: custody.value,
  });
}
