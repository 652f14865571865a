import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { WHOLE_HOME } from '../../../src/access/index.ts';
import { readLines, writeLines } from '../../../src/app/backup/files.ts';
import { manifestSchema } from '../../../src/app/backup/layout.ts';
import { statedBy } from '../../../src/app/backup/lines.ts';
import { sealBackup, writeCheckpoint } from '../../../src/app/backup/seal.ts';
import { type App, analyze, auditVerify, backup, ingest, restore, runOperation } from '../../../src/app/index.ts';
import { type AccountId, failure, type RecordId, RedressError } from '../../../src/core/index.ts';
import { generateSigningKey, signerFromPem } from '../../../src/evidence/index.ts';
import type { Fact } from '../../../src/facts/index.ts';
import { answer, callerOf, openEmbeddedHome } from '../../e2e/restore-drill.ts';

const FORMATS = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'formats');
const FILES = [
  join(FORMATS, 'redress-accounts', 'valid.csv'),
  join(FORMATS, 'bods', 'valid.json'),
  join(FORMATS, 'redress-balances', 'invalid.csv'),
  join(FORMATS, 'fincen-sar', 'valid.xml'),
];
const folder = mkdtempSync(join(tmpdir(), 'redress-backup-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

async function inHome<T>(name: string, work: (app: App) => Promise<T>): Promise<T> {
  const app = await openEmbeddedHome(at(name));
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** The code and the named file of a refused restore. */
async function refusal(app: App, path: string): Promise<string> {
  const restored = await runOperation(app, callerOf(app, 'local'), restore, { path });
  return restored.ok ? 'restored' : `${restored.error.code} ${restored.error.details.file ?? ''}`;
}

function filesOf(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .sort();
}

/** More rows than one block holds, of few accounts under changing names, with a line separator and a refused row. */
function transfers(): string {
  const head =
    'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';
  const rows = Array.from({ length: 1_200 }, (_, at) => {
    const [from, to] = [at % 7, at % 11];
    return `T${at},2024-01-${10 + (at % 20)},021000021,A${from},Person ${at % 5},011000015,B${to},Shop ${to},${at + 1}.00,USD,wire,,,"rent\u2028${at}"`;
  });
  return [head, ...rows, 'T-bad,2024-01-02,,,,,,,-1,USD,wire,,,'].map((row) => `${row}\n`).join('');
}

before(() =>
  inHome('home', async (app) => {
    writeFileSync(at('transfers.csv'), transfers());
    await answer(app, ingest, { paths: [at('transfers.csv'), ...FILES] });
    await answer(app, analyze, {});
    await answer(app, backup, { path: at('backup') });
    await answer(app, backup, { path: at('second') });
  }),
);

describe('a backup', () => {
  it('is the same bytes each time, but for the log, in which the first backup is an event', () => {
    const differing = filesOf(at('backup')).filter(
      (name) => !readFileSync(join(at('backup'), name)).equals(readFileSync(join(at('second'), name))),
    );
    assert.deepEqual(filesOf(at('backup')), filesOf(at('second')));
    assert.deepEqual(differing, ['audit-checkpoint.txt', 'audit.ndjson', 'manifest.json', 'signature.json']);
  });

  it('holds its own reading as the last event of its log', () => {
    const events = readFileSync(join(at('backup'), 'audit.ndjson'), 'utf8')
      .trimEnd()
      .split('\n');
    assert.equal(JSON.parse(events.at(-1) ?? '').event.operation, 'home.backup');
  });

  it('keeps a line whole that holds a line separator of Unicode', async () => {
    const lines = ['{"a":"one\u2028two\u2029three"}', '', '{"b":"\\r"}', '{}'];
    await writeLines(folder, 'lines.ndjson', lines);
    const read: string[] = [];
    for await (const line of readLines(folder, 'lines.ndjson')) read.push(line);
    assert.deepEqual(read, lines);
  });
});

describe('a restore', () => {
  it('refuses a flipped bit, a missing and an additional file by name, before anything is written', () =>
    inHome('refused', async (app) => {
      const files = filesOf(at('backup'));
      for (const name of files) {
        const tampered = at('tampered');
        rmSync(tampered, { recursive: true, force: true });
        cpSync(at('backup'), tampered, { recursive: true });
        const path = join(tampered, name);
        const bytes = readFileSync(path);
        const middle = bytes.length >> 1;
        bytes[middle] = (bytes[middle] ?? 0) ^ 1;
        writeFileSync(path, bytes.length === 0 ? 'x' : bytes);
        assert.equal(await refusal(app, tampered), `VERIFY_FAILED ${name}`, `a flipped bit in ${name}`);
        rmSync(path);
        assert.equal(await refusal(app, tampered), `VERIFY_FAILED ${name}`, `${name} missing`);
      }
      cpSync(at('backup'), at('added'), { recursive: true });
      appendFileSync(join(at('added'), 'records', 'extra.ndjson'), '{}\n');
      assert.equal(await refusal(app, at('added')), 'VERIFY_FAILED records/extra.ndjson');
      assert.deepEqual(await app.store.stored.auditRange(0, 10), { events: [], unsequenced: 0 });
      assert.ok(files.length > 15);
    }));

  it('refuses a line that no backup writes, though somebody signed it', () =>
    inHome('nonsense', async (app) => {
      const path = at('nonsense-backup');
      cpSync(at('backup'), path, { recursive: true });
      rmSync(join(path, 'sources.ndjson'));
      const entry = await writeLines(path, 'sources.ndjson', ['{"sha256":"../../x"}']);
      const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')));
      const files = manifest.files.map((file) => (file.name === entry.name ? entry : file));
      const signer = signerFromPem(generateSigningKey());
      rmSync(join(path, 'audit-checkpoint.txt'));
      const checkpoint = await writeCheckpoint(path, manifest, signer);
      sealBackup(
        path,
        { ...manifest, files: files.map((file) => (file.name === checkpoint.name ? checkpoint : file)) },
        signer,
      );
      assert.equal(await refusal(app, path), 'VERIFY_FAILED sources.ndjson');
    }));

  it('shows every record with the same facts, and every refused row', () =>
    inHome('home', async (source) => {
      const shown = async (app: App) => {
        const { stored } = app.store;
        const records: unknown[] = [];
        for await (const block of stored.records(WHOLE_HOME))
          for (const { id } of block) records.push(await stored.byId(id, WHOLE_HOME));
        const page = { limit: 1_000, after: null };
        return {
          records: records.map((item) => inspect(item, { depth: 9 })),
          refused: await stored.quarantine({ source: null, cut: WHOLE_HOME, page }),
          sources: await stored.source({ cut: WHOLE_HOME }),
        };
      };
      const restored = await inHome('shown', async (app) => {
        await answer(app, restore, { path: at('backup') });
        return shown(app);
      });
      assert.ok(restored.records.length > 1_200 && restored.refused.length > 0);
      assert.deepEqual(restored, await shown(source));
    }));

  it('that is cut short at any write goes on with the same command, and the log comes out whole', async () => {
    const writes = await inHome('counted', async (app) => {
      let count = 0;
      const counting = cutShort(app, () => {
        count++;
        return false;
      });
      await answer(counting, restore, { path: at('backup') });
      return count;
    });
    for (const stop of [1, 3, Math.floor(writes / 3), Math.floor(writes / 2), writes - 1]) {
      await inHome(`cut-${stop}`, async (app) => {
        let left = stop;
        const failing = cutShort(app, () => left-- <= 0);
        assert.equal(await refusal(failing, at('backup')), 'SERVICE_UNAVAILABLE ', `cut at ${stop} of ${writes}`);
        const restored = await answer(app, restore, { path: at('backup') });
        const log = await answer(app, auditVerify, {});
        assert.deepEqual([log.intact, log.decisions.missing], [true, 0]);
        const again = await answer(app, analyze, {});
        assert.equal(again.outputDigest, restored.latestRun?.outputDigest);
      });
    }
  });

  it('brings back an actor of an earlier version of whom no public key is known', () =>
    inHome('keyless', async (app) => {
      const old = { name: 'olga', role: 'analyst', keyId: '0'.repeat(64) };
      writeFileSync(join(app.home.folder, 'actors', 'olga.json'), JSON.stringify(old));
      await answer(app, backup, { path: at('keyless-backup') });
      await inHome('keyless-restored', async (target) => {
        const restored = await answer(target, restore, { path: at('keyless-backup') });
        assert.deepEqual(restored.withoutKey, ['olga']);
        const olga = target.home.actors().find(({ name }) => name === 'olga');
        assert.deepEqual(olga, { name: 'olga', role: 'analyst', keys: [] });
      });
    }));

  it('is refused by a home that has a history of its own', () =>
    inHome('used', async (app) => {
      await answer(app, ingest, { paths: FILES.slice(0, 1) });
      assert.equal(await refusal(app, at('backup')), 'CONFLICT ');
    }));
});

/** The home on a store that is away at every act, event or write, for which `isAway` says so. */
function cutShort(app: App, isAway: () => boolean): App {
  const away = () => {
    if (isAway()) throw new RedressError(failure('SERVICE_UNAVAILABLE', 'the store is away'));
  };
  return {
    ...app,
    store: {
      ...app.store,
      note: async (event) => {
        away();
        return app.store.note(event);
      },
      write: async (event, fn) => {
        away();
        return app.store.write(event, fn);
      },
    },
  };
}

describe('what a record states', () => {
  const account = (record: string, institutionName: string): Fact => ({
    kind: 'account',
    id: 'acc_1' as AccountId,
    record: record as RecordId,
    keyType: 'aba',
    institution: '021000021',
    number: '1',
    alsoKeys: [],
    institutionName,
    openedOn: null,
    closedOn: null,
    closed: false,
  });
  const ids = (facts: readonly Fact[]) =>
    facts.map((fact) => `${fact.record} ${fact.kind === 'account' ? fact.institutionName : ''}`);

  it('is its own statement where it has one, and else that of an earlier record, which stays what it was', () => {
    const shown = [account('rec_1', 'A'), account('rec_3', 'B')];
    assert.deepEqual(ids(statedBy('rec_3' as RecordId, shown)), ['rec_3 B']);
    assert.deepEqual(ids(statedBy('rec_2' as RecordId, shown)), ['rec_2 A']);
  });

  it('is said as often as the record says it', () => {
    const twice = [account('rec_1', 'A'), account('rec_1', 'A')];
    assert.deepEqual(ids(statedBy('rec_1' as RecordId, twice)), ['rec_1 A', 'rec_1 A']);
    assert.deepEqual(ids(statedBy('rec_2' as RecordId, twice)), ['rec_2 A', 'rec_2 A']);
  });
});
