import { addMoney, moneyText, sumMoney } from '../../core/index.ts';
import { type Block, grouped, heading, paragraph } from '../document.ts';
import { drawFlows, type FlowEdge, type FlowNode } from '../renderers/flow-svg.ts';
import type { ExportScope, NumberedTransfer } from '../scope.ts';
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
  const ordered = groups.sort((a, b) => {
    const [x, y] = [sumOf(a.transfers, currency).units, sumOf(b.transfers, currency).units];
    return x === y ? (a.name < b.name ? -1 : 1) : x > y ? -1 : 1;
  });
  const rest = ordered.slice(DRAWN);
  const others = { name: `${rest.length} others`, transfers: rest.flatMap((item) => item.transfers) };
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

/**
 * The drawn network: who pays into the accounts of the scope, who is paid out of them, and what moves between them.
 * Rule 107 keeps a drawing apart from the evidence, so it stands on a page of its own under its own mark.
 */
export function drawingPart(scope: ExportScope, title: string): Part {
  const currency = mainCurrency(scope.transfers);
  const moving = scope.transfers.filter(
    ({ transfer: { from, to, amount } }) => amount.currency === currency && from.account !== to.account,
  );
  const busiest = scope.accounts
    .map((account) => ({
      account,
      n: moving.filter(
        ({ transfer: { from, to } }) => from.account === account.account.id || to.account === account.account.id,
      ).length,
    }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, DRAWN_ACCOUNTS)
    .map(({ account }) => account);
  if (busiest.length === 0)
    return part([heading(2, title), paragraph('There is nothing to draw: no movement is recorded.')]);
  const drawn = new Map(busiest.map(({ account, ref }) => [account.id, ref]));
  const refOf = (id: NumberedTransfer['transfer']['from']['account']): string | null =>
    id === null ? null : (drawn.get(id) ?? null);
  const incoming = moving.filter(
    ({ transfer: { from, to } }) => refOf(to.account) !== null && refOf(from.account) === null,
  );
  const outgoing = moving.filter(
    ({ transfer: { from, to } }) => refOf(from.account) !== null && refOf(to.account) === null,
  );
  const inner = moving.filter(
    ({ transfer: { from, to } }) => refOf(from.account) !== null && refOf(to.account) !== null,
  );
  const payers = bundles(incoming, ({ transfer }) => scope.sideOf(transfer.from, transfer.method), currency);
  const payees = bundles(outgoing, ({ transfer }) => scope.sideOf(transfer.to, transfer.method), currency);
  const figure = drawFlows({
    left: payers.map((item) => nodeOf('in', item, currency)),
    middle: busiest.map(({ ref, label, account }) => ({
      id: `acc:${ref}`,
      label,
      detail:
        account.holders
          .filter(({ role }) => role === 'owner' || role === 'joint')
          .map(({ entity }) => scope.nameOf(entity))
          .join('; ') || 'no holder recorded',
    })),
    right: payees.map((item) => nodeOf('out', item, currency)),
    edges: edgesOf(
      [
        ...payers.flatMap((bundle) =>
          bundle.transfers.map((item) => ({
            from: `in:${bundle.name}`,
            to: `acc:${refOf(item.transfer.to.account)}`,
            item,
          })),
        ),
        ...payees.flatMap((bundle) =>
          bundle.transfers.map((item) => ({
            from: `acc:${refOf(item.transfer.from.account)}`,
            to: `out:${bundle.name}`,
            item,
          })),
        ),
        ...inner.map((item) => ({
          from: `acc:${refOf(item.transfer.from.account)}`,
          to: `acc:${refOf(item.transfer.to.account)}`,
          item,
        })),
      ],
      currency,
    ),
  });
  const blocks: Block[] = [
    { kind: 'new-page' },
    heading(2, title),
    paragraph(
      'Illustrative aid, not evidence (Federal Rule of Evidence 107). The figures are those of the schedules. A line is as wide as its share of all movements drawn.',
    ),
    {
      kind: 'figure',
      title: 'Payers, accounts of the scope, payees',
      alt: altText(payers, busiest.length, payees, currency),
      ...figure,
    },
  ];
  return part(blocks);
}

function altText(payers: readonly Bundle[], accounts: number, payees: readonly Bundle[], currency: string): string {
  const side = (list: readonly Bundle[]): string =>
    list
      .slice(0, 3)
      .map(({ name, transfers }) => `${name} (${grouped(moneyText(sumOf(transfers, currency)))} ${currency})`)
      .join(', ') || 'nobody';
  return `Flow drawing of ${accounts} accounts. Largest payers: ${side(payers)}. Largest payees: ${side(payees)}. The schedules give every figure.`;
}
