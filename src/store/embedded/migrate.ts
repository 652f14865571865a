import type { DatabaseSync } from 'node:sqlite';
import type { Migration, ThreadData } from './protocol.ts';

export type Migrated = { readonly kind: 'open' | 'newer'; readonly schemaVersion: number };

function userVersion(database: DatabaseSync, script: string): number {
  return Number(database.prepare(script).get()?.user_version);
}

function nameOf(index: number): string {
  return `migration-${String(index + 1).padStart(4, '0')}`;
}

function checkKnown(database: DatabaseSync, data: ThreadData, known: readonly Migration[]): void {
  if (known.length === 0) return;
  const stored = database.prepare(data.statements['meta-get'] ?? '');
  for (const [index, migration] of known.entries()) {
    if (stored.get({ name: nameOf(index) })?.value !== migration.sha256)
      throw new Error(`the home was made with another text of migration ${migration.name}`);
  }
}

function apply(database: DatabaseSync, data: ThreadData, migration: Migration, index: number): void {
  database.exec(data.scripts.begin);
  try {
    database.exec(migration.sql);
    database.prepare(data.statements['meta-add'] ?? '').run({ name: nameOf(index), value: migration.sha256 });
    if (userVersion(database, data.scripts['schema-version']) !== index + 1)
      throw new Error(`migration ${migration.name} does not set its own number`);
    database.exec(data.scripts.commit);
  } catch (error) {
    database.exec(data.scripts.rollback);
    throw error;
  }
}

/**
 * Brings a home to the schema of this program. Migrations are applied in order, each in one transaction that
 * also sets its number, and their checksums are kept, so a text that was changed after it was applied is noticed. A newer home is left as it is.
 */
export function migrate(database: DatabaseSync, data: ThreadData): Migrated {
  const version = userVersion(database, data.scripts['schema-version']);
  const { migrations } = data;
  if (version > migrations.length) return { kind: 'newer', schemaVersion: version };
  checkKnown(database, data, migrations.slice(0, version));
  for (let index = version; index < migrations.length; index++) {
    const migration = migrations[index];
    if (migration !== undefined) apply(database, data, migration, index);
  }
  return { kind: 'open', schemaVersion: migrations.length };
}
