import { type Actor, requireSecondPerson } from '../access/index.ts';
import { err, failure, ok, type Result } from '../core/index.ts';
import type { Decision } from '../facts/index.ts';
import { LEAD_STATUSES, type LeadStatus } from './types/lead.ts';

export type LeadAct = Extract<Decision, { kind: 'lead-transition' }>['act'];
/** A person's act on a lead, as far as the machine of states looks at it. */
export type LeadMove = { readonly act: LeadAct; readonly actor: string; readonly keyId: string };

const MOVES: Readonly<Record<LeadAct, { readonly from: readonly LeadStatus[]; readonly to: LeadStatus }>> = {
  // What asks for a draft moves none: the lead that the next Run drafts has an id of its own.
  build: { from: [], to: 'DRAFT' },
  submit: { from: ['DRAFT', 'INCOMPLETE', 'RETURNED'], to: 'SUBMITTED' },
  approve: { from: ['SUBMITTED'], to: 'APPROVED' },
  reject: { from: ['SUBMITTED'], to: 'REJECTED' },
  return: { from: ['SUBMITTED'], to: 'RETURNED' },
  // An approved lead may go to several recipients, each release an act of its own.
  release: { from: ['APPROVED', 'RELEASED'], to: 'RELEASED' },
  recall: { from: ['RELEASED'], to: 'RECALLED' },
};

/** Acts that the person who submitted the lead may not do, by name or by key (legal-and-evidence 4.4; R7). */
export const SECOND_PERSON_ACTS: readonly LeadAct[] = ['approve', 'reject', 'return', 'release'];

function isStatus(text: string): text is LeadStatus {
  return (LEAD_STATUSES as readonly string[]).includes(text);
}

/**
 * The status after people's acts, in their order. An act that does not fit the state it meets changes nothing, so a log
 * that holds a late or doubled act still has one meaning.
 */
export function leadStatus(drafted: string, acts: readonly Pick<LeadMove, 'act'>[]): LeadStatus {
  const start: LeadStatus = isStatus(drafted) ? drafted : 'DRAFT';
  return acts.reduce<LeadStatus>(
    (status, { act }) => (MOVES[act].from.includes(status) ? MOVES[act].to : status),
    start,
  );
}

/** One more act: the new status, or CONFLICT when the state does not allow it, or SAME_PERSON for the author. */
export function transition(drafted: string, earlier: readonly LeadMove[], next: LeadMove): Result<LeadStatus> {
  const status = leadStatus(drafted, earlier);
  const author = earlier.findLast(({ act }) => act === 'submit');
  if (author !== undefined && SECOND_PERSON_ACTS.includes(next.act)) {
    const acting: Pick<Actor, 'name' | 'keyId'> = { name: next.actor, keyId: next.keyId };
    const second = requireSecondPerson({ name: author.actor, keyId: author.keyId }, { ...acting, role: 'supervisor' });
    if (!second.ok) return second;
  }
  if (!MOVES[next.act].from.includes(status))
    return err(failure('CONFLICT', `a lead that is ${status} cannot be moved by "${next.act}"`));
  return ok(MOVES[next.act].to);
}
