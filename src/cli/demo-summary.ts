import type { FlowSummary, IngestOutput } from '../app/index.ts';
import type { Json } from '../core/index.ts';

type Row = Readonly<Record<string, Json>>;

export type DemoResult = {
  readonly title: string;
  readonly ingest: IngestOutput;
  readonly networks: readonly Row[];
  readonly leads: readonly Row[];
  readonly flows: FlowSummary;
  readonly packages: readonly { readonly what: string; readonly path: string; readonly verdict: string }[];
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

function networksPart({ networks }: DemoResult): string[] {
  const flagged = networks.filter((row) => row.flagged === true);
  if (networks.length === 0)
    return ['NETWORKS', '  None: the records hold no transfers, accounts or holdings from which one could be built.'];
  return [
    'NETWORKS',
    `  ${plural(networks.length, 'network')} found, ${flagged.length} raised as leads; the others are listed with the reason by \`redress networks\`.`,
    ...flagged.flatMap((row) => [
      `  ${text(row.rank)}. ${rowsOf(row.kinds as Json).join(', ')} (score ${text(row.score)}, ${plural(rowsOf(row.members).length, 'member')})`,
      `     ${text(row.explanation)}`,
    ]),
  ];
}

function nextClock(asset: Row): string {
  const route = asset.route as Row | undefined;
  const clocks = rowsOf(route?.clocks).filter((clock) => text(clock.due) !== '');
  const [first] = clocks.sort((a, b) => (text(a.due) < text(b.due) ? -1 : 1));
  return first === undefined ? 'no clock runs' : `next clock ${text(first.id)}: ${text(first.due)}`;
}

function assetLine(asset: Row): string {
  const identifiers = Object.values((asset.identifiers ?? {}) as Row)
    .map(text)
    .join(' ');
  const value = asset.value as Row | null;
  const worth =
    value === null || value === undefined
      ? 'value not known'
      : `${text(value.amount)} ${text(value.currency)} as of ${text(value.asOf)}`.replaceAll('  ', ' ');
  return `     ${text(asset.kind)} ${identifiers}: ${worth}; route ${text((asset.route as Row | undefined)?.choice)}; ${nextClock(asset)}`;
}

const MAX_ASSETS = 12;

function assetsPart({ leads }: DemoResult): string[] {
  if (leads.length === 0) return ['ASSETS', '  No lead, so no asset is proposed for restraint.'];
  return [
    'ASSETS OF THE LEADS',
    ...leads.flatMap((lead) => {
      const assets = rowsOf(lead.assets);
      const rest = assets.length > MAX_ASSETS ? [`     and ${assets.length - MAX_ASSETS} more in the lead`] : [];
      const gaps = rowsOf(lead.gaps);
      return [
        `  ${text(lead.id)} (${text(lead.status)}${gaps.length === 0 ? '' : `, ${plural(gaps.length, 'gap')}`})`,
        ...assets.slice(0, MAX_ASSETS).map(assetLine),
        ...rest,
      ];
    }),
  ];
}

function withheldPart({ leads }: DemoResult): string[] {
  const reasons = new Map<string, number>();
  for (const lead of leads)
    for (const item of rowsOf(lead.withheld)) reasons.set(text(item.why), (reasons.get(text(item.why)) ?? 0) + 1);
  if (reasons.size === 0) return ['WITHHELD', '  Nobody had to be withheld from a lead.'];
  return [
    'WITHHELD (never named in what leaves the house)',
    ...[...reasons].map(([why, count]) => `  ${plural(count, 'person', 'persons')}: ${why}`),
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
