import { groupBy } from '../core/index.ts';
import { sumTicks, type Ticks } from './amounts.ts';
import { isInLine } from './lines-of-business.ts';
import { followsWithin, type Movement } from './movement.ts';
import { MIN_PUBLIC_PAYERS } from './payers.ts';
import { type AccountFlow, isOrganisation, isOwnTransfer, profileOf, type View } from './view.ts';

const HOURS = 48;
/** Trades that need a licence, or where the public shops: whoever pays them buys something. */
const DOCUMENTED_LINES = ['remitter', 'lender', 'bank', 'retail', 'tax', 'payroll'] as const;
/** Trades that anyone can register for: they explain a payment only where many others pay them too. */
const OPEN_LINES = ['landlord', 'lodging'] as const;

/** One pay day of an account: what came in, and what left within 48 hours to anyone but a documented payee. */
export type PayCycle = {
  readonly day: number;
  readonly wage: Ticks;
  readonly wages: readonly Movement[];
  readonly debits: readonly Movement[];
};

/**
 * Whether the payee is one whose trade explains the payment: a licensed remitter, a lender, a landlord firm, a shop, a
 * tax office. A memo alone never documents a payee, because anyone can write "rent" or "loan"; nor does a property
 * company that only two or three payers know.
 */
export function isDocumentedPayee(view: View, debit: Movement): boolean {
  if (!isOrganisation(view, debit.to.entity)) return false;
  const naics = profileOf(view, debit.to.entity)?.naics ?? [];
  const isPublic = debit.to.entity !== null && (view.payerCount.get(debit.to.entity) ?? 0) >= MIN_PUBLIC_PAYERS;
  const lines = isPublic ? [...DOCUMENTED_LINES, ...OPEN_LINES] : DOCUMENTED_LINES;
  return debit.method === 'card' || lines.some((line) => isInLine(naics, line));
}

/** Pay to staff, to a payroll firm on their behalf, or the tax on it. */
export function isPayroll(debit: Movement): boolean {
  return debit.reading.purpose === 'wage' || debit.reading.purpose === 'payroll-tax';
}

/** Wages paid into an account, oldest first. */
export function wageCredits(flow: AccountFlow): Movement[] {
  return flow.credits.filter((credit) => credit.reading.purpose === 'wage' && credit.from.entity !== null);
}

/** The pay cycles of an account with the undocumented debits of the two days after each. */
export function afterWages(view: View, flow: AccountFlow): PayCycle[] {
  const days = groupBy(wageCredits(flow), (wage) => wage.day);
  return [...days].map(([day, wages]) => {
    const [first] = wages;
    const debits = flow.debits.filter(
      (debit) =>
        first !== undefined &&
        debit.currency === first.currency &&
        debit.day - day <= HOURS / 24 &&
        followsWithin(first, debit, HOURS) &&
        !isOwnTransfer(debit) &&
        !isDocumentedPayee(view, debit),
    );
    return { day, wage: sumTicks(wages), wages, debits };
  });
}
