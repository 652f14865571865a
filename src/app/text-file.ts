import { isUtf8 } from 'node:buffer';
import { err, failure, ok, type Result } from '../core/index.ts';
import { openRegularFile } from '../sources/index.ts';

const BOM = '\uFEFF';

/** The bytes of a file that is read in one piece. Errors: FILE_TOO_LARGE, and those of openRegularFile. */
export async function readFileBytes(path: string, mostBytes: number): Promise<Result<Buffer>> {
  const file = await openRegularFile(path);
  if (!file.ok) return file;
  const { byteLength, open } = file.value;
  if (byteLength > mostBytes)
    return err(
      failure('FILE_TOO_LARGE', `the file has ${byteLength} bytes; at most ${mostBytes} are read`, { file: path }),
    );
  const chunks: Uint8Array[] = [];
  for await (const chunk of open()) chunks.push(chunk);
  return ok(Buffer.concat(chunks));
}

/**
 * The text of a file that is read in one piece, such as a worksheet or a list of questions; a byte order mark is no part of
 * it. `mostBytes` bounds what is held in memory. Errors: FILE_TOO_LARGE, WRONG_ENCODING, and those of openRegularFile.
 */
export async function readTextFile(path: string, mostBytes: number): Promise<Result<string>> {
  const read = await readFileBytes(path, mostBytes);
  if (!read.ok) return read;
  const bytes = read.value;
  if (!isUtf8(bytes)) return err(failure('WRONG_ENCODING', 'the file is not UTF-8', { file: path }));
  const text = bytes.toString('utf8');
  return ok(text.startsWith(BOM) ? text.slice(BOM.length) : text);
}
