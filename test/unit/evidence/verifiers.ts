import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { verifyFiles } from '../../../docs/verify/redress-verify.mjs';
import { type Bag, verifyRead } from '../../../src/evidence/index.ts';
import { writeBagFolder } from './folders.ts';

/** What every verifier says of one package: whether it holds, and which file does not. */
export type Judgement = { readonly ok: boolean; readonly firstBroken: string | null; readonly verdict: string };

export const verifyFolder = join(import.meta.dirname, '..', '..', '..', 'docs', 'verify');

export async function byRedress(bag: Bag): Promise<Judgement> {
  const { ok, firstBroken, verdict } = await verifyRead({ bag, container: null });
  return { ok, firstBroken, verdict };
}

/** The stand-alone script for Node, called as a function on the same bytes. */
export function byScript(bag: Bag): Judgement {
  const { ok, firstBroken, verdict } = verifyFiles(new Map(bag.map(({ path, bytes }) => [path, Buffer.from(bytes)])));
  return { ok, firstBroken, verdict };
}

export const python = spawnSync('python3', ['--version']).status === 0 ? 'python3' : null;

/** Runs a piece of Python beside the stand-alone script `redress_verify`; what it prints is JSON. */
export function runPython(program: string, args: readonly string[]): unknown {
  const run = spawnSync('python3', ['-B', '-c', program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    cwd: verifyFolder,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

const EACH = `
import json, sys, redress_verify
print(json.dumps([redress_verify.verify_path(path) for path in sys.argv[1:]]))
`;

/** The stand-alone script for Python on many packages, which are written under `folder`. */
export function byPython(bags: readonly Bag[], folder: string): Judgement[] {
  const paths = bags.map((bag, i) => {
    const path = join(folder, `python-${i}`);
    writeBagFolder(bag, path);
    return path;
  });
  return runPython(EACH, paths) as Judgement[];
}
