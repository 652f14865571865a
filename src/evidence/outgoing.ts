import { err, failure, ok, type Result } from '../core/index.ts';
import { checkFirewall } from './firewall.ts';
import type { ExportInput } from './input.ts';
import { outwardLead } from './outward-lead.ts';
import { arrangeScope, type ExportScope } from './scope.ts';
import { watermarkOf } from './watermark.ts';

/** A scope that may leave, with the number and the line that every copy of it carries. */
export type Outgoing = { readonly scope: ExportScope; readonly id: string; readonly watermark: string };

/** Whether the papers would name someone whom the house holds a possible victim, which this cut alone does not show (R17). */
function exposesUnreviewed({ input, involved, isNumbered }: ExportScope): boolean {
  return input.heldVictims.some((person) => involved.has(person) && !isNumbered(person));
}

/** What no kind of export has: refused before anything is arranged. */
function checkKind({ kind, lead, variant }: ExportInput): Result<null> {
  if (kind === 'lead' && lead === null) return err(failure('NOT_FOUND', 'there is nothing to export under this id'));
  if (kind === 'evidence' && variant === 'bsa')
    return err(failure('BAD_INPUT', 'an evidence summary has no variant with BSA material'));
  return ok(null);
}

/**
 * The one gate of everything that leaves, whatever its format. Errors: UNREVIEWED_PERSON when a possible victim would be
 * named; BAD_INPUT for evidence with BSA material; NOT_FOUND without a lead or when the scope holds nothing that may be
 * exported (forbidden looks the same); CLASS_NOT_ADMISSIBLE when the cut was not made admissible.
 */
export function openScope(input: ExportInput): Result<Outgoing> {
  const firewall = checkFirewall(input);
  if (!firewall.ok) return firewall;
  const kind = checkKind(input);
  if (!kind.ok) return kind;
  const arranged = arrangeScope(input);
  const scope = { ...arranged, input: { ...input, lead: outwardLead(arranged) } };
  if (scope.accounts.length === 0 && scope.entities.length === 0)
    return err(failure('NOT_FOUND', 'there is nothing to export under this id'));
  if (exposesUnreviewed(scope))
    return err(
      failure(
        'UNREVIEWED_PERSON',
        'a person in this scope may be a victim by records that may not leave; decide on them under --view no-bsa first',
      ),
    );
  const id = (input.kind === 'lead' ? scope.input.lead?.id : undefined) ?? scope.id;
  return ok({ scope, id, watermark: watermarkOf(id, input) });
}
