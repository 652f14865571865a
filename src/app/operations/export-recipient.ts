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
 * provider of services, in whatever kind or order of the words, and BSA material, in a draft too, only to an agency that
 * the directory says has access or that the lead was released to with it. Error: FORBIDDEN.
 */
export async function checkRecipient(context: OperationContext, asked: Asked): Promise<Result<null>> {
  const agency = (asked.to.split('|')[0] ?? '').trim();
  const { directory } = context.reference;
  const services = [agency, ...asked.to.split(/[|,]/)].find(
    (part) => agencyNamed(directory, part)?.kind === 'services',
  );
  if (services !== undefined)
    return refused(`${services.trim()}: a lead or its network never goes to a provider of services for victims`);
  const isOpen = asked.variant !== 'bsa' || asked.kind === 'evidence' || directory.get(agency)?.bsaAccess === 'yes';
  if (isOpen || (await wasReleased(context, asked.id, agency))) return ok(null);
  return refused(
    `${agency} may not have the variant with BSA material: the directory of agencies does not say that it has access; ` +
      'ask for no-bsa, or release the lead to it under its agreement',
  );
}
