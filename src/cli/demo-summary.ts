import type { FlowSummary, IngestOutput } from '../app/index.ts';
import { addMoney, type Json, type Money, parseMoney, readableMoney, unwrap } from '../core/index.ts';
import { assetName } from './lead-page.ts';

type Row = Readonly<Record<string, Json>>;

export type DemoResult = {
  readonly title: string;
  readonly ingest: IngestOutput;
  readonly networks: readonly Row[];
  readonly leads: readonly Row[];
  readonly flows: FlowSummary;
  readonly packages: readonly {
    readonly what: string;
    readonly path: string;
    readonly verdict: string;
    readonly intact: boolean;
  }[];
  readonly notMade: readonly string[];
  readonly home: string;
  readonly seconds: number;
  readonly budgetSeconds: number | null;
};

const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
const rowsOf = (value: Json | undefined): Row[] => (Array.isArray(value) ? (value as Row[]) : []);
const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

function filesPart({ ingest }: DemoResult): string[] {
  const { files, rowsRead, recordsStored, quarantined } = ingest.totals;
  const rejected = ingest.sources.filter((file) => file.status === 'rejected');
  return [
    'WHAT WAS READ',
    `  ${plural(files, 'file')}, ${rowsRead} rows read: ${recordsStored} stored, ${quarantined} quarantined with a reason.`,
    ...ingest.sources
      .filter((file) => file.status !== 'rejected')
      .map((file) => `  ${file.path}: ${file.format}, ${plural(file.recordsStored, 'record')}, ${file.sourceClass}`),
    ...rejected.map((file) => `  REJECTED ${file.path}: ${file.error?.message ?? ''}`),
    ...ingest.skipped.map(({ path, reason }) => `  passed over ${path}: ${reason}`),
  ];
}

/** The decisive fact in one sentence; the whole explanation is in `redress networks`. */
function reasonOf(row: Row): string {
  const fact = row.decisiveFact as Row | undefined;
  const families = rowsOf(row.families as Json).length;
  return fact?.stands === 'for'
    ? `${text(fact.text)} (${plural(families, 'indicator family', 'indicator families')})`
    : text(row.explanation);
}

function networksPart({ networks }: DemoResult): string[] {
  const flagged = networks.filter((row) => row.flagged === true);
  if (networks.length === 0)
    return ['NETWORKS', '  None: the records hold no transfers, accounts or holdings from which one could be built.'];
  return [
    'NETWORKS',
    `  ${plural(networks.length, 'network')} found, ${flagged.length} raised as leads; the others are listed with the reason by \`redress networks\`.`,
    ...flagged.flatMap((row) => [
      `  ${text(row.rank)}. ${rowsOf(row.kinds as Json).join(', ')} (score ${text(row.score)}, ${plural(rowsOf(row.members).length, 'member')})`,
      `     ${reasonOf(row)}`,
    ]),
  ];
}

function clocksOf(asset: Row): Row[] {
  return rowsOf((asset.route as Row | undefined)?.clocks).filter((clock) => text(clock.due) !== '');
}

const byDue = (a: Row, b: Row) => (text(a.due) < text(b.due) ? -1 : 1);

function statedMoney(value: Row): Money {
  return unwrap(parseMoney(text(value.amount), text(value.currency)));
}

/** Sums the stated values by currency; an unknown value is not zero and is counted apart. */
function knownValue(assets: readonly Row[]): string {
  const totals = new Map<string, Money>();
  for (const { value } of assets) {
    if (value === null) continue;
    const money = statedMoney(value as Row);
    const total = totals.get(money.currency);
    totals.set(money.currency, total === undefined ? money : addMoney(total, money));
  }
  const shown = [...totals.values()].map((total) => readableMoney(total));
  const unknown = assets.filter((asset) => asset.value === null).length;
  return `${shown.length === 0 ? 'no stated value' : shown.join(' and ')}${unknown === 0 || assets.length === 1 ? '' : `, ${unknown} without a stated value`}`;
}

function assetLine(asset: Row): string {
  const identifiers = (asset.identifiers ?? {}) as Readonly<Record<string, string>>;
  return `     ${assetName({ kind: text(asset.kind), identifiers })}: ${knownValue([asset])}; route ${text((asset.route as Row | undefined)?.choice)}`;
}

const worth = (asset: Row): bigint => (asset.value === null ? -1n : statedMoney(asset.value as Row).units);
const SHOWN_ASSETS = 2;

function leadPart(lead: Row): string[] {
  const assets = rowsOf(lead.assets);
  const reached = assets.filter((asset) => (asset.route as Row | undefined)?.choice !== 'none');
  const [first] = reached.flatMap(clocksOf).sort(byDue);
  const largest = reached.toSorted((a, b) => (worth(a) > worth(b) ? -1 : 1)).slice(0, SHOWN_ASSETS);
  const gaps = rowsOf(lead.gaps).length;
  return [
    `  ${text(lead.id)} ${text(lead.status)}${gaps === 0 ? '' : ` (${plural(gaps, 'gap')})`}: ${reached.length} of ${plural(assets.length, 'asset')} with a route, ${knownValue(reached)}`,
    `     next legal clock: ${first === undefined ? 'none runs' : `${text(first.id).replaceAll('_', ' ')}, ${text(first.due)} (${text(first.authority)})`}`,
    ...largest.map(assetLine),
  ];
}

function assetsPart({ leads }: DemoResult): string[] {
  if (leads.length === 0) return ['ASSETS OF THE LEADS', '  No lead, so no asset is proposed for restraint.'];
  return [
    'ASSETS OF THE LEADS (the two largest of each; all of them by `redress lead show ID`)',
    ...leads.flatMap(leadPart),
  ];
}

/** The reason without its particulars: which screen items were met is for the reviewer, in the lead. */
function withheldPart({ leads }: DemoResult): string[] {
  const reasons = new Map<string, Set<string>>();
  for (const lead of leads) {
    for (const item of rowsOf(lead.withheld)) {
      const why = text(item.why).replace(/ \([^)]*\)/, '');
      reasons.set(why, (reasons.get(why) ?? new Set()).add(text(item.entity)));
    }
  }
  if (reasons.size === 0) return ['WITHHELD', '  Nobody had to be withheld from a lead.'];
  return [
    'WITHHELD (never named in what leaves the house)',
    ...[...reasons].map(([why, who]) => `  ${plural(who.size, 'person', 'persons')}: ${why}`),
  ];
}

function flowsPart({ flows }: DemoResult): string[] {
  if (flows.rows === 0) return [];
  const { mostConnected, largest } = flows;
  return [
    'FLOWS BETWEEN INSTITUTIONS (totals only; no indicator rests on them)',
    `  ${flows.rows} rows, ${flows.totals.map((item) => `${item.amount} ${item.currency}`).join(', ')} in all.`,
    ...(mostConnected === null
      ? []
      : [`  Most connections: ${mostConnected.name} (${mostConnected.connections} others).`]),
    ...(largest === null
      ? []
      : [
          `  Largest flow: ${largest.from} -> ${largest.to}, ${largest.amount} ${largest.currency} in ${plural(largest.rows, 'row')}.`,
        ]),
  ];
}

function packagesPart({ packages, notMade, home }: DemoResult): string[] {
  return [
    'WHERE THE FILES ARE',
    ...packages.map(({ what, path, verdict }) => `  ${what}: ${path}\n     verified: ${verdict}`),
    ...notMade.map((why) => `  ${why}`),
    `  home: ${home} (use it with \`npx redress --home ${home} networks\`)`,
  ];
}

/** One page that a stranger understands: what was read, found, held, withheld, and where it lies. */
export function demoSummary(result: DemoResult): string {
  const { seconds, budgetSeconds, title } = result;
  const budget = budgetSeconds === null ? '' : ` (budget ${budgetSeconds} s)`;
  const parts = [
    filesPart(result),
    networksPart(result),
    assetsPart(result),
    withheldPart(result),
    flowsPart(result),
    packagesPart(result),
  ];
  return [
    title,
    '='.repeat(title.length),
    'Indicators are signs, not proof. Every line rests on records that `redress show ID` names.',
    '',
    ...parts.filter((part) => part.length > 0).flatMap((part) => [...part, '']),
    `Done in ${seconds.toFixed(1)} s${budget}.`,
  ].join('\n');
}
