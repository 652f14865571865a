import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fixedClock } from '../../../src/core/index.ts';
import { openEmbedded } from '../../../src/store/embedded/index.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'redress-store-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openAt(path: string): ReturnType<typeof openEmbedded> {
  return openEmbedded({ path, homeId: 'home', clock: fixedClock(1_709_251_200_000_000) });
}
