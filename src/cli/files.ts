import { readTextFile } from '../app/index.ts';
import { err, failure, type Json, ok, type Result, stageFile } from '../core/index.ts';

/** What a person wrote and an answer to it still fits in memory. */
const MOST_BYTES = 16 * 1024 ** 2;

function parsed(text: string, where: { readonly file: string; readonly locator?: string }): Result<Json> {
  try {
    return ok(JSON.parse(text) as Json);
  } catch {
    const what = where.locator === undefined ? 'file' : 'line';
    return err(failure('MALFORMED_JSON', `the ${what} is not JSON`, where));
  }
}

/** A JSON file. Errors: MALFORMED_JSON and those of readTextFile. */
export async function readJsonFile(file: string): Promise<Result<Json>> {
  const text = await readTextFile(file, MOST_BYTES);
  return text.ok ? parsed(text.value, { file }) : text;
}

/** The values of an NDJSON file, each apart, so that one line that is no JSON need not end all. Errors: of readTextFile. */
export async function readJsonLines(file: string): Promise<Result<readonly Result<Json>[]>> {
  const text = await readTextFile(file, MOST_BYTES);
  if (!text.ok) return text;
  const lines = text.value.split('\n').map((line, at) => ({ line, locator: `line ${at + 1}` }));
  return ok(lines.flatMap(({ line, locator }) => (line.trim() === '' ? [] : [parsed(line, { file, locator })])));
}

/**
 * Writes an answer into a new file, whole or not at all: what is there may be something that a person has worked on.
 * Errors: CONFLICT, NOT_WRITABLE.
 */
export function writeNewFile(path: string, text: string): Result<null> {
  try {
    if (stageFile(path, text).put()) return ok(null);
    return err(failure('CONFLICT', `${path} exists already and is not written over`));
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    return err(failure('NOT_WRITABLE', `${path} cannot be written (${why})`, {}, cause));
  }
}
