import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { loadSql, readHeader } from '../../../src/store/embedded/load-sql.ts';
import { STATEMENTS } from '../../../src/store/embedded/statements.ts';
import { temporaryFolder } from './home.ts';

const SQL = join(import.meta.dirname, '..', '..', '..', 'src', 'store', 'embedded', 'sql');
const { statements, migrations } = loadSql();
const names = Object.keys(STATEMENTS) as (keyof typeof STATEMENTS)[];
const withoutComments = (sql: string) => sql.replaceAll(/--[^\n]*/g, '');

function emptyHome(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  for (const migration of migrations) database.exec(migration.sql);
  return database;
}

function planOf(database: DatabaseSync, name: keyof typeof STATEMENTS): string[] {
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${statements[name]}`);
  steps.setAllowUnknownNamedParameters(true);
  const nothing = Object.fromEntries(Object.keys(STATEMENTS[name].params.shape).map((key) => [key, null]));
  return steps.all(statements[name]?.includes(':') ? nothing : {}).map((step) => String(step.detail));
}

/** Statements that read a whole table, and why they may. */
const MAY_SCAN: Readonly<Record<string, string>> = {
  'sources-receiving': 'once at start',
  'jobs-release': 'once at start',
  'runs-page': 'the list of Runs is short, and read in the order of its index',
  'job-list': 'the newest jobs, read in the order of their number',
};

describe('every statement', () => {
  it('states what it returns as registered', () => {
    for (const name of names) {
      const returned = Object.keys(STATEMENTS[name].rows.element.shape).join(', ');
      assert.equal(readHeader(name, statements[name] ?? '').returns, returned === '' ? 'nothing' : returned, name);
    }
  });

  it('uses exactly the parameters that are registered', () => {
    for (const name of names) {
      const sql = withoutComments(statements[name] ?? '');
      const registered = Object.keys(STATEMENTS[name].params.shape);
      const used = [...new Set([...sql.matchAll(/:(\w+)/g)].map((match) => match[1]))];
      const places = sql.match(/\?/g)?.length ?? 0;
      if (places > 0) assert.deepEqual([places, used], [registered.length, []], name);
      else assert.deepEqual(used.sort(), registered.sort(), name);
    }
  });

  it('writes only if it says so', () => {
    for (const name of names) {
      const writes = /^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b/im.test(
        withoutComments(statements[name] ?? ''),
      );
      assert.equal(writes ? 'write' : 'read', STATEMENTS[name].access, name);
    }
  });

  it('computes nothing that another store could compute differently', () => {
    const computed = /\b(sum|avg|total|lower|upper|like|glob|match|date|datetime|julianday|strftime|round|collate)\b/i;
    for (const name of names) assert.doesNotMatch(withoutComments(statements[name] ?? ''), computed, name);
  });

  it('gives several rows only in a stated order', () => {
    for (const name of names) {
      const { order } = readHeader(name, statements[name] ?? '');
      const mayGiveSeveral = !['none', 'one row', 'one row at most'].includes(order);
      assert.equal(/ORDER BY/.test(statements[name] ?? '') || !mayGiveSeveral, true, name);
    }
  });

  it('compiles, and finds its rows by an index unless there is a reason', () => {
    const database = emptyHome();
    for (const name of names) {
      const scans = planOf(database, name).filter((step) =>
        /^SCAN (fact|record|quarantine|result|key_row|job|audit_event|source|run|judgement|decision)\b/.test(step),
      );
      assert.equal(scans.length > 0, MAY_SCAN[name] !== undefined, `${name}: ${scans.join('; ')}`);
    }
    for (const name of Object.keys(MAY_SCAN)) assert.ok(name in STATEMENTS, name);
  });
});

/** Statements that sort what they found, because it is little. */
const MAY_SORT = ['facts-by-ids', 'job-take'];

describe('every page', () => {
  it('comes in the order of an index, so that a page of a large home costs no more than one of a small', () => {
    const database = emptyHome();
    for (const name of names.filter((item) => !MAY_SORT.includes(item)))
      assert.ok(!planOf(database, name).includes('USE TEMP B-TREE FOR ORDER BY'), name);
  });

  it('of a list of facts finds each by its id', () => {
    const plan = planOf(emptyHome(), 'facts-by-ids').join('; ');
    assert.match(plan, /SEARCH fact USING INDEX sqlite_autoindex_fact_1 \(kind=\? AND id=\? AND source=\?\)/);
  });
});

describe('the start', () => {
  const changed = (t: Parameters<typeof temporaryFolder>[0], change: (folder: string) => void) => {
    const folder = join(temporaryFolder(t), 'sql');
    cpSync(SQL, folder, { recursive: true });
    change(folder);
    return () => loadSql(folder);
  };
  const edited = (folder: string, from: string, to: string) => {
    const path = join(folder, 'record-by-id.sql');
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  };

  it('refuses a registered statement without a file', (t) => {
    assert.throws(
      changed(t, (folder) => rmSync(join(folder, 'degree.sql'))),
      /registered without a file: degree/,
    );
  });

  it('refuses a file that is not registered', (t) => {
    assert.throws(
      changed(t, (folder) => writeFileSync(join(folder, 'extra.sql'), 'SELECT 1;')),
      /not registered: extra/,
    );
  });

  it('refuses a file whose header is missing or says something else', (t) => {
    assert.throws(
      changed(t, (folder) => edited(folder, '-- order', '-- sorted')),
      /no header line "order"/,
    );
    assert.throws(
      changed(t, (folder) => edited(folder, 'access: read', 'access: write')),
      /says access write, not read/,
    );
    assert.throws(
      changed(t, (folder) => edited(folder, 'params: id', 'params: key')),
      /says params key, sources/,
    );
  });
});

describe('the audit table', () => {
  it('lets no event be changed or deleted, not even by a statement of its own', () => {
    const database = emptyHome();
    database.exec("INSERT INTO audit_event (id, json) VALUES ('e1', '{}'), ('e2', '{}')");
    database.exec("UPDATE audit_event SET seq = 0, previous_hash = 'p', leaf_hash = 'l' WHERE id = 'e1'");
    assert.throws(() => database.exec("UPDATE audit_event SET leaf_hash = 'x' WHERE id = 'e1'"), /never changed/);
    assert.throws(() => database.exec("UPDATE audit_event SET json = '[]' WHERE id = 'e2'"), /never changed/);
    assert.throws(() => database.exec("DELETE FROM audit_event WHERE id = 'e2'"), /never deleted/);
  });
});
