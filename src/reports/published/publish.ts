import type { Reference } from '../../../reference/load.ts';
import { moneyText } from '../../core/index.ts';
import type { Home } from '../desk/types.ts';
import { ASSET_STATES, type Delay, medianOf, type YearFacts, type YearPayee } from '../desk/year.ts';
import { type Cell, columnSums, LEAST_COUNT, type Shown, shownAmounts, shownCounts } from './grid.ts';

/** A cell as it is published; null is left out, and says neither how many nor why. */
type Row = { readonly district: string | null; readonly name: string; readonly cells: readonly (string | null)[] };

export type PublishedTable = {
  readonly id: string;
  readonly caption: string;
  readonly unit: 'count' | 'US dollars' | 'days';
  readonly columns: readonly string[];
  /** The districts, then what lies in several and what is in none known, then the nation. */
  readonly rows: readonly Row[];
};

export type Publication = { readonly year: number; readonly rule: string; readonly tables: readonly PublishedTable[] };

const RULE = `A cell is left out when it rests on fewer than ${LEAST_COUNT}, zero among them, or when it would give such a cell back.`;

/** The rows of every table: each lead, asset and order is counted in one of them. */
type RowKey = { readonly district: string | null; readonly name: string; readonly holds: (home: Home) => boolean };

function rowKeys({ districts }: Pick<Reference, 'districts'>): RowKey[] {
  const coded = [...districts.values()].map(({ code, name }) => ({
    district: code,
    name,
    holds: (home: Home) => home.kind === 'district' && home.code === code,
  }));
  return [
    ...coded,
    { district: null, name: 'In several districts', holds: ({ kind }) => kind === 'several' },
    { district: null, name: 'District not known', holds: ({ kind }) => kind === 'unknown' },
  ];
}

const NATION = 'Nation';

type Counted = { readonly home: Home; readonly cents?: bigint | null };

function countOf(items: readonly unknown[]): Cell {
  return { value: BigInt(items.length), basis: items.length };
}

/** The dollars of those that state some. */
function amountOf(items: readonly Counted[]): Cell {
  const known = items.flatMap(({ cents }) => (cents === undefined || cents === null ? [] : [cents]));
  return { value: known.reduce((sum, cents) => sum + cents, 0n), basis: known.length };
}

function dollars(units: bigint): string {
  return moneyText({ units, scale: 2, currency: 'USD' });
}

type Shape = Omit<PublishedTable, 'rows'>;

function tableOf(
  shape: Shape,
  keys: readonly RowKey[],
  cells: readonly (readonly Cell[])[],
  shown: Shown,
): PublishedTable {
  const text = (value: bigint) => (shape.unit === 'count' ? String(value) : dollars(value));
  const names = [...keys, { district: null, name: NATION }];
  return {
    ...shape,
    rows: names.map(({ district, name }, row) => ({
      district,
      name,
      cells: (cells[row] ?? []).map(({ value }, column) => (shown[row]?.[column] === true ? text(value) : null)),
    })),
  };
}

function withNation(rows: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  return [...rows, columnSums(rows)];
}

/** One column of counts and one of the dollars that belong to them. */
function countAndAmount(
  [count, amount]: readonly [Shape, Shape],
  keys: readonly RowKey[],
  items: readonly Counted[],
): PublishedTable[] {
  const rows = keys.map(({ holds }) => items.filter(({ home }) => holds(home)));
  const counts = withNation(rows.map((group) => [countOf(group)]));
  const amounts = withNation(rows.map((group) => [amountOf(group)]));
  const shown = shownCounts({ rows: counts, across: 'stands apart' });
  const shownToo = shownAmounts({ rows: amounts, across: 'stands apart' }, shown);
  return [tableOf(count, keys, counts, shown), tableOf(amount, keys, amounts, shownToo)];
}

function leadTable(keys: readonly RowKey[], leads: YearFacts['leads']): PublishedTable {
  const counts = withNation(keys.map(({ holds }) => [countOf(leads.filter(({ home }) => holds(home)))]));
  const shape: Shape = { id: 'leads', caption: 'Leads first drawn in the year', unit: 'count', columns: ['leads'] };
  return tableOf(shape, keys, counts, shownCounts({ rows: counts, across: 'stands apart' }));
}

type AssetTables = { readonly tables: readonly PublishedTable[]; readonly shown: Shown };

function assetTables(keys: readonly RowKey[], assets: YearFacts['assets']): AssetTables {
  const columns = [...ASSET_STATES, 'all'];
  const rows = keys.map(({ holds }) => assets.filter(({ home }) => holds(home)));
  const cellsBy = (cell: (items: readonly Counted[]) => Cell) =>
    withNation(
      rows.map((row) => [...ASSET_STATES.map((state) => cell(row.filter((item) => item.state === state))), cell(row)]),
    );
  const [counts, amounts] = [cellsBy(countOf), cellsBy(amountOf)];
  const shown = shownCounts({ rows: counts, across: 'adds up' });
  const shownToo = shownAmounts({ rows: amounts, across: 'adds up' }, shown);
  const caption = 'Assets first found or moved on in the year, by how far they had come at its end';
  const count: Shape = { id: 'assets', caption, unit: 'count', columns };
  const amount: Shape = {
    id: 'asset-dollars',
    caption: `${caption}: dollars, where stated`,
    unit: 'US dollars',
    columns,
  };
  return { tables: [tableOf(count, keys, counts, shown), tableOf(amount, keys, amounts, shownToo)], shown };
}

/** A part of an order rests on the victims who have some of it. */
function partOf(items: readonly YearPayee[], part: 'ordered' | 'paid' | 'short'): Cell {
  const some = items.filter((item) => item[part] > 0n);
  return { value: some.reduce((sum, item) => sum + item[part], 0n), basis: some.length };
}

function orderTables(keys: readonly RowKey[], payees: YearFacts['payees']): PublishedTable[] {
  const ordered = payees.filter((item) => item.ordered > 0n);
  const rows = keys.map(({ holds }) => ordered.filter(({ home }) => holds(home)));
  const counts = withNation(rows.map((group) => [countOf(group)]));
  const parts = ['paid', 'short', 'ordered'] as const;
  const amounts = [...rows, ordered].map((group) => parts.map((part) => partOf(group, part)));
  const shown = shownCounts({ rows: counts, across: 'stands apart' });
  const beside = shown.map(([victims = false]) => parts.map(() => victims));
  const count: Shape = {
    id: 'ordered',
    caption: 'Victims to whom restitution was ordered in the year',
    unit: 'count',
    columns: ['victims'],
  };
  const amount: Shape = {
    id: 'ordered-dollars',
    caption: 'Restitution ordered in the year: what of it was paid by its end, and what is short',
    unit: 'US dollars',
    columns: parts,
  };
  return [
    tableOf(count, keys, counts, shown),
    tableOf(amount, keys, amounts, shownAmounts({ rows: amounts, across: 'adds up' }, beside)),
  ];
}

/**
 * A median is shown where it rests on five and where the count of restrained assets of the row is shown: so it says of that
 * count nothing that the reader does not read already.
 */
function delayTable(keys: readonly RowKey[], { fromLead, fromClaim }: YearFacts, shownAssets: Shown): PublishedTable {
  const column = ASSET_STATES.indexOf('restrained');
  const all: RowKey = { district: null, name: NATION, holds: () => true };
  const median = (delays: readonly Delay[], { holds }: RowKey): string | null => {
    const days = delays.filter(({ home }) => holds(home)).map((delay) => delay.days);
    return days.length < LEAST_COUNT ? null : String(medianOf(days));
  };
  return {
    id: 'days',
    caption: 'Median days to the first restraint or seizure, for assets first held in the year',
    unit: 'days',
    columns: ['from the first submitted lead', 'from the first claimed credit'],
    rows: [...keys, all].map((key, row) => ({
      district: key.district,
      name: key.name,
      cells: [fromLead, fromClaim].map((delays) => (shownAssets[row]?.[column] === true ? median(delays, key) : null)),
    })),
  };
}

function pair(id: string, caption: string, of: string): readonly [Shape, Shape] {
  return [
    { id, caption, unit: 'count', columns: [of] },
    { id: `${id}-dollars`, caption: `${caption}: dollars`, unit: 'US dollars', columns: ['dollars'] },
  ];
}

/** The yearly report per district and for the nation. Every figure that it holds may be read by anyone. */
export function publish(facts: YearFacts, reference: Pick<Reference, 'districts'>): Publication {
  const keys = rowKeys(reference);
  const assets = assetTables(keys, facts.assets);
  const earlier = facts.payees.flatMap(({ home, onEarlier }) => (onEarlier > 0n ? [{ home, cents: onEarlier }] : []));
  const tables = [
    leadTable(keys, facts.leads),
    ...assets.tables,
    ...countAndAmount(
      pair('requested', 'Victims for whom restitution can be requested on the leads of the year', 'victims'),
      keys,
      facts.requested,
    ),
    ...orderTables(keys, facts.payees),
    ...countAndAmount(
      pair('received', 'Victims who received money in the year on orders of earlier years', 'victims'),
      keys,
      earlier,
    ),
    delayTable(keys, facts, assets.shown),
  ];
  return { year: facts.year, rule: RULE, tables };
}
