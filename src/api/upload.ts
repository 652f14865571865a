import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { err, failure, type Json, ok, type Result, secretHex, sha256Stream } from '../core/index.ts';

/** Size of one uploaded file; the command line takes larger ones from disk. */
const MAX_UPLOAD_BYTES = 2 * 1024 ** 3;
const FIELDS = ['format', 'sourceClass', 'custodian', 'receivedAt'];

type Upload = { readonly path: string; readonly fields: Readonly<Record<string, Json>> };

async function keep(file: Readable & { truncated?: boolean }, folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `${secretHex(16)}.new`);
  const hash = sha256Stream();
  file.on('data', (chunk: Uint8Array) => hash.update(chunk));
  await pipeline(file, createWriteStream(temporary, { flags: 'wx', mode: 0o600 }));
  const target = join(folder, hash.hex());
  await mkdir(target, { recursive: true });
  const path = join(target, basename(name).replaceAll(/[^A-Za-z0-9._-]/g, '_') || 'upload');
  await rename(temporary, path);
  return path;
}

/**
 * Receives one file of a multipart request into the home, streaming, named by its hash so that the same file sent twice
 * is the same job. Errors: BAD_INPUT, FILE_TOO_LARGE.
 */
export function receiveUpload(request: Request, home: string): Promise<Result<Upload>> {
  return new Promise((resolve) => {
    const fail = (what: string) => resolve(err(failure('BAD_INPUT', what)));
    if (!request.is('multipart/form-data')) return fail('send the file as multipart/form-data');
    const parser = busboy({
      headers: request.headers,
      limits: { files: 1, fileSize: MAX_UPLOAD_BYTES, fields: 10, fieldSize: 2000 },
    });
    const fields: Record<string, Json> = {};
    let kept: Promise<string> | null = null;
    let tooLarge = false;
    parser.on('field', (name, value) => {
      if (FIELDS.includes(name)) fields[name] = value;
    });
    parser.on('file', (_field, stream, info) => {
      stream.on('limit', () => {
        tooLarge = true;
      });
      kept = keep(stream, join(home, 'uploads'), info.filename ?? 'upload');
    });
    parser.on('error', () => fail('the multipart body is broken'));
    parser.on('close', async () => {
      const path = await kept?.catch(() => null);
      if (tooLarge && typeof path === 'string') await rm(path, { force: true });
      if (tooLarge) return resolve(err(failure('FILE_TOO_LARGE', `the file is larger than ${MAX_UPLOAD_BYTES} bytes`)));
      if (typeof path !== 'string') return fail('the request holds no file');
      resolve(ok({ path, fields }));
    });
    request.pipe(parser);
  });
}
