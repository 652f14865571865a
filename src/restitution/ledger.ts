import { byKeys, compareText, microsOfDate, parseInstant } from '../core/index.ts';
import { splitOver } from './apportion.ts';
import { type Cents, centsText, lesser, sumCents } from './cents.ts';
import type { Order, Payment } from './file.ts';
import { Liabilities, type OrderLine } from './liabilities.ts';
import { type Warning, warning } from './warning.ts';

/** What the ledger needs to know of a victim: the total owed, and each loss that is part of it. */
export type Owed = {
  readonly victim: string;
  readonly total: Cents;
  readonly losses: ReadonlyMap<string, Cents>;
};

/** The two balances of 18 USC 1594(f): what the victim is owed, and what the defendant must give back for a transfer. */
export type Balance = { readonly received: Cents; readonly victim: Cents; readonly attorneyGeneral: Cents };

export type Refused = { readonly payment: string; readonly amount: string; readonly why: string };

export type Ledger = {
  readonly balances: ReadonlyMap<string, Balance>;
  readonly refused: readonly Refused[];
  readonly orders: readonly OrderLine[];
  readonly warnings: readonly Warning[];
};

type Account = {
  readonly owed: Owed;
  received: Cents;
  transferred: Cents;
  reimbursed: Cents;
  /** What payments that name a loss have paid on it. */
  readonly onLoss: Map<string, Cents>;
};

const left = ({ owed, received }: Account): Cents => owed.total - received;
const owedToAttorneyGeneral = ({ transferred, reimbursed }: Account): Cents => transferred - reimbursed;
const lossLeft = ({ owed, onLoss }: Account, lossId: string): Cents =>
  (owed.losses.get(lossId) ?? 0n) - (onLoss.get(lossId) ?? 0n);

/** What a payment may still bring to a victim: never above the loss, nor above the losses that it names (3664(j)). */
function roomFor({ lossIds }: Payment, account: Account): Cents {
  if (lossIds.length === 0) return left(account);
  return lesser(left(account), sumCents([...new Set(lossIds)].map((lossId) => lossLeft(account, lossId))));
}

/** An amount within a limit, where there is one. */
function within(amount: Cents, limit: Cents | null): Cents {
  return limit === null ? amount : lesser(amount, limit);
}

/** Puts what a victim received on the losses that the payment names, in the order named. */
function creditLosses({ lossIds }: Payment, account: Account, amount: Cents): void {
  let rest = amount;
  for (const lossId of new Set(lossIds)) {
    const part = lesser(rest, lossLeft(account, lossId));
    account.onLoss.set(lossId, (account.onLoss.get(lossId) ?? 0n) + part);
    rest -= part;
  }
}

function micros({ at }: Payment): bigint {
  const instant = parseInstant(at);
  return instant.ok ? BigInt(instant.value) : BigInt(microsOfDate(at.slice(0, 10)));
}

function inOrder(payments: readonly Payment[]): Payment[] {
  return payments
    .map((payment, index) => ({ payment, index, at: micros(payment) }))
    .sort(
      byKeys(
        ({ at }) => at,
        ({ index }) => index,
      ),
    )
    .map(({ payment }) => payment);
}

/** Brings money to victims, as far as each and the payer's liability allow. Answers what is over. */
function payVictims(payment: Payment, accounts: readonly Account[], liabilities: Liabilities): Cents {
  const claims = accounts.map((account) => ({
    id: account.owed.victim,
    owed: within(roomFor(payment, account), liabilities.roomFor(payment, account.owed.victim)),
  }));
  const most = within(payment.amount, liabilities.roomForAll(payment));
  const shares = new Map(splitOver(most, claims).map(({ id, amount }) => [id, amount]));
  let rest = payment.amount;
  for (const account of accounts) {
    const amount = shares.get(account.owed.victim) ?? 0n;
    account.received += amount;
    if (payment.kind === 'transfer_1594f') account.transferred += amount;
    creditLosses(payment, account, amount);
    liabilities.paid(payment, account.owed.victim, amount);
    rest -= amount;
  }
  return rest;
}

/** A defendant's money beyond what victims are owed, unless it names losses, gives back to the Attorney General what 1594(f) transferred. */
function reimburse(payment: Payment, accounts: readonly Account[], rest: Cents, liabilities: Liabilities): Cents {
  const claims = accounts.map((account) => ({ id: account.owed.victim, owed: owedToAttorneyGeneral(account) }));
  const shares = new Map(splitOver(rest, claims).map(({ id, amount }) => [id, amount]));
  let over = rest;
  for (const account of accounts) {
    const amount = shares.get(account.owed.victim) ?? 0n;
    account.reimbursed += amount;
    liabilities.reimbursed(payment, account.owed.victim, amount);
    over -= amount;
  }
  return over;
}

function whyRefused(payment: Payment, accounts: readonly Account[]): string {
  if (accounts.every((account) => left(account) === 0n)) return 'nothing more is owed: it would pay above the loss';
  if (accounts.every((account) => roomFor(payment, account) === 0n))
    return 'the losses that it names are paid or are not part of the total';
  return `it exceeds what ${payment.payer ?? 'the payer'} is liable for`;
}

function warningsOf({ kind, id, lossIds, victim }: Payment): Warning[] {
  const about = victim === null ? {} : { victim };
  if (kind === 'civil' && lossIds.length === 0)
    return [warning('CIVIL_WITHOUT_LOSS', `payment ${id} names no loss: 3664(j)(2) counts only the same loss`, about)];
  if (kind === 'insurer')
    return [warning('INSURER_SUBROGATED', `the insurer of ${id} is paid after the victims (3664(j)(1))`, about)];
  return [];
}

function openAccounts(owed: readonly Owed[]): Account[] {
  return owed
    .map((item) => ({ owed: item, received: 0n, transferred: 0n, reimbursed: 0n, onLoss: new Map<string, Cents>() }))
    .sort((a, b) => compareText(a.owed.victim, b.owed.victim));
}

/**
 * Applies payments in order of time, then of the file. What victims receive, from every source together, never exceeds
 * what they are owed (R14); what exceeds is refused and listed, cent for cent.
 */
export function applyPayments(owed: readonly Owed[], payments: readonly Payment[], orders: readonly Order[]): Ledger {
  const accounts = openAccounts(owed);
  const liabilities = new Liabilities(orders);
  const refused: Refused[] = [];
  const warnings: Warning[] = [];
  for (const payment of inOrder(payments)) {
    const about = accounts.filter((account) => payment.victim === null || payment.victim === account.owed.victim);
    let rest = payVictims(payment, about, liabilities);
    if (payment.kind === 'defendant' && payment.lossIds.length === 0)
      rest = reimburse(payment, about, rest, liabilities);
    if (rest > 0n) refused.push({ payment: payment.id, amount: centsText(rest), why: whyRefused(payment, about) });
    warnings.push(...warningsOf(payment), ...liabilities.warningsOf(payment));
  }
  const balances = accounts.map(
    (account) =>
      [
        account.owed.victim,
        { received: account.received, victim: left(account), attorneyGeneral: owedToAttorneyGeneral(account) },
      ] as const,
  );
  return {
    balances: new Map(balances),
    refused,
    orders: liabilities.lines(new Map(accounts.map((account) => [account.owed.victim, left(account)]))),
    warnings,
  };
}
