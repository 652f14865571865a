import {
  type AccountId,
  addMoney,
  compareMoney,
  compareText,
  grouped,
  type Money,
  moneyText,
  sumMoney,
  zeroMoney,
} from '../../core/index.ts';
import { heading, paragraph } from '../document.ts';
import { drawFlows, type FlowEdge, type FlowNode } from '../renderers/flow-svg.ts';
import type { ExportScope, NumberedTransfer, ScopeAccount } from '../scope.ts';
import { type Part, part } from './part.ts';

/** How many payers and payees are drawn by name; the others are one node, with their number. */
const DRAWN = 9;
const DRAWN_ACCOUNTS = 12;

type Bundle = { readonly name: string; readonly transfers: readonly NumberedTransfer[] };

function mainCurrency(transfers: readonly NumberedTransfer[]): string {
  const counts = new Map<string, number>();
  for (const { transfer } of transfers)
    counts.set(transfer.amount.currency, (counts.get(transfer.amount.currency) ?? 0) + 1);
  const [most] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return most?.[0] ?? 'USD';
}

function sumOf(transfers: readonly NumberedTransfer[], currency: string) {
  return sumMoney(
    transfers.map(({ transfer }) => transfer.amount),
    currency,
  );
}

/** The largest bundles by name, and one more for the rest. */
function bundles(
  transfers: readonly NumberedTransfer[],
  nameOf: (item: NumberedTransfer) => string,
  currency: string,
): Bundle[] {
  const groups = [...Map.groupBy(transfers, nameOf)].map(([name, group]) => ({ name, transfers: group }));
  const sums = new Map(groups.map(({ name, transfers: group }) => [name, sumOf(group, currency)]));
  const sum = ({ name }: Bundle): Money => sums.get(name) ?? zeroMoney(currency);
  const ordered = groups.sort((a, b) => compareMoney(sum(b), sum(a)) || compareText(a.name, b.name));
  const rest = ordered.slice(DRAWN);
  const others = {
    name: `${rest.length} ${rest.length === 1 ? 'other' : 'others'}`,
    transfers: rest.flatMap((item) => item.transfers),
  };
  return rest.length === 0 ? ordered : [...ordered.slice(0, DRAWN), others];
}

function nodeOf(side: string, { name, transfers }: Bundle, currency: string): FlowNode {
  const count = transfers.length === 1 ? '1 movement' : `${transfers.length} movements`;
  return {
    id: `${side}:${name}`,
    label: name,
    detail: `${count}, ${grouped(moneyText(sumOf(transfers, currency)))} ${currency}`,
  };
}

/** Sums between each pair of nodes. */
function edgesOf(pairs: readonly { from: string; to: string; item: NumberedTransfer }[], currency: string): FlowEdge[] {
  const groups = Map.groupBy(pairs, ({ from, to }) => `${from}\u0000${to}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const sum = group.reduce((acc, { item }) => addMoney(acc, item.transfer.amount), sumMoney([], currency));
    return [{ from: first.from, to: first.to, weight: Number(sum.units) / 10 ** sum.scale }];
  });
}

type Sides = {
  readonly drawn: readonly ScopeAccount[];
  readonly payers: readonly Bundle[];
  readonly payees: readonly Bundle[];
  readonly edges: readonly FlowEdge[];
};

/** The accounts with most movements, in falling order. */
function busiestAccounts(scope: ExportScope, moving: readonly NumberedTransfer[]): ScopeAccount[] {
  const drawable = new Set(moving);
  const count = ({ account: { id } }: ScopeAccount): number =>
    scope.transfersOf(id).filter((item) => drawable.has(item)).length;
  return scope.accounts
    .map((account) => ({ account, n: count(account) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, DRAWN_ACCOUNTS)
    .map(({ account }) => account);
}

/** Sorts movements into those from outside to a drawn account, those out of one, and those between two. */
function sidesOf(scope: ExportScope, moving: readonly NumberedTransfer[], currency: string): Sides {
  const drawn = busiestAccounts(scope, moving);
  const nodes = new Map(drawn.map(({ account, ref }) => [account.id, `acc:${ref}`]));
  const node = (id: AccountId | null): string | null => (id === null ? null : (nodes.get(id) ?? null));
  const ends = moving.map((item) => ({
    item,
    from: node(item.transfer.from.account),
    to: node(item.transfer.to.account),
  }));
  const side = (key: 'from' | 'to') => (item: NumberedTransfer) =>
    scope.sideOf(item.transfer[key], item.transfer.method);
  const incoming = ends.filter(({ from, to }) => from === null && to !== null).map(({ item }) => item);
  const outgoing = ends.filter(({ from, to }) => from !== null && to === null).map(({ item }) => item);
  const payers = bundles(incoming, side('from'), currency);
  const payees = bundles(outgoing, side('to'), currency);
  const nodeOfItem = new Map([
    ...payers.flatMap(({ name, transfers }) => transfers.map((item) => [item, `in:${name}`] as const)),
    ...payees.flatMap(({ name, transfers }) => transfers.map((item) => [item, `out:${name}`] as const)),
  ]);
  const pairs = ends.flatMap(({ item, from, to }) => {
    const other = nodeOfItem.get(item);
    const [start, end] = [from ?? other, to ?? other];
    return start === undefined || end === undefined || start === end ? [] : [{ from: start, to: end, item }];
  });
  return { drawn, payers, payees, edges: edgesOf(pairs, currency) };
}

function accountNode(scope: ExportScope, { ref, label, account }: ScopeAccount): FlowNode {
  const owners = account.holders.filter(({ role }) => role === 'owner' || role === 'joint');
  const detail = owners.map(({ entity }) => scope.nameOf(entity)).join('; ') || 'no holder recorded';
  return { id: `acc:${ref}`, label, detail };
}

/**
 * The drawn network: who pays into the accounts of the scope, who is paid out of them, and what moves between them.
 * Rule 107 keeps a drawing apart from the evidence, so it stands on a page of its own under its own mark.
 */
export function drawingPart(scope: ExportScope, title: string): Part {
  const currency = mainCurrency(scope.transfers);
  const moving = scope.transfers.filter(
    ({ transfer: { from, to, amount } }) => amount.currency === currency && from.account !== to.account,
  );
  const { drawn, payers, payees, edges } = sidesOf(scope, moving, currency);
  if (drawn.length === 0)
    return part([heading(2, title), paragraph('There is nothing to draw: no movement is recorded.')]);
  const figure = drawFlows({
    left: payers.map((item) => nodeOf('in', item, currency)),
    middle: drawn.map((account) => accountNode(scope, account)),
    right: payees.map((item) => nodeOf('out', item, currency)),
    edges,
  });
  const alt = altText(payers, drawn.length, payees, currency);
  return part([
    { kind: 'new-page' },
    heading(2, title),
    paragraph(
      'Illustrative aid, not evidence (Federal Rule of Evidence 107). The figures are those of the schedules. A line is as wide as its share of all movements drawn.',
    ),
    { kind: 'figure', title: 'Payers, accounts of the scope, payees', alt, ...figure },
  ]);
}

function altText(payers: readonly Bundle[], accounts: number, payees: readonly Bundle[], currency: string): string {
  const side = (list: readonly Bundle[]): string =>
    list
      .slice(0, 3)
      .map(({ name, transfers }) => `${name} (${grouped(moneyText(sumOf(transfers, currency)))} ${currency})`)
      .join(', ') || 'nobody';
  return `Flow drawing of ${accounts} accounts. Largest payers: ${side(payers)}. Largest payees: ${side(payees)}. The schedules give every figure.`;
}
