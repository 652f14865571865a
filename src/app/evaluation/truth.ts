import { z } from 'zod';
import { err, failure, ok, type Result } from '../../core/index.ts';
import { issueText } from '../issue-text.ts';

const party = z.looseObject({
  kind: z.enum(['person', 'organisation', 'account']),
  key: z.string().min(1),
  accounts: z.array(z.looseObject({ institution: z.string(), number: z.string() })),
});
const mention = z.looseObject({ file: z.string(), at: z.string(), side: z.string(), name: z.string() });

/** The truth beside a made-up world, as far as scoring reads it (fixtures/scenarios/README.md, docs/methods/detection.md). */
const truthFile = z.looseObject({
  networks: z.array(
    z.looseObject({ id: z.string(), kind: z.string(), members: z.array(party), periphery: z.array(z.string()) }),
  ),
  facilitators: z.array(party.extend({ firm: party })),
  possibleVictims: z.array(party),
  lookAlikes: z.array(z.looseObject({ id: z.string(), members: z.array(party) })),
  benignHubs: z.array(party),
  people: z.array(z.looseObject({ key: z.string(), mentions: z.array(mention) })),
});
export type Truth = z.infer<typeof truthFile>;
export type TrueParty = z.infer<typeof party>;

/** Everyone whom a truth speaks of outside its list of people, by the place that does. */
function* references(truth: Truth): Generator<readonly [place: string, key: string]> {
  for (const { id, members, periphery } of truth.networks) {
    for (const { kind, key } of members) if (kind !== 'account') yield [`network ${id}`, key];
    for (const key of periphery) yield [`the periphery of network ${id}`, key];
  }
  for (const { key, firm } of truth.facilitators) yield* [key, firm.key].map((item) => ['facilitators', item] as const);
  for (const { key } of truth.possibleVictims) yield ['possibleVictims', key];
  for (const { id, members } of truth.lookAlikes) for (const { key } of members) yield [`look-alike ${id}`, key];
  for (const { key } of truth.benignHubs) yield ['benignHubs', key];
}

/** The line where a text first stands in quotes. */
function lineOf(text: string, id: string): number {
  const at = text.indexOf(JSON.stringify(id));
  return text.slice(0, Math.max(0, at)).split('\n').length;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads a truth file. Errors: MALFORMED_JSON; BAD_INPUT with the field that is missing or wrong, or with the line that
 * names someone who is not in `people`.
 */
export function readTruth(text: string): Result<Truth> {
  const json = parsed(text);
  if (json === undefined) return err(failure('MALFORMED_JSON', 'the truth file is not JSON'));
  const read = truthFile.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    const field = issue?.path.join('.') || 'the file';
    return err(
      failure('BAD_INPUT', `the truth file: ${field}: ${issue === undefined ? 'is not valid' : issueText(issue)}`, {
        field,
      }),
    );
  }
  const known = new Set(read.data.people.map(({ key }) => key));
  for (const [place, key] of references(read.data)) {
    if (known.has(key)) continue;
    const line = lineOf(text, key);
    return err(
      failure('BAD_INPUT', `the truth file, line ${line}: ${place} names "${key}", who is not in people`, { line }),
    );
  }
  return ok(read.data);
}
