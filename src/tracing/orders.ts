import { groupBy } from '../core/index.ts';
import { OWN } from './composition.ts';
import type { Flow } from './flows.ts';

/**
 * How movements whose order is not known are put: the two orders of interface 5, and the two that hurt claims most and
 * least, because an interval must hold every order: claims come, payments go, own money comes; and the reverse.
 */
export const TIE_ORDERS = ['credits-first', 'debits-first', 'claims-early', 'own-early'] as const;
export type TieOrder = (typeof TIE_ORDERS)[number];

type Kind = 'own' | 'claim' | 'transfer' | 'out';

function kindOf({ from, to, tag }: Flow): Kind {
  if (from === null) return tag === OWN ? 'own' : 'claim';
  return to === null ? 'out' : 'transfer';
}

const RANK: Readonly<Record<TieOrder, Readonly<Record<Kind, number>>>> = {
  'credits-first': { own: 0, claim: 0, transfer: 1, out: 2 },
  'debits-first': { out: 0, transfer: 1, own: 2, claim: 2 },
  'claims-early': { claim: 0, transfer: 1, out: 2, own: 3 },
  'own-early': { own: 0, transfer: 1, out: 2, claim: 3 },
};

/**
 * Groups of events whose order the records do not tell: equal instants, or a date on which any event lacks its instant.
 * Events stand in the order of dates.
 */
function orderGroups(events: readonly Flow[]): Flow[][] {
  const vague = new Set(events.filter(({ micros }) => micros === null).map(({ date }) => date));
  return [...groupBy(events, ({ date, micros }) => (vague.has(date) ? date : `${date} ${micros}`)).values()];
}

/** Whether some account is both credited and debited, by different events. */
function isMixed(group: readonly Flow[]): boolean {
  const credited = new Set(group.map(({ to }) => to));
  return group.some(({ from }) => from !== null && credited.has(from));
}

/** Accounts of the transfers, payers before payees where no circle forbids it. */
function payersFirst(transfers: readonly Flow[]): ReadonlyMap<string, number> {
  const payees = groupBy(transfers, ({ from }) => from ?? '');
  const finished = new Set<string>();
  const open = new Set<string>();
  const order: string[] = [];
  for (const { from: root } of transfers) {
    const stack = [root ?? ''];
    for (let account = stack.at(-1); account !== undefined; account = stack.at(-1)) {
      open.add(account);
      const next = (payees.get(account) ?? []).map(({ to }) => to ?? '').find((to) => !open.has(to));
      if (next !== undefined) stack.push(next);
      else {
        stack.pop();
        if (!finished.has(account)) order.push(account);
        finished.add(account);
      }
    }
  }
  return new Map(order.toReversed().map((account, at) => [account, at]));
}

function sortGroup(group: readonly Flow[], order: TieOrder): readonly Flow[] {
  const places = payersFirst(group.filter((event) => kindOf(event) === 'transfer'));
  const direction = order === 'debits-first' ? -1 : 1;
  const place = (event: Flow) => (kindOf(event) === 'transfer' ? direction * (places.get(event.from ?? '') ?? 0) : 0);
  const rank = (event: Flow) => RANK[order][kindOf(event)];
  return group.toSorted((a, b) => rank(a) - rank(b) || place(a) - place(b));
}

/** Money from outside of both kinds: their order matters where lots do. */
function isOfBothKinds(group: readonly Flow[]): boolean {
  const kinds = new Set(group.map(kindOf));
  return kinds.has('own') && kinds.has('claim');
}

/** The events with their ties put in one order. The given order stands where the order asked for does not decide. */
export function inTieOrder(events: readonly Flow[], order: TieOrder): readonly Flow[] {
  return orderGroups(events).flatMap((group) =>
    isMixed(group) || isOfBothKinds(group) ? sortGroup(group, order) : group,
  );
}

/** Ids of events whose order bears on what is traced, group by group: on one account, payments and receipts or two kinds of lots. */
export function tieGroups(events: readonly Flow[]): string[][] {
  return orderGroups(events)
    .filter((group) => isMixed(group) || isOfBothKinds(group))
    .map((group) => group.map(({ id }) => id));
}

/** Whether own money and claims come in at one time: then the order of lots is not known either. */
export function hasUnorderedLots(events: readonly Flow[]): boolean {
  return orderGroups(events).some(isOfBothKinds);
}

/** Pairs beyond these are counted and not listed. */
const LISTED_PAIRS = 10_000;

type TiePairs = { readonly listed: readonly (readonly [string, string])[]; readonly isWhole: boolean };

/** Pairs of events at equal instants that share an account, in file order. */
export function tiePairs(events: readonly Flow[]): TiePairs {
  const listed: [string, string][] = [];
  for (const group of orderGroups(events)) {
    const meeting = eventsByAccount(group);
    for (const [at, a] of group.entries()) {
      const shared = accountsOf(a).flatMap((account) => meeting.get(account) ?? []);
      for (const later of new Set(shared.filter((other) => other > at).sort(byNumber))) {
        if (listed.length === LISTED_PAIRS) return { listed, isWhole: false };
        listed.push([a.id, group[later]?.id ?? '']);
      }
    }
  }
  return { listed, isWhole: true };
}

const byNumber = (a: number, b: number): number => a - b;

const accountsOf = ({ from, to }: Flow): string[] => [from, to].filter((account) => account !== null);

/** Places of the events of each account: to compare every pair of a day of 10^5 movements would take minutes. */
function eventsByAccount(group: readonly Flow[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [at, event] of group.entries()) {
    for (const account of accountsOf(event)) {
      const known = places.get(account);
      if (known === undefined) places.set(account, [at]);
      else known.push(at);
    }
  }
  return places;
}

/** Number of the first event at which two orders of the same events differ. */
export function firstDifference(a: readonly Flow[], b: readonly Flow[]): number {
  const at = a.findIndex((event, index) => event !== b[index]);
  return at === -1 ? a.length : at;
}
