import type { Cut } from '../access/index.ts';
import { type FactKind, type FactSet, locatorText, type RecordRef, type SourceRecord } from '../facts/index.ts';
import type { StoreReader } from '../store/port/index.ts';
import { append } from './analysis/columns.ts';
import { type FactBlock, type FactColumns, factSet, noFacts } from './analysis/run-columns.ts';

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
} as const satisfies Partial<Record<FactKind, keyof FactColumns>>;

type LoadedKind = keyof typeof COLUMN_OF;

function recordRef({ id, source, sourceClass, format, ordinal, locator, date }: SourceRecord): RecordRef {
  return { id, source, sourceClass, format, ordinal, locator: locatorText(locator), date };
}

/** The cut with its list of Sources fixed to those sealed now, unless it names one. */
export async function fixSources(reader: StoreReader, cut: Cut): Promise<Cut> {
  const sources = await reader.source({ cut });
  return { ...cut, sources: sources.filter(({ status }) => status === 'sealed').map(({ sha256 }) => sha256) };
}

/**
 * All facts that a cut shows, in blocks: the input of a Run. The Sources sealed now are fixed into the cut first, so a
 * file that is sealed while the Run loads does not get in halfway.
 */
export async function* factBlocks(reader: StoreReader, cut: Cut): AsyncGenerator<FactBlock> {
  const sources = (await reader.source({ cut })).filter(({ status }) => status === 'sealed');
  const fixed: Cut = { ...cut, sources: sources.map(({ sha256 }) => sha256) };
  const { judgements, decisions } = await reader.judgements(fixed);
  yield { part: 'sources', items: sources };
  yield { part: 'judgements', items: judgements };
  yield { part: 'decisions', items: decisions };
  for await (const block of reader.records(fixed)) yield { part: 'records', items: block.map(recordRef) };
  for (const kind of Object.keys(COLUMN_OF) as LoadedKind[])
    for await (const items of reader.factsOf(kind, fixed)) yield { part: COLUMN_OF[kind], items } as FactBlock;
}

/** The same in one piece, for what is worked on the main thread. */
export async function loadFacts(reader: StoreReader, cut: Cut): Promise<FactSet> {
  const facts = noFacts();
  for await (const block of factBlocks(reader, cut)) append(facts, block);
  return factSet(facts);
}
