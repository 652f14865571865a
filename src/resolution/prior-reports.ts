import { byKeys, groupBy, type RecordId, type Sha256 } from '../core/index.ts';
import type { Acknowledgement, FactSet, RecordRef, Report } from '../facts/index.ts';
import { identifierKey } from './identifiers.ts';
import { searchName } from './names.ts';

/** A filing and where it stands: `place` is that of its Activity in its batch, 1 is the first. */
export type Filing = {
  readonly report: Report;
  readonly record: RecordId;
  readonly source: Sha256;
  readonly place: number;
};

/** Which filing a prior document number names. `candidates` counts those that place and content leave possible. */
export type Prior =
  | { readonly kind: 'found'; readonly filing: Filing }
  | { readonly kind: 'unacknowledged' }
  | { readonly kind: 'not-told'; readonly candidates: number };

type Receipt = {
  readonly bsaId: string;
  readonly source: Sha256;
  readonly place: number;
  readonly places: number | null;
};

const inFilingOrder = byKeys<Filing>(
  (filing) => filing.report.filedOn ?? '',
  (filing) => filing.source,
  (filing) => filing.place,
  (filing) => filing.record,
);

/** The filings of a cut in the order of their filing dates, then Source and place. */
export function filingsOf({ reports, records }: Pick<FactSet, 'reports' | 'records'>): Filing[] {
  const filings = reports.flatMap((report): Filing[] => {
    const ref = records.get(report.record);
    return ref === undefined ? [] : [{ report, record: ref.id, source: ref.source, place: ref.ordinal + 1 }];
  });
  return filings.sort(inFilingOrder);
}

function sizesOf({ sources, records }: FactSet): (source: Sha256) => number {
  const stated = new Map(sources.map((source) => [source.sha256, source.rowsRead]));
  const counted = new Map<Sha256, number>();
  for (const { source, ordinal } of records.values())
    counted.set(source, Math.max(counted.get(source) ?? 0, ordinal + 1));
  return (source) => stated.get(source) ?? counted.get(source) ?? 0;
}

/**
 * The receipts of each BSA id. FinCEN lists them in the order of the batch; where an error quotes another place, the
 * order does not hold for that file, and only quoted places count (`places` null: how many its batch has is not told).
 */
function receiptsOf(facts: FactSet, sizeOf: (source: Sha256) => number): ReadonlyMap<string, readonly Receipt[]> {
  const placed = facts.acknowledgements.flatMap((fact): { fact: Acknowledgement; ref: RecordRef }[] => {
    const ref = facts.records.get(fact.record);
    return ref === undefined ? [] : [{ fact, ref }];
  });
  const receipts = [...groupBy(placed, ({ ref }) => ref.source)].flatMap(([source, group]) => {
    const inOrder = group.every(({ fact, ref }) => fact.quotedPlace === null || fact.quotedPlace === ref.ordinal + 1);
    return group.flatMap(({ fact, ref }): Receipt[] => {
      const place = fact.quotedPlace ?? (inOrder ? ref.ordinal + 1 : null);
      return place === null ? [] : [{ bsaId: fact.bsaId, source, place, places: inOrder ? sizeOf(source) : null }];
    });
  });
  return groupBy(receipts, ({ bsaId }) => bsaId);
}

/** What a filing says of whom it is about: accounts, identifiers and names of the persons whose conduct it reports. */
export function subjectsOf(facts: FactSet, wanted: ReadonlySet<RecordId>): ReadonlyMap<RecordId, ReadonlySet<string>> {
  const signs = new Map<RecordId, Set<string>>([...wanted].map((record) => [record, new Set()]));
  for (const { record, account } of facts.accountParties) signs.get(record)?.add(`account ${account}`);
  for (const { record, linkable, identifiers, names } of facts.parties) {
    const known = signs.get(record);
    if (known === undefined || !linkable) continue;
    const source = facts.records.get(record)?.source ?? '';
    const keys = identifiers.map((identifier) => identifierKey(identifier, source)?.key ?? null);
    for (const key of keys) if (key !== null) known.add(`identifier ${key}`);
    const words = names.map(({ full }) => searchName(full));
    for (const name of words) if (name !== '') known.add(`name ${name}`);
  }
  return signs;
}

function shareSubject(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  return a !== undefined && b !== undefined && [...a].some((sign) => b.has(sign));
}

function couldPrecede(prior: Filing, later: Filing): boolean {
  const [before, after] = [prior.report.filedOn, later.report.filedOn];
  const inTime = before === null || after === null || before <= after;
  return prior.source !== later.source && prior.report.form === later.report.form && inTime;
}

/** An amendment speaks of the days that the amended filing speaks of: a depositor has many reports, one for each day. */
function spansMeet({ report: a }: Filing, { report: b }: Filing): boolean {
  const begins = (first: Filing['report'], then: Filing['report']) =>
    first.from === null || then.to === null || first.from <= then.to;
  return begins(a, b) && begins(b, a);
}

type Subjects = ReturnType<typeof subjectsOf>;

/**
 * Filings at a place that speak of somebody whom a later one speaks of, in filing order. Most batches hold one filing, so
 * the place alone would compare each report of a home with each.
 */
function indexFilings(filings: readonly Filing[], subjects: Subjects) {
  const keyOf = (place: number, sign: string): string => `${place} ${sign}`;
  const signsOf = (filing: Filing | undefined): string[] => [
    ...(subjects.get(filing?.record ?? ('' as RecordId)) ?? []),
  ];
  const placed = filings.flatMap((filing) =>
    signsOf(filing).map((sign) => ({ filing, key: keyOf(filing.place, sign) })),
  );
  const bySign = groupBy(placed, ({ key }) => key);
  return (place: number, later: Filing | undefined): Filing[] => {
    const met = signsOf(later).flatMap((sign) => bySign.get(keyOf(place, sign)) ?? []);
    return [...new Set(met.map(({ filing }) => filing))].sort(inFilingOrder);
  };
}

/** A filing that a BSA id could belong to, and the file that acknowledged it. */
type Candidate = { readonly filing: Filing; readonly receipts: Sha256 };

/** What is settled: which filing an id belongs to, and which batch an acknowledgement is for, in both directions. */
type Settled = {
  readonly found: Map<string, Candidate>;
  readonly taken: Set<Filing>;
  readonly batchOf: Map<Sha256, Sha256>;
  readonly receiptsOf: Map<Sha256, Sha256>;
};

function fits({ filing, receipts }: Candidate, { taken, batchOf, receiptsOf }: Settled): boolean {
  const [batch, acknowledgement] = [batchOf.get(receipts), receiptsOf.get(filing.source)];
  const isFree = batch === undefined && acknowledgement === undefined;
  return !taken.has(filing) && (isFree || (batch === filing.source && acknowledgement === receipts));
}

/**
 * Gives ids to filings until nothing more follows: an id with one candidate has it; then no other id can have that filing,
 * and its acknowledgement is for that batch and no other. Two ids that come to one filing at once have none.
 */
function assign(candidates: ReadonlyMap<string, readonly Candidate[]>): ReadonlyMap<string, Candidate> {
  const settled: Settled = { found: new Map(), taken: new Set(), batchOf: new Map(), receiptsOf: new Map() };
  for (let before = -1; before < settled.found.size; ) {
    before = settled.found.size;
    const single = [...candidates].flatMap(([id, all]) => {
      const left = settled.found.has(id) ? [] : all.filter((item) => fits(item, settled));
      const [only] = left;
      return only !== undefined && new Set(left.map(({ filing }) => filing)).size === 1 ? [{ id, only }] : [];
    });
    for (const [filing, claims] of groupBy(single, ({ only }) => only.filing)) {
      const [claim] = claims;
      if (claim === undefined || claims.length > 1) continue;
      settled.found.set(claim.id, claim.only);
      settled.taken.add(filing);
      settled.batchOf.set(claim.only.receipts, filing.source);
      settled.receiptsOf.set(filing.source, claim.only.receipts);
    }
  }
  return settled.found;
}

/**
 * Finds the filing that each prior document number names. A filing does not carry its own BSA id and an acknowledgement
 * names no batch (formats 1.4), so a filing is found only where all agree: it stands at the acknowledged place of a batch
 * with as many Activities; it speaks of a person or account that every filing which names the id speaks of too; an
 * amendment is about the same days; and nothing else in the home fits, once ids that are sure are given out.
 */
export function findPriors(facts: FactSet, filings: readonly Filing[]): ReadonlyMap<Filing, Prior> {
  const referring = filings.filter(({ report }) => report.priorDocument !== null);
  if (referring.length === 0) return new Map();
  const sizeOf = sizesOf(facts);
  const receipts = receiptsOf(facts, sizeOf);
  const subjects = subjectsOf(facts, new Set(filings.map(({ record }) => record)));
  const atPlace = indexFilings(filings, subjects);
  const couldBe = (prior: Filing, later: Filing): boolean =>
    couldPrecede(prior, later) &&
    (later.report.filingKind !== 'amended' || spansMeet(prior, later)) &&
    shareSubject(subjects.get(prior.record), subjects.get(later.record));
  const candidatesFor = (id: string, laters: readonly Filing[]): Candidate[] =>
    (receipts.get(id) ?? []).flatMap(({ source, place, places }) =>
      atPlace(place, laters[0])
        .filter((filing) => places === null || sizeOf(filing.source) === places)
        .filter((filing) => laters.every((later) => couldBe(filing, later)))
        .map((filing) => ({ filing, receipts: source })),
    );
  const byId = groupBy(referring, ({ report }) => report.priorDocument ?? '');
  const candidates = new Map([...byId].map(([id, laters]) => [id, candidatesFor(id, laters)]));
  const found = assign(candidates);
  return new Map(
    referring.map((later): [Filing, Prior] => {
      const id = later.report.priorDocument ?? '';
      const filing = found.get(id)?.filing;
      if (filing !== undefined) return [later, { kind: 'found', filing }];
      if (!receipts.has(id)) return [later, { kind: 'unacknowledged' }];
      const left = new Set((candidates.get(id) ?? []).map((item) => item.filing.record));
      return [later, { kind: 'not-told', candidates: left.size }];
    }),
  );
}
