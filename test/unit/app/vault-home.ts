import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Role } from '../../../src/access/index.ts';
import {
  type App,
  type AppOperation,
  type Caller,
  compose,
  readConfig,
  runOperation,
  vaultAdd,
} from '../../../src/app/index.ts';
import { type Clock, type Result, unwrap } from '../../../src/core/index.ts';

export type Person = {
  readonly caller: (caseId?: string) => Caller;
  /** In case c1, unless another is named. */
  readonly ask: <I, O>(op: AppOperation<I, O>, input: unknown, caseId?: string) => Promise<Result<O>>;
};

export type VaultHome = {
  readonly app: App;
  readonly folder: string;
  /** A file with these lines, in the folder beside the home. */
  readonly file: (name: string, ...lines: readonly (object | string)[]) => string;
  readonly as: (name: string, role: Role) => Person;
};

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-vault-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A home with the cases c1 and c2, in which people of any role act. */
export async function vaultHome(clock?: Clock): Promise<VaultHome> {
  const folder = temporaryFolder();
  const app = unwrap(await compose(unwrap(readConfig({}, join(folder, 'home'))), clock));
  after(() => app.close());
  for (const id of ['c1', 'c2']) unwrap(app.home.openCase({ id, purpose: 'restitution', authority: 'DOJ' }));
  const as = (name: string, role: Role): Person => {
    if (role !== 'local-operator' && !app.home.actor(name).ok) unwrap(app.home.addActor(name, role));
    const { actor, signer } = unwrap(app.home.actor(name));
    const caller = (caseId = 'c1'): Caller => {
      const opened = unwrap(app.home.case(caseId));
      return { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer };
    };
    return { caller, ask: (op, input, caseId) => runOperation(app, caller(caseId), op, input) };
  };
  const file = (name: string, ...lines: readonly (object | string)[]) => {
    const path = join(folder, name);
    writeFileSync(path, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
    return path;
  };
  return { app, folder, file, as };
}

export const victim = (name: string, more: object = {}) => {
  return { name, dob: '1990-06-30', consent: { scope: 'restitution', at: '2024-05-02' }, ...more };
};

/** The pseudonyms of people whom a victim specialist adds to case c1. */
export async function added(home: VaultHome, ...names: readonly string[]): Promise<string[]> {
  const path = home.file(`victims-${names.length}.ndjson`, ...names.map((name) => victim(name)));
  const answer = unwrap(await home.as('vera', 'victim-specialist').ask(vaultAdd, { path }));
  return answer.entries.map(({ pseudonym }) => pseudonym);
}

export function codeOf(answer: Result<unknown>): string {
  return answer.ok ? 'ok' : answer.error.code;
}
