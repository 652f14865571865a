import { addDays, type RecordId, sortedUnique } from '../core/index.ts';
import type { NetworkKind } from '../detection/index.ts';
import type { LeadContext } from './context.ts';
import { REFERRAL_RULES, type ReferralCode } from './referral-rules.ts';
import { standingOf } from './sanctions/foreign.ts';
import { foreignHubs, foreignInstitutions } from './sanctions/foreign-institution.ts';
import { gtoProposals } from './sanctions/gto.ts';
import { isSubject } from './subjects.ts';
import type { Referral } from './types/lead.ts';

/** Days in which an answer to a referral is asked for (our default; a person may set another when it is released). */
export const ANSWER_DAYS = 30;

/** What in the records speaks for a referral. */
type Signal = { readonly code: ReferralCode; readonly text: string; readonly records: readonly RecordId[] };

const BY_KIND: readonly {
  readonly kinds: readonly NetworkKind[];
  readonly code: ReferralCode;
  readonly text: string;
}[] = [
  { kinds: ['wage-kickback'], code: 'UNPAID_WAGES', text: 'wages that go back to the employer or a common payee' },
  {
    kinds: ['front-company', 'funnel', 'layering', 'nominee-ring'],
    code: 'LAUNDERING',
    text: 'possible laundering through front-company books',
  },
  {
    kinds: ['illicit-massage'],
    code: 'FORCE_FRAUD_COERCION',
    text: 'storefronts of the venue kind under hidden common control',
  },
  { kinds: ['illicit-massage'], code: 'STATE_RESIDENTS', text: 'storefronts of the venue kind in a State' },
];

function kindSignals({ network }: LeadContext): Signal[] {
  return BY_KIND.filter(({ kinds }) => kinds.some((kind) => network.kinds.includes(kind))).map(({ code, text }) => ({
    code,
    text,
    records: network.records,
  }));
}

/**
 * Signals beyond the border. Section 311 reaches foreign institutions and section 7108 foreign persons only, so neither is
 * named before a record shows one; records that make somebody both American and foreign offer nothing (R12).
 */
function foreignSignals(context: LeadContext): Signal[] {
  const institutions = foreignInstitutions(context);
  const hubs = foreignHubs(context);
  const persons = context.network.members.flatMap((member) => {
    const standing = member.type === 'entity' && isSubject(context, member.id) ? standingOf(context, member.id) : null;
    return standing?.is === 'foreign' ? standing.basis.flatMap(({ records }) => records) : [];
  });
  const signals: Signal[] = [
    {
      code: 'CROSS_BORDER',
      text: 'money moves to or from an institution outside the United States',
      records: institutions.flatMap(({ records }) => records),
    },
    { code: 'FOREIGN_PERSON', text: 'a subject is a foreign person by passport or register', records: persons },
    {
      code: 'FOREIGN_INSTITUTION',
      text: `a foreign institution is a hub of the network (${hubs.map(({ institution }) => institution).join(', ')})`,
      records: hubs.flatMap(({ records }) => records),
    },
  ];
  return signals.filter(({ records }) => records.length > 0);
}

function dataGap(context: LeadContext): Signal[] {
  return gtoProposals(context).map(({ state, businessClass, records }) => ({
    code: 'DATA_GAP',
    text: `a series of cash deposits below the reporting line in ${state}, trade "${businessClass}"`,
    records,
  }));
}

/**
 * Who should see the lead, by what records show; the first of each reason is asked first (legal-and-evidence 5.2). The
 * date is that by which an answer is asked for if the referral were made on the as-of date. Which variant a recipient may
 * have is decided when a copy is released: what leaves the house says nothing of BSA access.
 */
export function referralsOf(context: LeadContext): Referral[] {
  return [...kindSignals(context), ...foreignSignals(context), ...dataGap(context)].map(({ code, text, records }) => {
    const { first, also, basis } = REFERRAL_RULES[code];
    return {
      code,
      recipient: first,
      also,
      signal: text,
      basis,
      answerDue: addDays(context.asOf, ANSWER_DAYS),
      records: sortedUnique(records),
    };
  });
}
