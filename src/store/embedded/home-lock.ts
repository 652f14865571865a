import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export type HomeLock = { readonly held: true; readonly release: () => void };
const SQLITE_BUSY = 5;

function holderOf(pidFile: string): string {
  try {
    return `process ${readFileSync(pidFile, 'utf8').trim()}`;
  } catch {
    return 'another process';
  }
}

/**
 * Takes the lock of a home, or says who holds it. The lock is the database library's own on `<path>.lock`, held by the
 * operating system: it ends with the process, so the lock of a dead process needs no taking over. `<path>.pid` only
 * names the holder for the message.
 */
export function takeHomeLock(path: string, pid: number, script: string): HomeLock | { held: false; holder: string } {
  const pidFile = `${path}.pid`;
  const file = new DatabaseSync(`${path}.lock`);
  try {
    file.exec(script);
  } catch (error) {
    file.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)
      return { held: false, holder: holderOf(pidFile) };
    throw error;
  }
  writeFileSync(pidFile, `${pid}\n`);
  return {
    held: true,
    release: () => {
      rmSync(pidFile, { force: true });
      file.close();
    },
  };
}
