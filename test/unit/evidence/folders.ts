import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { err, failure, ok, type Result, type Staged, stageFile } from '../../../src/core/index.ts';
import { type Bag, bagZip, stageBagFolder } from '../../../src/evidence/index.ts';

/** A new folder that is removed when the file's tests are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-evidence-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function put(staged: Staged): Result<string> {
  return staged.put() ? ok(staged.path) : err(failure('CONFLICT', `${staged.path} exists already`));
}

/** The bag as a new folder, as an export puts it there. */
export function writeBagFolder(bag: Bag, folder: string): Result<string> {
  return put(stageBagFolder(bag, folder));
}

export async function writeBagZip(bag: Bag, path: string): Promise<Result<string>> {
  return put(stageFile(path, await bagZip(bag)));
}
