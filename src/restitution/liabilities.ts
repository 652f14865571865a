import { compareText } from '../core/index.ts';
import { type Cents, centsText, greater, lesser, sumCents } from './cents.ts';
import type { Order, Payment, PaymentKind } from './file.ts';
import { type Warning, warning } from './warning.ts';

/** An order as it stands: what each defendant is liable for, has paid, and can still be asked for. */
export type OrderLine = {
  readonly mode: Order['mode'];
  readonly victim: string | null;
  readonly defendants: Readonly<
    Record<string, { readonly liable: string; readonly paid: string; readonly outstanding: string }>
  >;
};

/** Money that comes out of what a defendant has or had; what a civil court or an insurer gave does not. */
const OF_THE_DEFENDANT: readonly PaymentKind[] = ['defendant', 'transfer_1594f'];

type Debt = { readonly liable: Cents; direct: Cents; transferred: Cents; reimbursed: Cents };
type Standing = { readonly order: Order; readonly debts: ReadonlyMap<string, Debt> };

const roomOf = ({ liable, direct, transferred }: Debt): Cents => greater(0n, liable - direct - transferred);

function linesOf(debts: Standing['debts'], balance: Cents): OrderLine['defendants'] {
  return Object.fromEntries(
    [...debts]
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, debt]) => [
        name,
        {
          liable: centsText(debt.liable),
          paid: centsText(debt.direct + debt.reimbursed),
          outstanding: centsText(lesser(roomOf(debt), balance)),
        },
      ]),
  );
}

/**
 * How far each defendant is liable under the orders (18 USC 3664(h)), while payments come in. Under both modes nobody
 * pays more than their own figure; jointly and severally, that figure is the whole, and the first to pay frees the rest.
 */
export class Liabilities {
  readonly #standing: readonly Standing[];

  constructor(orders: readonly Order[]) {
    this.#standing = orders.map((order) => ({
      order,
      debts: new Map(
        [...order.defendants].map(([name, liable]) => [name, { liable, direct: 0n, transferred: 0n, reimbursed: 0n }]),
      ),
    }));
  }

  #debt({ payer, kind }: Payment, victim: string): Debt | null {
    if (payer === null || !OF_THE_DEFENDANT.includes(kind)) return null;
    const standing = this.#standing.find(({ order }) => order.victim === null || order.victim === victim);
    return standing?.debts.get(payer) ?? null;
  }

  /**
   * What the payer may bring by this payment to one victim who has an order of their own; null where nothing limits it.
   * A transfer is the Attorney General's act and not limited by the share of whose assets were forfeited.
   */
  roomFor(payment: Payment, victim: string): Cents | null {
    const debt = payment.kind === 'defendant' && !this.#coversAll() ? this.#debt(payment, victim) : null;
    return debt === null ? null : roomOf(debt);
  }

  /** The same for all victims together, where one order covers them. */
  roomForAll(payment: Payment): Cents | null {
    const debt = payment.kind === 'defendant' && this.#coversAll() ? this.#debt(payment, '') : null;
    return debt === null ? null : roomOf(debt);
  }

  #coversAll(): boolean {
    return this.#standing.some(({ order }) => order.victim === null);
  }

  paid(payment: Payment, victim: string, amount: Cents): void {
    const debt = this.#debt(payment, victim);
    if (debt === null) return;
    if (payment.kind === 'transfer_1594f') debt.transferred += amount;
    else debt.direct += amount;
  }

  reimbursed(payment: Payment, victim: string, amount: Cents): void {
    const debt = this.#debt(payment, victim);
    if (debt !== null) debt.reimbursed += amount;
  }

  /** A defendant who pays without being named in the order that covers the victims paid. */
  warningsOf(payment: Payment): Warning[] {
    const { payer, id, victim } = payment;
    if (this.#standing.length === 0 || !OF_THE_DEFENDANT.includes(payment.kind)) return [];
    const about = this.#standing.filter(({ order }) => [null, order.victim].includes(victim) || order.victim === null);
    if (payer !== null && about.some(({ debts }) => debts.has(payer))) return [];
    return [warning('PAYER_NOT_IN_ORDER', `no order names the payer of ${id}: nothing limits the payment`)];
  }

  /** The orders as they stand, given what each victim is still owed and was owed in all. */
  lines(balances: ReadonlyMap<string, Cents>): OrderLine[] {
    return this.#standing.map(({ order, debts }) => ({
      mode: order.mode,
      victim: order.victim,
      defendants: linesOf(debts, coveredBy(order, balances)),
    }));
  }
}

function coveredBy({ victim }: Order, amounts: ReadonlyMap<string, Cents>): Cents {
  return victim === null ? sumCents(amounts.values()) : (amounts.get(victim) ?? 0n);
}

/** Orders whose figures do not meet what the worksheet comes to: a person looks at which of the two is right. */
export function orderDifferences(orders: readonly Order[], totals: ReadonlyMap<string, Cents>): Warning[] {
  return orders.flatMap((order) => {
    const owed = coveredBy(order, totals);
    const shares = [...order.defendants.values()];
    const differs = order.mode === 'apportioned' ? sumCents(shares) !== owed : shares.some((liable) => liable > owed);
    if (!differs) return [];
    const about = order.victim === null ? {} : { victim: order.victim };
    return [warning('ORDER_DIFFERS', `the ${order.mode} order does not meet the ${centsText(owed)} computed`, about)];
  });
}
