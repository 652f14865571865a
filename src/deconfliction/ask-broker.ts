import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { err, failure, ok, type Result } from '../core/index.ts';
import type { BrokerReply, BrokerRequest } from './protocol.ts';

/** A broker that says nothing for so long is not waited for. */
const TIMEOUT_MS = 30_000;

function runBroker(
  folder: string,
  request: BrokerRequest,
): Promise<{ code: number | null; out: string; note: string }> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const file = fileURLToPath(new URL(`./broker-process.${extension}`, import.meta.url));
  const child = spawn(process.execPath, [file, folder], { env: {}, timeout: TIMEOUT_MS });
  let out = '';
  let note = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    note += text;
  });
  // A broker that died has closed its end; that it gave no answer is told by its exit code.
  child.stdin.on('error', () => undefined).end(JSON.stringify(request));
  return new Promise((resolve) => {
    child.on('error', ({ message }) => resolve({ code: null, out, note: message }));
    child.on('close', (code) => resolve({ code, out, note }));
  });
}

/** Puts a request to the broker of a folder. Errors: those of the broker; SERVICE_UNAVAILABLE when it does not answer. */
export async function askBroker(
  folder: string,
  request: BrokerRequest,
): Promise<Result<Exclude<BrokerReply, { kind: 'refused' }>>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { code, out, note } = await runBroker(folder, request);
  if (code !== 0)
    return err(failure('SERVICE_UNAVAILABLE', 'the deconfliction broker gave no answer', {}, new Error(note)));
  const reply = JSON.parse(out) as BrokerReply;
  return reply.kind === 'refused' ? err(reply.error) : ok(reply);
}
