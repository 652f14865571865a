import type { Cut } from '../access/index.ts';
import {
  type FactKind,
  type FactSet,
  locatorText,
  type RecordRef,
  type Source,
  type SourceRecord,
} from '../facts/index.ts';
import type { StoreReader } from '../store/port/index.ts';
import type { FactBlock, FactColumns } from './analysis/run-columns.ts';

const COLUMN_OF = {
  party: 'parties',
  account: 'accounts',
  'account-party': 'accountParties',
  transfer: 'transfers',
  'cash-movement': 'cashMovements',
  'aggregate-flow': 'aggregateFlows',
  balance: 'balances',
  holding: 'holdings',
  asset: 'assets',
  report: 'reports',
  acknowledgement: 'acknowledgements',
  listing: 'listings',
  'victim-fact': 'victimFacts',
  outcome: 'outcomes',
} as const satisfies Partial<Record<FactKind, keyof FactColumns>>;

type LoadedKind = keyof typeof COLUMN_OF;

export function recordRef({ id, source, sourceClass, format, ordinal, locator, date }: SourceRecord): RecordRef {
  return { id, source, sourceClass, format, ordinal, locator: locatorText(locator), date };
}

/** What decides which Run it is: the Sources of a cut sealed now, and what people decided about it. */
export type RunInputs = Pick<FactSet, 'sources' | 'judgements' | 'decisions'>;

async function sealedSources(reader: StoreReader, cut: Cut): Promise<readonly Source[]> {
  return (await reader.source({ cut })).filter(({ status }) => status === 'sealed');
}

function fixedTo(cut: Cut, sources: readonly Source[]): Cut {
  return { ...cut, sources: sources.map(({ sha256 }) => sha256) };
}

/** The cut with its list of Sources fixed to those sealed now, unless it names one. */
export async function fixSources(reader: StoreReader, cut: Cut): Promise<Cut> {
  return fixedTo(cut, await sealedSources(reader, cut));
}

export async function loadInputs(reader: StoreReader, cut: Cut): Promise<RunInputs> {
  const sources = await sealedSources(reader, cut);
  return { sources, ...(await reader.judgements(fixedTo(cut, sources))) };
}

/**
 * All facts that a cut shows, in blocks: the input of a Run. The Sources sealed now are fixed into the cut first, so a
 * file that is sealed while the Run loads does not get in halfway.
 */
export async function* factBlocks(reader: StoreReader, cut: Cut): AsyncGenerator<FactBlock> {
  const { sources, judgements, decisions } = await loadInputs(reader, cut);
  const fixed = fixedTo(cut, sources);
  yield { part: 'sources', items: sources };
  yield { part: 'judgements', items: judgements };
  yield { part: 'decisions', items: decisions };
  for await (const block of reader.records(fixed)) yield { part: 'records', items: block.map(recordRef) };
  for (const kind of Object.keys(COLUMN_OF) as LoadedKind[])
    for await (const items of reader.factsOf(kind, fixed)) yield { part: COLUMN_OF[kind], items } as FactBlock;
}
