import { z } from 'zod';
import { err, failure, ok, parseDate, parseInstant, parsePartialDate, type Result } from '../core/index.ts';
import { type Consent, type Identity, latestDay } from '../vault/index.ts';
import { readTextFile } from './text-file.ts';

/** A person to be kept in the vault, with the line of the file that says so. */
export type VictimLine = { readonly line: number; readonly identity: Identity; readonly consent: Consent };

const MOST_BYTES = 16 * 1024 ** 2;

const isDay = (text: string) => parseDate(text).ok || parseInstant(text).ok;
const victimLine = z.strictObject({
  name: z.string().trim().min(1).max(300),
  dob: z
    .string()
    .refine((text) => parsePartialDate(text).ok)
    .nullable()
    .default(null),
  contact: z.string().trim().min(1).max(500).nullable().default(null),
  consent: z.strictObject({ scope: z.string().trim().min(1).max(200), at: z.string().refine(isDay) }),
});

/** The parser's own words would repeat what stands in the line; they end here. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A day that has not come would count as consent given anew after every withdrawal. */
function hasCome({ at }: Consent, nowMicros: number): boolean {
  const instant = parseInstant(at);
  return instant.ok ? instant.value <= nowMicros : at <= latestDay(nowMicros);
}

function readLine(text: string, line: number, nowMicros: number): Result<VictimLine> {
  const read = victimLine.safeParse(parsed(text));
  if (read.success) {
    const { consent, ...identity } = read.data;
    if (hasCome(consent, nowMicros)) return ok({ line, identity, consent });
    return err(failure('BAD_INPUT', `line ${line}: consent is of a time that has not come`, { line }));
  }
  const [field] = read.error.issues[0]?.path ?? [];
  const what =
    field === undefined ? 'the line is not {name, dob, contact, consent}' : `${String(field)} is missing or wrong`;
  return err(failure('BAD_INPUT', `line ${line}: ${what}`, { line }));
}

/**
 * The persons of a file, one JSON object a line: `{"name","dob","contact","consent":{"scope","at"}}`. All of them or
 * none; no message repeats what a line says; consent is of `nowMicros` or earlier. Errors: BAD_INPUT with the line, and
 * those of readTextFile.
 */
export async function readVictimLines(path: string, nowMicros: number): Promise<Result<readonly VictimLine[]>> {
  const text = await readTextFile(path, MOST_BYTES);
  if (!text.ok) return text;
  const victims: VictimLine[] = [];
  for (const [index, line] of text.value.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, index + 1, nowMicros);
    if (!read.ok) return read;
    victims.push(read.value);
  }
  return victims.length === 0 ? err(failure('BAD_INPUT', 'the file names nobody')) : ok(victims);
}
