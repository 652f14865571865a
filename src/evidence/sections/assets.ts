import { grouped } from '../../core/index.ts';
import { type AssetEntry, methodWords } from '../../leads/index.ts';
import { type Block, heading, left, paragraph, right } from '../document.ts';
import { plainTable, type Schedule } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { assetName } from './asset-name.ts';
import { type Part, part } from './part.ts';
import { ROUTE_WORDS } from './words.ts';

type AssetColumn = {
  readonly name: string;
  readonly cell: (scope: ExportScope, asset: AssetEntry) => string;
};

/** What records and their sums say of an asset. */
const RECORDED: readonly AssetColumn[] = [
  { name: 'asset', cell: (_, { id }) => id },
  { name: 'kind', cell: (_, { kind }) => kind },
  { name: 'institution', cell: (scope, { identifiers }) => scope.redact(identifiers.institution ?? '') },
  {
    name: 'identifier',
    cell: (scope, { identifiers }) => scope.redact(identifiers.number ?? Object.values(identifiers).join(' ')),
  },
  { name: 'titled_to', cell: (_, { titledTo }) => titledTo ?? '' },
  { name: 'value', cell: (_, { value }) => value?.amount ?? '' },
  { name: 'currency', cell: (_, { value }) => value?.currency ?? '' },
  { name: 'value_as_of', cell: (_, { value }) => value?.asOf ?? '' },
  { name: 'traced_libr', cell: (_, { trace }) => trace?.alternatives.libr ?? '' },
  { name: 'traced_fifo', cell: (_, { trace }) => trace?.alternatives.fifo ?? '' },
  { name: 'traced_pro_rata', cell: (_, { trace }) => trace?.alternatives['pro-rata'] ?? '' },
  { name: 'trace_currency', cell: (_, { trace }) => trace?.currency ?? '' },
];

/** What is proposed about it: inference, which has no place in a summary under Federal Rule of Evidence 1006. */
const PROPOSED: readonly AssetColumn[] = [
  { name: 'theories', cell: (_, { theories }) => theories.join(' ') },
  { name: 'authorities', cell: (_, { authorities }) => authorities.join('; ') },
  { name: 'route', cell: (_, { route }) => route.choice },
  { name: 'deadline_984', cell: (_, { fungibleDeadline }) => fungibleDeadline ?? '' },
];

const CITED: AssetColumn = { name: 'source', cell: (scope, { records }) => scope.citations.citeAll(records) };

function assetSchedule(scope: ExportScope, assets: readonly AssetEntry[]): Schedule {
  const columns = [...RECORDED, ...(scope.input.kind === 'lead' ? PROPOSED : []), CITED];
  return {
    file: 'assets.csv',
    header: columns.map(({ name }) => name),
    rows: assets.map((asset) => columns.map(({ cell }) => cell(scope, asset))),
  };
}

function assetRow(scope: ExportScope, asset: AssetEntry): string[] {
  const { value, trace, route } = asset;
  return [
    assetName(scope, asset),
    asset.titledTo ?? 'not recorded',
    value === null ? 'none stated' : `${grouped(value.amount)} ${value.currency} (${value.asOf})`,
    trace === null ? 'not traced' : `${grouped(trace.tainted)} ${trace.currency}`,
    ...(scope.input.kind === 'lead' ? [ROUTE_WORDS[route.choice], asset.fungibleDeadline ?? ''] : []),
    scope.citations.cite(asset.records),
  ];
}

/** The one method of the lead, in words, where anything is traced. */
function methodNote(assets: readonly AssetEntry[]): Block[] {
  const method = assets.flatMap(({ trace }) => trace?.method ?? [])[0];
  if (method === undefined) return [];
  return [paragraph(`Cited money still there: by ${methodWords(method)}, if the credits that are cited are proceeds.`)];
}

/** 5. The asset schedule, what can be held on top. Evidence shows what is recorded and nothing of what is proposed. */
export function assetsPart(scope: ExportScope, assets: readonly AssetEntry[], title: string): Part {
  const schedule = assetSchedule(scope, assets);
  const columns = [
    left('Asset', 4.4),
    left('Titled to', 3),
    left('Value (date)', 3),
    right('Cited money still there', 2.8),
    ...(scope.input.kind === 'lead' ? [left('Route', 3.4), left('984 window ends', 2)] : []),
    left('Source', 3.2),
  ];
  const table = plainTable(
    'Asset schedule',
    columns,
    assets.map((asset) => assetRow(scope, asset)),
  );
  return part([heading(2, title), ...methodNote(assets), { ...table, schedule: schedule.file }], [schedule]);
}
