// Plain JavaScript for any Node 18 or later: brings the pinned packages, and with them the pinned Node, when they are
// missing or older than the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function isInstalled() {
  const stamp = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(stamp) || !existsSync(pinnedNode)) return false;
  return statSync(stamp).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** Installs when needed; says so on stderr, because a silent minute looks like a hang. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.error('redress: installing the pinned packages (about half a minute, once) …');
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error(
      'redress: npm install failed; its own message is above. Mend the cause and run the same command again.',
    );
    process.exit(4);
  }
}
