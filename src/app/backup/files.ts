import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { failure, RedressError, sha256Stream } from '../../core/index.ts';
import type { FileEntry } from './layout.ts';

const BLOCK_CHARS = 64 * 1024;

/** Lines joined to blocks of some size: a write for each line would cost more than what it writes. */
async function* inBlocks(lines: AsyncIterable<string> | Iterable<string>, onLine: () => void): AsyncGenerator<string> {
  let block = '';
  for await (const line of lines) {
    onLine();
    block += `${line}\n`;
    if (block.length < BLOCK_CHARS) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/** Writes a new file of a backup, readable by its owner alone and flushed to disk, and says what was written. */
async function writeBytes(
  folder: string,
  name: string,
  chunks: AsyncIterable<string | Uint8Array>,
): Promise<Omit<FileEntry, 'lines'>> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = sha256Stream();
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of chunks) {
      const data = Buffer.from(chunk);
      hash.update(data);
      bytes += data.length;
      yield data;
    }
  };
  await pipeline(counted(), createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }));
  return { name, sha256: hash.hex(), bytes };
}

export async function writeLines(
  folder: string,
  name: string,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<FileEntry> {
  let count = 0;
  const written = await writeBytes(
    folder,
    name,
    inBlocks(lines, () => count++),
  );
  return { ...written, lines: count };
}

/** Copies original bytes into a backup. Error (thrown): VERIFY_FAILED when they are not those of `sha`. */
export async function writeOriginal(folder: string, name: string, from: string, sha: string): Promise<FileEntry> {
  const written = await writeBytes(folder, name, createReadStream(from));
  if (written.sha256 !== sha)
    throw new RedressError(
      failure('VERIFY_FAILED', `the original bytes kept for source ${sha} are not those received`),
    );
  return { ...written, lines: null };
}

/**
 * The lines of a file, one after another. Split at line feeds alone: canonical JSON may hold U+2028, which node:readline
 * takes for the end of a line.
 */
export async function* readLines(folder: string, name: string): AsyncGenerator<string> {
  let rest = '';
  for await (const text of createReadStream(join(folder, name), 'utf8') as AsyncIterable<string>) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** The lines of a file in blocks of at most `size`. */
export async function* readBlocks(folder: string, name: string, size: number): AsyncGenerator<string[]> {
  let block: string[] = [];
  for await (const line of readLines(folder, name)) {
    block.push(line);
    if (block.length < size) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}

/** What a file of a backup is now, for the comparison with what its manifest says. */
export async function measure(folder: string, name: string): Promise<{ sha256: string; bytes: number; lines: number }> {
  const hash = sha256Stream();
  let [bytes, lines] = [0, 0];
  for await (const chunk of createReadStream(join(folder, name)) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++;
  }
  return { sha256: hash.hex(), bytes, lines };
}
