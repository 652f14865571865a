import type { AssetEntry, LeadSubject, Statement } from '../../leads/index.ts';
import { type Block, grouped, heading, left, list, paragraph, right } from '../document.ts';
import { factTable, plainTable, type Schedule } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { type Part, part } from './part.ts';
import { identifiersText } from './parties.ts';

function cited(scope: ExportScope, { text, records }: Statement): string {
  const places = scope.citations.cite(records);
  return `${scope.redact(text)}${places === '' ? '' : ` [${places}]`}`;
}

function subjectBlocks(scope: ExportScope, subject: LeadSubject): Block[] {
  const entity = scope.input.resolution.entities.find(({ id }) => id === subject.entity);
  const roles = subject.roles.map(({ role, score }) => `${role} (hypothesis, ${score})`).join('; ');
  return [
    heading(3, scope.nameOf(subject.entity)),
    factTable('Identity and state', [
      ['Kind', subject.kind],
      ['Other names', subject.names.slice(1).join('; ') || 'none recorded'],
      ['Identifiers', (entity === undefined ? '' : identifiersText(entity)) || 'none recorded'],
      ...(subject.kind === 'person' ? [['Review state', subject.personState] as const] : []),
      ['Roles', roles || 'none'],
    ]),
    paragraph('Facts that give reason for suspicion:'),
    list(subject.suspicion.map((fact) => cited(scope, fact))),
    paragraph('Facts that point the other way:'),
    list(subject.contrary.map((fact) => cited(scope, fact))),
  ];
}

/** 2. Who the lead is about: facts with their records, for and against. */
export function subjectsPart(scope: ExportScope, subjects: readonly LeadSubject[]): Part {
  const none = paragraph('No person or organisation is named: the records do not yet support it.');
  return part([
    heading(2, '2. Subjects and reasons for suspicion'),
    ...(subjects.length === 0 ? [none] : subjects.flatMap((subject) => subjectBlocks(scope, subject))),
  ]);
}

export function assetName(scope: ExportScope, asset: AssetEntry): string {
  const own = asset.account === null ? null : scope.accountOf(asset.account);
  if (own !== null) return own.label;
  return scope.redact(`${asset.kind.replaceAll('_', ' ')} ${Object.values(asset.identifiers).join(' ')}`);
}

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
  { name: 'traced_libr', cell: (_, { trace }) => trace?.tainted ?? '' },
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
    value === null ? 'no balance or value stated' : `${grouped(value.amount)} ${value.currency} (${value.asOf})`,
    trace === null ? 'not traced' : `${grouped(trace.tainted)} ${trace.currency}`,
    ...(scope.input.kind === 'lead' ? [route.choice, asset.fungibleDeadline ?? ''] : []),
    scope.citations.cite(asset.records),
  ];
}

/** 5. The asset schedule, what can be held on top. Evidence shows what is recorded and nothing of what is proposed. */
export function assetsPart(scope: ExportScope, assets: readonly AssetEntry[], title: string): Part {
  const schedule = assetSchedule(scope, assets);
  const columns = [
    left('Asset', 5),
    left('Titled to', 4),
    left('Value (date)', 3.4),
    right('Traced, libr', 3),
    ...(scope.input.kind === 'lead' ? [left('Route', 3.2), left('984 until', 2.2)] : []),
    left('Source', 3),
  ];
  const table = plainTable(
    'Asset schedule',
    columns,
    assets.map((asset) => assetRow(scope, asset)),
  );
  return part([heading(2, title), { ...table, schedule: schedule.file }], [schedule]);
}

/** 6. Traces: the same claims by each method, with what makes a trace uncertain. */
export function tracesPart(scope: ExportScope, assets: readonly AssetEntry[], title: string): Part {
  const rows = assets.flatMap((asset) => {
    const { trace } = asset;
    if (trace === null) return [];
    const notes = [
      ...trace.warnings,
      ...trace.broken.map(([from, to]) => `broken ${from} to ${to}`),
      ...(trace.cappedAt === null ? [] : ['capped at the stated balance']),
    ];
    return [
      [
        assetName(scope, asset),
        `${trace.claims.length}`,
        ...(['libr', 'fifo', 'pro-rata'] as const).map((method) => grouped(trace.alternatives[method])),
        trace.currency,
        `${grouped(trace.opening.amount)}${trace.opening.known ? '' : ' (least possible)'}`,
        notes.join('; '),
      ],
    ];
  });
  if (rows.length === 0) return part([heading(2, title), paragraph('No claim of this scope is traced.')]);
  const columns = [
    left('Account', 5),
    right('Claims', 1.4),
    right('LIBR', 2.6),
    right('FIFO', 2.6),
    right('Pro rata', 2.6),
    left('Cur.', 1.2),
    right('Opening', 3),
    left('Notes', 4),
  ];
  return part([
    heading(2, title),
    paragraph(
      'If the credits cited as claims are proceeds, this much of them is still in the account by each method. LIBR is the lowest intermediate balance rule, the default; one method is chosen for one asset, by a person, with a reason.',
    ),
    plainTable('Traces by method', columns, rows),
  ]);
}

function routeItems({ route, victimConnection, occupants }: AssetEntry): string[] {
  const met = Object.entries(route.standardFacts).map(([standard, facts]) => `${standard}: ${facts.join('; ')}`);
  const clocks = route.clocks.map(({ id, authority, length, startsAt, due }) =>
    due === null ? `${id} (${authority}): ${length} from ${startsAt}` : `${id} (${authority}): due ${due}`,
  );
  return [
    `Route: ${route.choice}. ${route.reason}.`,
    ...met.map((item) => `Met by: ${item}.`),
    ...(route.missing.length === 0 ? [] : [`Missing: ${route.missing.join('; ')}.`]),
    ...clocks.map((item) => `Clock: ${item}.`),
    ...(victimConnection ? ['A possible victim is connected with this asset: a victim specialist decides first.'] : []),
    ...(occupants === 'dependants' || occupants === 'possible_victims'
      ? [`Occupants: ${occupants.replaceAll('_', ' ')}.`]
      : []),
  ];
}

/** 7. Recommendation per asset: route, facts that meet its standard, missing facts, clocks. */
export function routesPart(scope: ExportScope, assets: readonly AssetEntry[], title: string): Part {
  return part([
    heading(2, title),
    paragraph(
      'Section 1594 stands before 981 and 982 wherever it fits: only property forfeited under 1594 must be transferred to the victims (1594(f)).',
    ),
    ...assets.flatMap((asset) => [
      heading(3, assetName(scope, asset)),
      ...(asset.authorities.length === 0
        ? []
        : [
            paragraph(`Authorities in order: ${asset.authorities.join(', ')}. Theories: ${asset.theories.join(', ')}.`),
          ]),
      list([
        ...routeItems(asset).map(scope.redact),
        ...asset.dissipation.map((fact) => cited(scope, fact)),
        ...asset.innocentOwner.map((fact) => `For an innocent owner: ${cited(scope, fact)}`),
      ]),
    ]),
  ]);
}
