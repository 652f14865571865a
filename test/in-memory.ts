import { loadReference } from '../reference/load.ts';
import { placeLookup } from '../src/app/place-lookup.ts';
import { compareText, type RecordId, unwrap } from '../src/core/index.ts';
import {
  type Fact,
  type FactKind,
  type FactOf,
  type FactSet,
  locatorText,
  type RecordRef,
  type Source,
} from '../src/facts/index.ts';
import type { PlaceLookup } from '../src/sources/index.ts';
import { openRegularFile, readSource, resolveSourceClass, sniffFormat } from '../src/sources/index.ts';

export const reference = loadReference();
const places: PlaceLookup = placeLookup(reference);

function factsOfKind<K extends FactKind>(facts: readonly Fact[], kind: K): FactOf<K>[] {
  return facts.filter((fact): fact is FactOf<K> => fact.kind === kind).sort((a, b) => compareText(a.id, b.id));
}

type Read = { readonly source: Source; readonly records: RecordRef[]; readonly facts: Fact[] };

async function readFile(path: string): Promise<Read> {
  const file = unwrap(await openRegularFile(path));
  const format = unwrap(sniffFormat(file.head, file.fileName));
  const sourceClass = unwrap(resolveSourceClass(format, null));
  const { sha256, byteLength, fileName } = file;
  const records: RecordRef[] = [];
  const facts: Fact[] = [];
  const accounts = new Set<string>();
  let quarantined = 0;
  for await (const block of readSource({
    open: file.open,
    byteLength,
    fileName,
    sha256,
    format,
    sourceClass,
    compartment: 'local',
    places,
  })) {
    quarantined += block.quarantine.length;
    for (const { id, ordinal, locator, date } of block.records)
      records.push({ id, source: sha256, sourceClass, format, ordinal, locator: locatorText(locator), date });
    for (const fact of block.facts) {
      if (fact.kind === 'account' && accounts.has(fact.id)) continue;
      if (fact.kind === 'account') accounts.add(fact.id);
      facts.push(fact);
    }
  }
  const source: Source = {
    sha256,
    fileName,
    byteLength,
    format,
    sourceClass,
    compartment: 'local',
    custodian: null,
    receivedAt: null,
    status: 'sealed',
    rowsRead: records.length + quarantined,
    recordsStored: records.length,
    quarantined,
    reason: null,
  };
  return { source, records, facts };
}

/** The facts of files as a Run gets them, without a store: for tests of the analysis over many worlds. */
export async function factsOfFiles(paths: readonly string[]): Promise<FactSet> {
  const read: Read[] = [];
  for (const path of paths) read.push(await readFile(path));
  read.sort((a, b) => compareText(a.source.sha256, b.source.sha256));
  const facts = read.flatMap((item) => item.facts);
  const refs = read.flatMap((item) => item.records).sort((a, b) => compareText(a.id, b.id));
  return {
    sources: read.map((item) => item.source),
    records: new Map<RecordId, RecordRef>(refs.map((ref) => [ref.id, ref])),
    parties: factsOfKind(facts, 'party'),
    accounts: factsOfKind(facts, 'account'),
    accountParties: factsOfKind(facts, 'account-party'),
    transfers: factsOfKind(facts, 'transfer'),
    cashMovements: factsOfKind(facts, 'cash-movement'),
    aggregateFlows: factsOfKind(facts, 'aggregate-flow'),
    balances: factsOfKind(facts, 'balance'),
    holdings: factsOfKind(facts, 'holding'),
    assets: factsOfKind(facts, 'asset'),
    reports: factsOfKind(facts, 'report'),
    acknowledgements: factsOfKind(facts, 'acknowledgement'),
    listings: factsOfKind(facts, 'listing'),
    victimFacts: factsOfKind(facts, 'victim-fact'),
    outcomes: factsOfKind(facts, 'outcome'),
    judgements: [],
    decisions: [],
  };
}
