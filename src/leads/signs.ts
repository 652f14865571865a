import type { RoleName } from '../detection/index.ts';
import type { Finding } from '../facts/index.ts';
import type { Statement } from './types/statement.ts';

/** What a rule of detection 1.3 has seen, in words for a reader who does not know its name, and what a share is of. */
type Seen = { readonly words: string; readonly of?: string };

const SEEN: Readonly<Record<string, Seen>> = {
  'sub-threshold-series': { words: 'cash deposits just below the reporting line, close together' },
  'night-cash': { words: 'cash moved between 22:00 and 06:00', of: 'of its cash movements' },
  'third-party-cash': { words: 'cash paid in by people who do not hold the account', of: 'of its credits' },
  'funnel-account': { words: 'money paid in at several places and taken out elsewhere soon after' },
  'rapid-pass-through': { words: 'money leaves within two days of coming in', of: 'of the inflow' },
  'just-enough-funding': { words: 'credits of just the next debit, within a day before it', of: 'of the debits' },
  collector: { words: 'takes in from several payers and hands on to accounts that do the same', of: 'of the inflow' },
  'shared-identifier': { words: 'holders of different names give one telephone, e-mail or address' },
  'payroll-thin': { words: 'a business with revenue and little or no payroll', of: 'of its revenue' },
  'processor-fed': { words: 'a venue business paid by payment processors', of: 'of its credits' },
  'owner-carousel': { words: 'accounts behind one owner pay each other, then cash or people' },
  'serial-storefront': { words: 'one person, address or telephone behind several venue businesses' },
  'wage-kick-back': { words: 'wages withdrawn, or sent to one same payee, within two days of pay day' },
  'many-wages-one-account': { words: 'wages of several people go to one account' },
};

/** The ordinary case in which a person stands in the same place. A role is a hypothesis and a flag like any other. */
const ORDINARY: Readonly<Record<RoleName, string>> = {
  controller: 'an owner who openly runs several firms, or a parent or partner who helps with the money',
  facilitator: 'an agent, bookkeeper or lawyer with many lawful clients',
  nominee: 'a relative or employee who lends a name without knowing what for, or an ordinary trustee',
  collector: 'a treasurer, a team captain or an elder of a family who gathers money for others',
  'registered-agent': 'an agent who files for hundreds of companies by trade',
  launderer: 'a payroll bureau, an escrow agent or a money service, which pass on the money of others by trade',
  landlord: 'a landlord who is paid rent and knows no more of the tenant',
  processor: 'a payment processor, which serves any shop',
  'account-holder-under-control': 'a person who lets a relative handle their account',
};

/** The words for a rule; an id that the table does not know is read as words. */
export function signWords(rule: string): string {
  return SEEN[rule]?.words ?? rule.replaceAll('-', ' ');
}

/** The innocent explanation that stands beside a role. */
export function ordinaryRole(role: RoleName): string {
  return ORDINARY[role];
}

const SHARE = /\b([01])\.(\d\d)(\d\d)\b/g;

/** Shares of four places as percent and amounts in groups: "0.8867" is "88.67 percent", "27280.00" is "27,280.00". */
function plainFigures(text: string): string {
  return text
    .replaceAll(SHARE, (_, whole: string, percent: string, rest: string) => {
      const fraction = rest === '00' ? '' : `.${rest}`;
      return `${Number(`${whole}${percent}`)}${fraction} percent`;
    })
    .replaceAll(/\b\d{4,}(?=\.\d\d\b)/g, (digits) => digits.replaceAll(/\B(?=(\d{3})+$)/g, ','));
}

/** What a rule measured: "12 months with revenue and no payroll; counts from 3 months". */
export function measuredWords({ rule, value, threshold }: Pick<Finding, 'rule' | 'value' | 'threshold'>): string {
  const share = /^[01]\.\d{4}$/.test(value) ? ` ${SEEN[rule]?.of ?? ''}`.trimEnd() : '';
  return `${plainFigures(value)}${share}; counts from ${plainFigures(threshold)}`;
}

/** A finding in one line with its records, and beside it the ordinary case that looks the same. */
export function signOf(finding: Finding): Statement {
  const { rule, window, records, innocentExplanation } = finding;
  const span = window.from === null ? '' : `, ${window.from} to ${window.to ?? window.from}`;
  return { text: `${signWords(rule)}: ${measuredWords(finding)}${span}`, records, innocent: innocentExplanation };
}
