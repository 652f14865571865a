import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
  type App,
  type AppOperation,
  actorAdd,
  analyze,
  auditVerify,
  backup,
  type Caller,
  compose,
  expand,
  ingest,
  judge,
  leadMove,
  leadShow,
  listResults,
  personState,
  quarantineList,
  readConfig,
  restore,
  runOperation,
  search,
} from '../../src/app/index.ts';
import { unwrap } from '../../src/core/index.ts';

/** Opens the home of a folder on some store: the drill is the same on each. */
export type OpenHome = (folder: string) => Promise<App>;

export const openEmbeddedHome: OpenHome = async (folder) => unwrap(await compose(unwrap(readConfig({}, folder))));

export function callerOf(app: App, name: string): Caller {
  const { actor, signer } = unwrap(app.home.actor(name));
  const opened = unwrap(app.home.case('local'));
  return { viewer: { actor, case: opened, purpose: 'restore drill', view: 'full' }, signer };
}

/** The answer of an operation, run in the name of `local` unless told otherwise. */
export async function answer<I, O>(app: App, op: AppOperation<I, O>, input: unknown, name = 'local'): Promise<O> {
  return unwrap(await runOperation(app, callerOf(app, name), op, input));
}

type Row = {
  readonly id: string;
  readonly kind?: string;
  readonly names?: readonly string[];
  readonly [key: string]: unknown;
};

async function rowsOf(app: App, kind: string): Promise<Row[]> {
  return (await answer(app, listResults, { kind })).results as Row[];
}

type Made = { readonly run: string; readonly inputDigest: string; readonly outputDigest: string };

/** What people do with a Run: two entities are told apart, a person is a witness by one word, a lead approved by two people. */
async function decide(app: App): Promise<{ lead: string; run: Made }> {
  await answer(app, analyze, { until: 'resolution' });
  const persons = (await rowsOf(app, 'entity')).filter(({ kind }) => kind === 'person');
  const [first, second] = persons;
  assert.ok(first !== undefined && second !== undefined);
  await answer(app, judge, { left: first.id, right: second.id, verdict: 'different', reason: 'two people' });
  await answer(app, personState, { entity: first.id, state: 'WITNESS', reason: 'spoke with her' });
  const run = await answer(app, analyze, {});
  await answer(app, actorAdd, { name: 'sue', role: 'supervisor' });
  const [lead] = await rowsOf(app, 'lead');
  assert.ok(lead !== undefined);
  await answer(app, leadMove, { lead: lead.id, act: 'submit', reason: 'ready for review' });
  await answer(app, leadMove, { lead: lead.id, act: 'approve', reason: 'read and agreed' }, 'sue');
  return { lead: lead.id, run };
}

/** All that a person can read of a home, as text. */
async function readings(app: App, lead: string): Promise<Record<string, string>> {
  const read: Record<string, string> = {};
  for (const kind of ['network', 'finding', 'entity', 'account', 'lead'])
    read[kind] = JSON.stringify(await rowsOf(app, kind));
  read.quarantine = JSON.stringify(await answer(app, quarantineList, {}));
  read.approved = JSON.stringify(await answer(app, leadShow, { lead }));
  const [entity] = await rowsOf(app, 'entity');
  read.search = JSON.stringify(await answer(app, search, { text: entity?.names?.[0] ?? '' }));
  const [network] = await rowsOf(app, 'network');
  const members = network?.members as { id: string }[];
  for (const { id } of members.slice(0, 5))
    read[`around ${id}`] = JSON.stringify(await answer(app, expand, { id, depth: 1 }));
  read.sources = JSON.stringify(
    await app.store.read.source({
      cut: { classes: ['PROCESS_OBTAINED', 'PUBLIC_RECORD'], compartments: 'all', sources: null },
    }),
  );
  return read;
}

/**
 * Backup of a home with files, decisions and an approved lead, and its restore into a new home, on whichever stores the
 * openers give: the same readings, the same Run, the same log and more.
 */
export async function restoreDrill(
  files: readonly string[],
  folder: string,
  open: { readonly source: OpenHome; readonly target: OpenHome },
): Promise<void> {
  const source = await open.source(join(folder, 'source'));
  await answer(source, ingest, { paths: files });
  const { lead, run } = await decide(source);
  const before = await readings(source, lead);
  assert.match(before.approved ?? '', /"status":"APPROVED"/);
  const copied = await answer(source, backup, { path: join(folder, 'backup') });
  await source.close();

  const target = await open.target(join(folder, 'target'));
  try {
    const restored = await answer(target, restore, { path: join(folder, 'backup'), key: copied.signer });
    assert.equal(restored.from, source.home.id);
    assert.notEqual(restored.homeId, restored.from, 'two homes have one id');
    assert.deepEqual(restored.withoutKey, ['sue']);
    assert.deepEqual(await readings(target, lead), before);
    const again = await answer(target, analyze, {});
    assert.deepEqual(
      [again.run, again.inputDigest, again.outputDigest, again.unverified],
      [run.run, run.inputDigest, run.outputDigest, 0],
    );
    const log = await answer(target, auditVerify, {});
    assert.equal(log.intact, true, String(log.firstBreak));
    assert.ok(log.events >= copied.audit.size);
    assert.deepEqual(log.decisions, { stored: 3, missing: 0, unverified: [] });
  } finally {
    await target.close();
  }
}
