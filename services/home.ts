import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../src/core/index.ts';

/** The folder of one server. A temporary one goes when the server is stopped; a kept one is for its next start. */
export type Home = {
  readonly folder: string;
  readonly kept: boolean;
  /** What must not outlive its user: a temporary folder, or the claim on a kept one. */
  readonly leftover: string;
  readonly close: () => void;
};

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Alive, but another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function home(folder: string, kept: boolean, leftover: string): Home {
  return { folder, kept, leftover, close: () => rmSync(leftover, { recursive: true, force: true }) };
}

/** Makes or opens the folder. A kept one is refused while another process uses it: two servers would spoil its data. */
export function openHome(service: string, folder: string | undefined): Result<Home, string> {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), `redress-${service}-`));
    return ok(home(made, false, made));
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const claim = join(folder, 'owner.pid');
  const owner = existsSync(claim) ? Number(readFileSync(claim, 'utf8')) : null;
  if (owner !== null && owner !== process.pid && isAlive(owner))
    return err(`${folder} is in use by process ${owner}; stop that one first or name another folder`);
  writeFileSync(claim, String(process.pid));
  return ok(home(folder, true, claim));
}

/** The password of a home, drawn at its first use and kept in a file that its owner alone can read. */
export function passwordOf(home: Home): { readonly password: string; readonly file: string } {
  const file = join(home.folder, 'password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
    chmodSync(home.folder, 0o700);
  }
  return { password: readFileSync(file, 'utf8'), file };
}
