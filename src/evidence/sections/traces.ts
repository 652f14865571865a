import { grouped, sortedUnique } from '../../core/index.ts';
import { type AssetEntry, type LeadTrace, methodWords } from '../../leads/index.ts';
import { heading, left, list, paragraph, right } from '../document.ts';
import { plainTable } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { assetName } from './asset-name.ts';
import { type Part, part } from './part.ts';
import { METHOD_HEADS, noteWords } from './words.ts';

const PRINTED_METHODS = ['libr', 'fifo', 'pro-rata'] as const;

/** Notes stand under the table once, each with a letter. */
function notesOf({ warnings, broken, cappedAt }: LeadTrace): string[] {
  return [
    ...warnings.map(noteWords),
    ...broken.map(([from, to]) => `statements are missing from ${from} to ${to}: nothing is filled in`),
    ...(cappedAt === null ? [] : ['no more than the last stated balance can be there']),
  ];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const letterOf = (index: number): string => LETTERS[index] ?? `n${index + 1}`;

type Noted = { readonly trace: LeadTrace; readonly notes: readonly string[] };

function traceRow(scope: ExportScope, asset: AssetEntry, { trace, notes }: Noted): string[] {
  const { claims, alternatives, currency, opening, openingRecord } = trace;
  const records = [...(openingRecord === null ? [] : [openingRecord]), ...claims.flatMap((claim) => claim.records)];
  return [
    assetName(scope, asset),
    `${claims.length}`,
    ...PRINTED_METHODS.map((method) => grouped(alternatives[method])),
    currency,
    `${grouped(opening.amount)}${opening.known ? '' : ' (least possible)'}`,
    notesOf(trace)
      .map((note) => letterOf(notes.indexOf(note)))
      .join(', '),
    scope.citations.cite(records),
  ];
}

const COLUMNS = [
  left('Account', 4),
  right('Credits', 1.4),
  ...PRINTED_METHODS.map((method) => right(METHOD_HEADS[method], 2.4)),
  left('Cur.', 1.1),
  right('Opening balance', 3),
  left('Notes', 1.2),
  left('Source', 3.4),
];

/** 6. Traces: the same claims by each method, with what makes a trace uncertain and where the credits stand. */
export function tracesPart(scope: ExportScope, assets: readonly AssetEntry[], title: string): Part {
  const traced = assets.flatMap((asset) => (asset.trace === null ? [] : [{ asset, trace: asset.trace }]));
  const notes = sortedUnique(traced.flatMap(({ trace }) => notesOf(trace)));
  const rows = traced.map(({ asset, trace }) => traceRow(scope, asset, { trace, notes }));
  const method = assets.flatMap(({ trace }) => trace?.method ?? [])[0];
  if (method === undefined) return part([heading(2, title), paragraph('No claim of this scope is traced.')]);
  return part([
    heading(2, title),
    paragraph(
      `If the credits cited are proceeds, this much of them is still in the account by each method. Every account of this paper is followed by ${methodWords(method)}; the other methods stand beside it, are alternatives and are never added. Two methods are never used on one account.`,
    ),
    plainTable('Traces by method', COLUMNS, rows),
    ...(notes.length === 0 ? [] : [list(notes.map((note, i) => `${letterOf(i)}: ${note}.`))]),
  ]);
}
