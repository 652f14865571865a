import { lesser, type Split } from './composition.ts';
import type { Flow } from './flows.ts';
import type { Method } from './method.ts';

/** Where a walk stands before event number `next`: all of it immutable, so that it can be gone back to. */
export type Standing<Money> = {
  readonly next: number;
  readonly held: ReadonlyMap<string, Money>;
  /** Minor units by which an account is below zero. It holds nothing then. */
  readonly holes: ReadonlyMap<string, bigint>;
  /** How often a composition grew past 4,096 bits and was rounded. */
  readonly roundings: number;
  /** Events that took more than the account held: every claim on it ended there. */
  readonly overdrafts: readonly string[];
};

/** The label under which an event brings money: its tag, or itself when sources are asked for. */
export type LabelOf = (event: Flow) => string;

/** Carries events over accounts under one method. After every event the parts of each account add to its balance. */
export class Walker<Money extends { readonly units: bigint }> {
  readonly #method: Method<Money>;
  readonly #labelOf: LabelOf;
  readonly #held: Map<string, Money>;
  readonly #holes: Map<string, bigint>;
  readonly #overdrafts: string[];
  #roundings: number;
  #next: number;

  constructor(method: Method<Money>, labelOf: LabelOf, start: Standing<Money>) {
    this.#method = method;
    this.#labelOf = labelOf;
    this.#held = new Map(start.held);
    this.#holes = new Map(start.holes);
    this.#overdrafts = [...start.overdrafts];
    this.#roundings = start.roundings;
    this.#next = start.next;
  }

  held(account: string): Money {
    return this.#held.get(account) ?? this.#method.nothing;
  }

  /** Applies one event and gives the money that it moved. */
  apply(event: Flow): Money {
    const moved =
      event.from === null ? this.#method.of(this.#labelOf(event), event.units) : this.#pay(event, event.from);
    if (event.to !== null) this.#receive(event.to, moved);
    this.#next += 1;
    return moved;
  }

  standing(): Standing<Money> {
    return {
      next: this.#next,
      held: new Map(this.#held),
      holes: new Map(this.#holes),
      roundings: this.#roundings,
      overdrafts: [...this.#overdrafts],
    };
  }

  #joined(held: Money, arriving: Money): Money {
    const { whole, roundings } = this.#method.join(held, arriving);
    this.#roundings += roundings;
    return whole;
  }

  #drawn(held: Money, units: bigint): Pick<Split<Money>, 'taken' | 'left'> {
    const { taken, left, roundings } = this.#method.draw(held, units);
    this.#roundings += roundings;
    return { taken, left };
  }

  /** What an account does not hold is lent to it: nobody's claim, and a hole that the next credits fill. */
  #pay(event: Flow, account: string): Money {
    const held = this.held(account);
    const covered = lesser(event.units, held.units);
    const { taken, left } = this.#drawn(held, covered);
    this.#held.set(account, left);
    if (covered === event.units) return taken;
    this.#overdrafts.push(event.id);
    this.#holes.set(account, (this.#holes.get(account) ?? 0n) + event.units - covered);
    return this.#joined(taken, this.#method.of(this.#labelOf(event), event.units - covered));
  }

  /** The hole of an overdrawn account takes of the money as a payment would. */
  #receive(account: string, money: Money): void {
    const joined = this.#joined(this.held(account), money);
    const hole = this.#holes.get(account) ?? 0n;
    const fills = lesser(hole, joined.units);
    if (fills > 0n) this.#holes.set(account, hole - fills);
    this.#held.set(account, fills === 0n ? joined : this.#drawn(joined, fills).left);
  }
}
