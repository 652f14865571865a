import { err, failure, ok, type Result } from '../../core/index.ts';
import { agencyNamed } from '../../leads/index.ts';
import type { OperationContext } from '../context.ts';
import { readLead } from './lead.ts';

type Asked = {
  readonly id: string;
  readonly kind: 'lead' | 'evidence' | 'graph';
  readonly variant: 'bsa' | 'no-bsa' | null;
  /** `Agency|Person`; another text names no agency that has access to BSA material. */
  readonly to: string;
  readonly release: boolean;
};

const refused = (what: string) => err(failure('FORBIDDEN', what));

/** Whether the lead was released with BSA material to this agency: then its access, or the agreement, was looked at. */
async function wasReleased(context: OperationContext, id: string, agency: string): Promise<boolean> {
  const lead = await readLead(context, id);
  return (
    lead.ok && lead.value.decisions.some(({ release }) => release?.variant === 'bsa' && release.to.agency === agency)
  );
}

/**
 * Whether a copy may go to whom it is made for, by the rules that a release has (legal-and-evidence 4.1): nothing to a
 * provider of services, in whatever kind or order of the words, no BSA material to an agency without access, and none in a final copy to one whose access nobody
 * has shown. Error: FORBIDDEN.
 */
export async function checkRecipient(context: OperationContext, asked: Asked): Promise<Result<null>> {
  const agency = (asked.to.split('|')[0] ?? '').trim();
  const { directory } = context.reference;
  const named = agencyNamed(directory, agency);
  const services = [agency, ...asked.to.split(/[|,]/)].find(
    (part) => agencyNamed(directory, part)?.kind === 'services',
  );
  if (services !== undefined)
    return refused(`${services.trim()}: a lead or its network never goes to a provider of services for victims`);
  const isCleared = directory.get(agency)?.bsaAccess === 'yes';
  if (asked.variant !== 'bsa' || asked.kind === 'evidence' || isCleared) return ok(null);
  const isShown = named?.bsaAccess !== 'no' && (!asked.release || (await wasReleased(context, asked.id, agency)));
  return isShown ? ok(null) : refused(`${agency} may not have the variant with BSA material`);
}
