import { createWriteStream } from 'node:fs';
import { link, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { uploadFolder } from '../app/index.ts';
import { err, failure, type Json, ok, type Result, secretHex, sha256Stream } from '../core/index.ts';

/** Size of one uploaded file; the command line takes larger ones from disk. */
const MAX_UPLOAD_BYTES = 2 * 1024 ** 3;
const FIELDS = ['format', 'sourceClass', 'custodian', 'receivedAt'];

type Upload = { readonly path: string; readonly fields: Readonly<Record<string, Json>> };

/** What a sent file is called in the home: plain ASCII, never a path and never only dots. */
function safeName(name: string): string {
  const safe = basename(name)
    .replaceAll(/[^A-Za-z0-9._-]/g, '_')
    .slice(-100);
  return /[^.]/.test(safe) ? safe : 'upload';
}

/** A file that has come, aside, and the place that its content and its name give it. */
type Sent = { readonly aside: string; readonly path: string };

/** Nothing is awaited before the pipe stands: a part that breaks off at once must find someone who listens. */
async function receive(file: Readable, folder: string, name: string): Promise<Sent> {
  const aside = join(folder, `${secretHex(16)}.new`);
  try {
    const hash = sha256Stream();
    file.on('data', (chunk: Uint8Array) => hash.update(chunk));
    await pipeline(file, createWriteStream(aside, { flags: 'wx', mode: 0o600 }));
    return { aside, path: join(folder, hash.hex(), safeName(name)) };
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** Puts a sent file in its place. One that is there has the same content, and a job may be reading it: it stays. */
async function place({ aside, path }: Sent): Promise<Result<string>> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await link(aside, path);
    return ok(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return ok(path);
    return err(failure('HOME_UNUSABLE', 'the file cannot be kept', {}, error));
  } finally {
    await rm(aside, { force: true });
  }
}

/** The parser of the body; null when the header does not say how the parts are divided. */
function parserFor(request: Request): busboy.Busboy | null {
  const limits = { files: 1, fileSize: MAX_UPLOAD_BYTES, fields: 10, fieldSize: 2000 };
  try {
    return busboy({ headers: request.headers, limits });
  } catch {
    return null;
  }
}

/**
 * Receives one file of a multipart request into the folder that all workers share, streaming, named by its hash so that
 * the same file sent twice is the same job. Errors: BAD_INPUT, FILE_TOO_LARGE, HOME_UNUSABLE.
 */
export async function receiveUpload(request: Request, shared: string): Promise<Result<Upload>> {
  const parser = request.is('multipart/form-data') ? parserFor(request) : null;
  if (parser === null) return err(failure('BAD_INPUT', 'send the file as multipart/form-data with a boundary'));
  const folder = uploadFolder(shared);
  await mkdir(folder, { recursive: true });
  const fields: Record<string, Json> = {};
  const coming: Promise<Sent | null>[] = [];
  let tooLarge = false;
  parser.on('field', (name, value) => {
    if (FIELDS.includes(name)) fields[name] = value;
  });
  parser.on('file', (_field, stream, info) => {
    stream.on('limit', () => {
      tooLarge = true;
    });
    coming.push(receive(stream, folder, info.filename ?? 'upload').catch(() => null));
  });
  // Ends also when the sender goes away in the middle.
  const whole = await pipeline(request, parser).then(
    () => true,
    () => false,
  );
  const [sent] = await Promise.all(coming);
  if (sent && whole && !tooLarge) {
    const placed = await place(sent);
    return placed.ok ? ok({ path: placed.value, fields }) : placed;
  }
  if (sent) await rm(sent.aside, { force: true });
  if (tooLarge) return err(failure('FILE_TOO_LARGE', `the file is larger than ${MAX_UPLOAD_BYTES} bytes`));
  if (!whole) return err(failure('BAD_INPUT', 'the multipart body is broken'));
  return sent === undefined
    ? err(failure('BAD_INPUT', 'the request holds no file'))
    : err(failure('HOME_UNUSABLE', 'the file cannot be kept'));
}
