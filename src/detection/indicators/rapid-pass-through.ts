/**
 * Flags: an account of whose inflow 80 percent or more leaves within 48 hours, or credits worth 80 percent leave to 90 percent or more.
 * Matters: an account that keeps nothing is a pipe: its holder does not live from what comes in.
 * Innocent: a payroll bureau, a property manager or an escrow account, which hold money for others by trade.
 * Parameters: conduit share 0.8, or kept at most 0.1 of 0.8 of the inflow; 48 hours, at least 3 credits (defaults).
 * Source: FINTRAC indicators ("typically kept depleted"); detection 1.3 row 13 and 2.3 (conduit share).
 * Cost: oldest-first matching with two pointers, linear in the movements of each account.
 */
import { scoreText } from '../../core/index.ts';
import { ratio, sumTicks, type Ticks } from '../amounts.ts';
import { type Hit, windowOf } from '../finding.ts';
import { followsWithin, type Movement } from '../movement.ts';
import { type AccountFlow, isOwnTransfer, recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MAX_KEPT_TENTHS = 1n;
const MIN_SHARE = 0.8;
const HOURS = 48;
const MIN_CREDITS = 3;

type Passage = { readonly credit: Movement; readonly matched: Ticks };

/** How much of each credit leaves in time, matching debits to the oldest credit that still has money. */
function passages(credits: readonly Movement[], debits: readonly Movement[]): Passage[] {
  const left = debits.map((debit) => debit.amount);
  let start = 0;
  return credits.map((credit) => {
    let matched: Ticks = 0n;
    while ((debits[start]?.day ?? credit.day) < credit.day) start++;
    for (let i = start; i < debits.length && matched < credit.amount; i++) {
      const debit = debits[i];
      const available = left[i] ?? 0n;
      if (debit === undefined || debit.day - credit.day > HOURS / 24) break;
      if (available === 0n || !followsWithin(credit, debit, HOURS)) continue;
      const taken = available < credit.amount - matched ? available : credit.amount - matched;
      left[i] = available - taken;
      matched += taken;
    }
    return { credit, matched };
  });
}

function judge(account: string, flow: AccountFlow): Hit | null {
  const currency = flow.credits[0]?.currency;
  const credits = flow.credits.filter((credit) => credit.currency === currency && !isOwnTransfer(credit));
  if (credits.length < MIN_CREDITS) return null;
  const passed = passages(
    credits,
    flow.debits.filter((debit) => debit.currency === currency),
  );
  const inflow = sumTicks(credits);
  const conduit = ratio(sumTicks(passed.map(({ matched }) => ({ amount: matched }))), inflow);
  const emptied = passed.filter(
    ({ credit, matched }) => (credit.amount - matched) * 10n <= credit.amount * MAX_KEPT_TENTHS,
  );
  const share = ratio(sumTicks(emptied.map(({ credit }) => credit)), inflow);
  if (conduit === null || share === null || (conduit < MIN_SHARE && share < MIN_SHARE)) return null;
  return {
    subjects: [account],
    window: windowOf(credits),
    value: scoreText(Math.max(conduit, share)),
    threshold: scoreText(MIN_SHARE),
    inputs: { credits: credits.length, emptied: emptied.length, conduit: scoreText(conduit), hours: HOURS },
    records: recordsOf(passed.filter(({ matched }) => matched > 0n).map(({ credit }) => credit)),
    counterEvidence: [],
  };
}

export const rapidPassThrough: Indicator = {
  id: 'rapid-pass-through',
  row: 13,
  version: '1.0.0',
  family: 'F',
  thresholdSource: 'default',
  about: {
    flags:
      'an account of whose inflow 80 percent or more leaves within 48 hours, or credits worth 80 percent leave to 90 percent or more.',
    matters: 'an account that keeps nothing is a pipe: its holder does not live from what comes in.',
    innocent: 'a payroll bureau, a property manager or an escrow account, which hold money for others by trade.',
    parameters: 'conduit share 0.8, or kept at most 0.1 of 0.8 of the inflow; 48 hours, at least 3 credits (defaults).',
    source: 'FINTRAC indicators ("typically kept depleted"); detection 1.3 row 13 and 2.3 (conduit share).',
    cost: 'oldest-first matching with two pointers, linear in the movements of each account.',
  },
  hits: (view: View) => [...view.flows].flatMap(([account, flow]) => judge(account, flow) ?? []),
};
