/**
 * Flags: a business whose wages and payroll tax are below the 5th percentile of its line, or nil for 3 whole months with revenue.
 * Matters: a shop that sells services but pays nobody either has no staff or pays them outside the books, or not at all.
 * Innocent: an owner who works alone, a holding company, or a firm whose payroll runs over another bank.
 * Parameters: 5th percentile of at least 20 accounts of the same 4-digit NAICS, else 3 months at zero (defaults).
 * Source: FIN-2014-A008; detection 1.3 row 37.
 * Cost: one pass over the flows of organisations.
 */
import { addMonths, type DateText, type EntityId, groupBy, scoreText } from '../../core/index.ts';
import { ratio, sumTicks } from '../amounts.ts';
import { type Hit, windowOf } from '../finding.ts';
import type { Movement } from '../movement.ts';
import { isPayroll } from '../pay-cycles.ts';
import {
  type AccountFlow,
  flowOfEntity,
  isOrganisation,
  isOwnTransfer,
  profileOf,
  recordsOf,
  type View,
} from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_PEERS = 20;
const PERCENTILE = 0.05;
const MONTHS = 3;

type Staffing = {
  readonly entity: EntityId;
  readonly line: string | null;
  readonly accounts: number;
  readonly share: number;
  readonly revenue: readonly Movement[];
  readonly payroll: readonly Movement[];
};

function staffingOf(view: View, entity: EntityId, flow: AccountFlow): Staffing | null {
  const currency = flow.credits[0]?.currency;
  const revenue = flow.credits.filter((credit) => credit.currency === currency && !isOwnTransfer(credit));
  const payroll = flow.debits.filter((debit) => debit.currency === currency && isPayroll(debit));
  const share = ratio(sumTicks(payroll), sumTicks(revenue));
  if (share === null) return null;
  const naics = profileOf(view, entity)?.naics[0] ?? null;
  const line = naics === null || naics.length < 4 ? null : naics.slice(0, 4);
  return { entity, line, accounts: view.accountsOf.get(entity)?.length ?? 0, share, revenue, payroll };
}

/** The longest run of whole calendar months that all have revenue and no payroll. */
function longestUnpaidRun(staffing: Staffing): number {
  const month = (item: Movement) => item.date.slice(0, 7);
  const paid = new Set(staffing.payroll.map(month));
  const earning = [...new Set(staffing.revenue.map(month))].sort();
  let run = 0;
  let longest = 0;
  let expected = '';
  for (const current of earning) {
    const unbroken = current === expected;
    run = paid.has(current) ? 0 : unbroken ? run + 1 : 1;
    longest = Math.max(longest, run);
    expected = addMonths(`${current}-01` as DateText, 1).slice(0, 7);
  }
  return longest;
}

function fifthPercentile(shares: readonly number[]): number {
  const sorted = [...shares].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * PERCENTILE)] ?? 0;
}

function judge(staffing: Staffing, peers: readonly Staffing[]): Hit | null {
  const comparable = peers.reduce((sum, peer) => sum + peer.accounts, 0) >= MIN_PEERS;
  const limit = comparable ? fifthPercentile(peers.map((peer) => peer.share)) : 0;
  const months = longestUnpaidRun(staffing);
  const thin = comparable && staffing.share < limit;
  if (!thin && months < MONTHS) return null;
  return {
    subjects: [staffing.entity],
    window: windowOf(staffing.revenue),
    value: thin ? scoreText(staffing.share) : `${months} months with revenue and no payroll`,
    threshold: thin ? scoreText(limit) : `${MONTHS} months`,
    inputs: { payrollShare: scoreText(staffing.share), unpaidMonths: months, peers: peers.length, line: staffing.line },
    records: recordsOf([...staffing.revenue, ...staffing.payroll]),
    counterEvidence:
      staffing.payroll.length > 0 ? [`${staffing.payroll.length} wage or payroll tax payments were made`] : [],
  };
}

function hits(view: View): Hit[] {
  const all = [...view.accountsOf.keys()].flatMap((entity) => {
    if (!isOrganisation(view, entity)) return [];
    return staffingOf(view, entity, flowOfEntity(view, entity)) ?? [];
  });
  const lines = groupBy(all, (staffing) => staffing.line);
  return all.flatMap((staffing) => {
    const peers = staffing.line === null ? [] : (lines.get(staffing.line) ?? []);
    return judge(staffing, peers) ?? [];
  });
}

export const payrollThin: Indicator = {
  id: 'payroll-thin',
  row: 37,
  version: '1.0.0',
  family: 'B',
  thresholdSource: 'default',
  about: {
    flags:
      'a business whose wages and payroll tax are below the 5th percentile of its line, or nil for 3 whole months with revenue.',
    matters:
      'a shop that sells services but pays nobody either has no staff or pays them outside the books, or not at all.',
    innocent: 'an owner who works alone, a holding company, or a firm whose payroll runs over another bank.',
    parameters: '5th percentile of at least 20 accounts of the same 4-digit NAICS, else 3 months at zero (defaults).',
    source: 'FIN-2014-A008; detection 1.3 row 37.',
    cost: 'one pass over the flows of organisations.',
  },
  hits,
};
