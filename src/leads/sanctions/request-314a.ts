import { err, failure, ok, type Result } from '../../core/index.ts';
import type { LeadContext } from '../context.ts';
import { subjectsOf } from '../subjects.ts';
import { identifiersOf, type TargetIdentifiers } from './identifiers.ts';

/**
 * What a named officer certifies in writing: that each subject is engaged in, or on credible evidence reasonably suspected
 * of, money laundering (31 CFR 1010.520(b)(1)). Trafficking alone does not open the way.
 */
export type Certification = {
  readonly certifiedBy: string;
  readonly title: string;
  readonly agency: string;
  /** The one person at the agency who can be asked. */
  readonly contact: string;
  readonly on: string;
  readonly suspicion: string;
  readonly credibleEvidence: string;
};

/** A draft of the request, for the certifying officer to read and send: nothing is sent from here. */
export type Request314a = {
  readonly certification: Certification;
  readonly subjects: readonly {
    readonly entity: string;
    readonly kind: string;
    readonly identifiers: TargetIdentifiers;
  }[];
  readonly gaps: readonly string[];
  readonly note: string;
};

const SUSPICION = 'money laundering';

/** Errors: FORBIDDEN when the certified suspicion is not money laundering, NOT_FOUND when the network has no subject. */
export function request314a(context: LeadContext, certification: Certification): Result<Request314a> {
  if (certification.suspicion.trim().toLowerCase() !== SUSPICION)
    return err(
      failure('FORBIDDEN', `a 314(a) request needs a certified suspicion of ${SUSPICION} (31 CFR 1010.520(b)(1))`),
    );
  const subjects = subjectsOf(context).map(({ entity, kind }) => ({
    ...{ entity, kind },
    identifiers: identifiersOf(context, entity),
  }));
  if (subjects.length === 0) return err(failure('NOT_FOUND', 'the network has no subject to ask about'));
  const vague = subjects.filter(
    ({ identifiers: { birthDates, documents, addresses } }) =>
      birthDates.length + documents.length + addresses.length === 0,
  );
  return ok({
    certification,
    subjects,
    gaps: vague.map(({ identifiers }) => `nothing separates ${identifiers.names[0]?.value} from others of that name`),
    note: 'answers are leads: obtain the records by process before they are used',
  });
}
