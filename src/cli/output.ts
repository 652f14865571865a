import Table from 'cli-table3';
import { canonicalJson, type ErrorClass, errorClass, type Failure, type Json } from '../core/index.ts';

export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** Exit status of each class of failure (interface 1). */
const EXIT_BY_CLASS: Readonly<Record<ErrorClass, ExitCode>> = {
  usage: 2,
  policy: 3,
  file: 1,
  row: 1,
  problem: 1,
  unavailable: 4,
  bug: 1,
};

export function exitCodeOf(failure: Failure): ExitCode {
  return EXIT_BY_CLASS[errorClass(failure.code)];
}

/** C0 and C1 controls but newline and tab, and the bidi controls: a name from a file must not drive the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the controls are what is removed
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function plain(text: string): string {
  return text.replace(CONTROLS, '�');
}

/** C1 and bidi controls, which JSON leaves as they are, escaped: the same JSON, harmless on a terminal. */
function plainJson(json: string): string {
  return json.replace(CONTROLS, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Where a command's answer goes: data to stdout alone, everything else to stderr. */
export type Output = {
  readonly json: boolean;
  readonly line: (text: string) => void;
  readonly note: (text: string) => void;
  readonly data: (value: Json) => void;
  readonly ndjson: (values: readonly Json[]) => void;
  readonly table: (head: readonly string[], rows: readonly (readonly string[])[]) => void;
  readonly fail: (failure: Failure) => ExitCode;
};

export function createOutput(json: boolean): Output {
  const line = (text: string) => void process.stdout.write(`${plain(text)}\n`);
  const note = (text: string) => void process.stderr.write(`${plain(text)}\n`);
  return {
    json,
    line,
    note,
    data: (value) => void process.stdout.write(`${plainJson(JSON.stringify(value, null, 2))}\n`),
    ndjson: (values) => {
      for (const value of values) process.stdout.write(`${plainJson(canonicalJson(value))}\n`);
    },
    table: (head, rows) => {
      const table = new Table({ head: [...head], style: { head: [], border: [], compact: true }, wordWrap: true });
      table.push(...rows.map((row) => row.map(plain)));
      line(table.toString());
    },
    fail: (failure) => {
      const { code, message, details } = failure;
      if (json) process.stdout.write(`${plainJson(JSON.stringify({ error: { code, message, details } }))}\n`);
      else note(`${code}: ${message}`);
      return exitCodeOf(failure);
    },
  };
}
