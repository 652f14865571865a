import type { Json } from '../core/index.ts';
import { wagesReturned } from '../leads/index.ts';
import { draftWorksheet, type Worksheet, worksheetOf } from '../restitution/index.ts';
import type { ExportScope } from './scope.ts';

export const WORKSHEET_FILE = 'data/restitution.json';

/** Stated facts of victims under the numbers of the lead. Notes stay in the records: they may say more than is needed. */
function numberedFacts({ input: { lead, facts } }: ExportScope) {
  const stated = lead?.restitution.stated ?? [];
  const numbers = new Map(
    stated.flatMap(({ number, facts: told }) =>
      told.flatMap(({ records }) => records.map((record) => [record, number] as const)),
    ),
  );
  return facts.victimFacts.flatMap((fact) => {
    const victim = numbers.get(fact.record);
    return victim === undefined ? [] : [{ ...fact, victim, note: null }];
  });
}

/**
 * The worksheet of 18 USC 1593 as far as the records of the scope carry it, for a person to complete: hours and losses
 * that nobody has stated are missing in it, and it says so. Null when nothing is known of any victim.
 */
export function draftedWorksheet(scope: ExportScope): Worksheet | null {
  const { lead, reference } = scope.input;
  const circuits = (lead?.districts ?? []).flatMap(({ code }) => reference.districts.get(code)?.circuit ?? []);
  const [victimFacts, wages] = [numberedFacts(scope), wagesReturned(lead?.assets ?? [])];
  if (victimFacts.length + wages.length === 0) return null;
  const file = draftWorksheet({ case: scope.id, circuits, victimFacts, returnedWages: wages });
  // What one victim stated may be something that no worksheet takes; it hides the figures of no other.
  const victims = file.victims.filter(
    (victim) => worksheetOf({ ...file, victims: [victim], missing: [] }, reference).ok,
  );
  const drafted = worksheetOf({ ...file, victims }, reference);
  return drafted.ok ? drafted.value : null;
}

export function worksheetJson({ circuit, liquidatedCounted, victims, warnings }: Worksheet): Json {
  return {
    schema: 'redress-restitution/1',
    draft: true,
    circuit,
    liquidatedCounted,
    victims: victims.map((victim) => ({ ...victim })),
    warnings: warnings.map((item) => ({ ...item })),
  };
}
