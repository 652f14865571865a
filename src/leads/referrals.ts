import type { NetworkKind } from '../detection/index.ts';
import type { LeadContext } from './context.ts';
import type { Lead, Referral } from './types.ts';

/** First referral by signal (legal-and-evidence 5.2). Only what records can show is a signal here. */
const BY_KIND: readonly { readonly kinds: readonly NetworkKind[]; readonly referral: Referral }[] = [
  {
    kinds: ['wage-kickback'],
    referral: {
      recipient: 'DOL-WHD',
      also: ['DOL-OIG'],
      signal: 'wages that go back to the employer or a common payee',
      basis: 'Wage and Hour Division: detects, refers and computes back wages at the request of DOJ',
    },
  },
  {
    kinds: ['front-company', 'funnel', 'layering', 'nominee-ring'],
    referral: {
      recipient: 'IRS-CI',
      also: ['FBI', 'FinCEN'],
      signal: 'possible laundering through front-company books',
      basis: '31 USC 5317(c)(2)(B); OVC TTAC task-force guide',
    },
  },
  {
    kinds: ['illicit-massage'],
    referral: {
      recipient: 'FBI',
      also: ['HSI', 'State or local task force', 'State attorney general (18 USC 1595(d))'],
      signal: 'storefronts of the venue kind under hidden common control',
      basis: 'OVC TTAC task-force guide; 18 USC 1595(d)',
    },
  },
];

/** ISO 9362: characters 5 and 6 of a BIC are the country of the institution. */
function isForeignBic(keyType: string, institution: string): boolean {
  return keyType === 'bic' && institution.slice(4, 6).toUpperCase() !== 'US';
}

function crossesBorder({ network, accounts, movements }: LeadContext): boolean {
  return network.members.some((member) => {
    if (member.type !== 'account') return false;
    const counterparts = (movements.get(member.id) ?? []).flatMap(({ from, to }) => [from.account, to.account]);
    return counterparts.some((id) => {
      const account = id === null ? undefined : accounts.get(id);
      return account !== undefined && isForeignBic(account.keyType, account.institution);
    });
  });
}

/**
 * Who should see the lead first. Section 311 is never named: it reaches foreign institutions and jurisdictions only, and
 * this version knows no such target; section 7108 never for an entity organised under US law (R12).
 */
export function referralsOf(context: LeadContext): Referral[] {
  const byKind = BY_KIND.filter(({ kinds }) => kinds.some((kind) => context.network.kinds.includes(kind)));
  const border: Referral[] = crossesBorder(context)
    ? [
        {
          recipient: 'HSI',
          also: ['FBI', 'DSS'],
          signal: 'money moves to or from an institution outside the United States',
          basis: 'OVC TTAC task-force guide',
        },
      ]
    : [];
  return [...byKind.map(({ referral }) => referral), ...border];
}

const STATUTES: readonly { readonly kinds: readonly NetworkKind[]; readonly statute: string; readonly why: string }[] =
  [
    { kinds: ['wage-kickback'], statute: '18 USC 1589', why: 'possible forced labour: wages returned after pay day' },
    { kinds: ['illicit-massage'], statute: '18 USC 1591', why: 'possible commercial venture behind venue storefronts' },
    {
      kinds: ['front-company', 'funnel', 'layering', 'nominee-ring', 'wage-kickback', 'illicit-massage'],
      statute: '18 USC 1956',
      why: 'possible concealment of proceeds in the movements cited',
    },
  ];

/** Candidate statutes: a hypothesis for counsel, not a charge. Section 1957 needs one transaction above 10,000 USD. */
export function predicateOf(context: LeadContext, assets: Lead['assets']): Lead['predicate'] {
  const byKind = STATUTES.filter(({ kinds }) => kinds.some((kind) => context.network.kinds.includes(kind))).map(
    ({ statute, why }) => ({ statute, why }),
  );
  const large = assets.some(
    ({ trace }) => trace?.currency === 'USD' && trace.claims.some(({ amount }) => isAbove10000(amount)),
  );
  const facilitators = context.network.roles.some(({ role }) => role === 'facilitator');
  return [
    ...byKind,
    ...(large ? [{ statute: '18 USC 1957', why: 'a claimed credit is greater than 10,000 USD' }] : []),
    ...(facilitators
      ? [{ statute: '18 USC 1593A', why: 'possible benefit from the venture; knowledge is a separate question' }]
      : []),
  ];
}

function isAbove10000(amount: string): boolean {
  const [whole = '0', fraction = ''] = amount.split('.');
  const dollars = BigInt(whole);
  return dollars > 10_000n || (dollars === 10_000n && /[1-9]/.test(fraction));
}
