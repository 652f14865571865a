import type { Json, RunId } from '../../../src/core/index.ts';
import type { Fact, FactKind } from '../../../src/facts/index.ts';
import type { AuditEvent, SequencedEvent, Store, StoreReader, StoreWriter } from '../../../src/store/port/index.ts';
import { batchOf, cutOf, decisionOf, judgementOf, runOf, shaOf, sourceOf } from './build.ts';
import type { Act, View } from './vocabulary.ts';

/** A chain without meaning, so that cases of the store need no audit room: place and id as hash. */
export function plainChain(head: SequencedEvent | null, waiting: readonly AuditEvent[]): SequencedEvent[] {
  const first = head === null ? 0 : head.seq + 1;
  return waiting.map((event, index) => ({
    seq: first + index,
    previousHash: index === 0 ? (head?.leafHash ?? 'none') : `hash-of-${waiting[index - 1]?.id}`,
    leafHash: `hash-of-${event.id}`,
    event,
  }));
}

async function sourceWhole(writer: StoreWriter, act: Extract<Act, { source: string }>): Promise<void> {
  const source = await writer.receive(sourceOf(act.source, act));
  await writer.writeBatch(batchOf(act, source));
  const [recordsStored, quarantined] = [act.records?.length ?? 0, act.refused?.length ?? 0];
  await writer.seal({ ...source, rowsRead: recordsStored + quarantined, recordsStored, quarantined });
}

/** Does one act of a case with a writer. Acts that are no write of the port are the suite's to do. */
export async function play(writer: StoreWriter, act: Act): Promise<void> {
  if ('receive' in act) await writer.receive(sourceOf(act.receive, act));
  else if ('batch' in act) await writer.writeBatch(batchOf(act, await writer.receive(sourceOf(act.batch))));
  else if ('source' in act) await sourceWhole(writer, act);
  else if ('discard' in act) await writer.discard(shaOf(act.discard), act.reason);
  else if ('judge' in act) await writer.judge(judgementOf(act.judge));
  else if ('decide' in act) await writer.decide(decisionOf(act.decide));
  else if ('save-run' in act) await writer.saveRun(runOf(act['save-run']));
  else if ('seal' in act) {
    const { read, stored, refused } = act;
    await writer.seal({ ...sourceOf(act.seal), rowsRead: read, recordsStored: stored, quarantined: refused });
  } else throw new TypeError(`${Object.keys(act)[0]} is not a write`);
}

const nameOf = (sha: string) => sha.slice(0, 1);
const shortFact = (fact: Fact): Json => `${fact.kind} ${fact.id} of ${fact.record}`;

async function gather<T>(blocks: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const block of blocks) all.push(...block);
  return all;
}

async function seeEvidence(read: StoreReader, view: View): Promise<Json> {
  const cut = cutOf('cut' in view ? view.cut : undefined);
  switch (view.view) {
    case 'sources': {
      const sources = await read.source(view.source === undefined ? { cut } : { sha: shaOf(view.source), cut });
      return sources.map((item) => ({
        source: nameOf(item.sha256),
        status: item.status,
        reason: item.reason,
        rows: [item.rowsRead, item.recordsStored, item.quarantined],
      }));
    }
    case 'records':
      return (await gather(read.records(cut))).map((record) => record.id);
    case 'content':
      return (await read.byId(view.record, cut))?.record.content ?? null;
    case 'facts':
      return (await gather<Fact>(read.factsOf(view.kind as FactKind, cut))).map(shortFact);
    case 'byId': {
      const found = await read.byId(view.record, cut);
      return found === null ? null : { record: found.record.id, facts: found.facts.map(shortFact) };
    }
    case 'neighbours':
      return (await read.neighbours({ ...view, cut })).map(
        (edge) => `${edge.kind} ${edge.fact}: ${edge.from} -> ${edge.to}`,
      );
    case 'degrees':
      return Object.fromEntries(await read.degrees(view.ids, cut));
    case 'quarantine': {
      const page = { limit: view.limit ?? 1_000, after: view.after ?? null };
      const rows = await read.quarantine({ source: view.source === undefined ? null : shaOf(view.source), cut, page });
      return rows.map((row) => `${nameOf(row.source)} ${row.ordinal} ${row.code} ${row.raw}`);
    }
    default:
      return seeOutcomes(read, view);
  }
}

async function seeOutcomes(read: StoreReader, view: View): Promise<Json> {
  const cut = cutOf('cut' in view ? view.cut : undefined);
  switch (view.view) {
    case 'judgements':
      return (await read.judgements(cut)).judgements.map(
        (item) => `${item.ordinal} ${item.verdict} ${item.left} ${item.right}`,
      );
    case 'decisions':
      return (await read.judgements(cut)).decisions.map((item) =>
        item.kind === 'person-state'
          ? `${item.ordinal} ${item.state} ${item.party}`
          : `${item.ordinal} ${item.act} ${item.lead}`,
      );
    case 'runs':
    case 'results': {
      const page = { limit: view.limit ?? 1_000, after: view.after ?? null };
      const [run, kind] = view.view === 'runs' ? [null, 'run'] : [view.run as RunId, view.kind];
      return (await read.results(run, kind, page)).map((row) => `${row.id} ${row.json}`);
    }
    case 'candidates': {
      const keys = view.keys.map((key) => key.repeat(view.times ?? 1));
      return (await read.candidates(view.run as RunId, keys)).map(
        ({ key, kind, id }) => `${key.slice(0, 20)} ${kind} ${id}`,
      );
    }
    case 'audit': {
      const { events, unsequenced } = await read.auditRange(view.from, view.to);
      return { events: events.map(({ seq, event }) => `${seq} ${event.id}`), unsequenced };
    }
    default:
      throw new TypeError(`view ${view.view} is not known`);
  }
}

/** What a view shows, in short words that a case can state whole. */
export function see(store: Store, view: View): Promise<Json> {
  return seeEvidence(store.read, view);
}
