import { err, failure, ok, type Result } from '../core/index.ts';
import { isAdmissible } from '../facts/index.ts';
import type { ExportInput } from './input.ts';

/**
 * The last check before anything is written: every Source and every person's decision in the cut of an outward export
 * is of an admissible class (R3). The cut has been made before; a failure here is refused without saying what was found.
 */
export function checkFirewall(input: Pick<ExportInput, 'kind' | 'variant' | 'facts'>): Result<null> {
  if (input.kind !== 'evidence' && input.variant === 'bsa') return ok(null);
  const { sources, records, judgements, decisions } = input.facts;
  const classes = [
    ...sources.map(({ sourceClass }) => [sourceClass]),
    ...[...records.values()].map(({ sourceClass }) => [sourceClass]),
    ...judgements.map((item) => item.classes),
    ...decisions.map((item) => item.classes),
  ];
  return classes.every((set) => isAdmissible(set))
    ? ok(null)
    : err(failure('CLASS_NOT_ADMISSIBLE', 'the export does not rest on admissible records alone'));
}
