import { ok, type Result } from '../../core/index.ts';
import { arrangeRun, type LeadInput, makeContext } from '../context.ts';
import { type ForeignInstitution, foreignHubs } from './foreign-institution.ts';
import { type GtoProposal, gtoProposals } from './gto.ts';
import { type Certification, type Request314a, request314a } from './request-314a.ts';
import { type NotOffered, type SanctionsTarget, sanctionsTargets } from './targets.ts';

/** What Treasury's authorities may be asked for about one network, each only where the law lets it. */
export type TreasuryProposals = {
  readonly network: string;
  readonly targets: readonly SanctionsTarget[];
  readonly notOffered: readonly NotOffered[];
  /** Foreign institutions that section 311 could be about; empty for a domestic network (R12). */
  readonly section311: readonly ForeignInstitution[];
  readonly gto: readonly GtoProposal[];
  readonly request314a: Request314a | null;
};

/** Proposals of OFAC blocking, section 311, a GTO, and with a certification the draft of a 314(a) request. */
export function treasuryProposals(input: LeadInput, certification: Certification | null): Result<TreasuryProposals> {
  const context = makeContext(input, arrangeRun(input));
  const request = certification === null ? ok(null) : request314a(context, certification);
  if (!request.ok) return request;
  return ok({
    network: input.network.id,
    ...sanctionsTargets(context),
    section311: foreignHubs(context),
    gto: gtoProposals(context),
    request314a: request.value,
  });
}
