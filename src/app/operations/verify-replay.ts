import { z } from 'zod';
import { referenceHashes } from '../../../reference/load.ts';
import { admissiblePart, type Cut } from '../../access/index.ts';
import {
  addDays,
  canonicalJson,
  compareText,
  type DateText,
  err,
  failure,
  ok,
  operation,
  parseDate,
  type Result,
  sha256Hex,
} from '../../core/index.ts';
import { inputDigest } from '../analysis/digest.ts';
import type { ExportRequest } from '../analysis/export-run.ts';
import type { RunParameters } from '../analysis/pipeline.ts';
import type { PackageScope } from '../analysis/questions/package-scope.ts';
import { thisCode } from '../analysis/run-identity.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { factBlocks, loadInputs } from '../facts-loader.ts';
import type { ReviewBasis } from '../people/basis.ts';
import { analyzeInput } from './analyze.ts';

const HEAD_FILE = 'data/package.json';
const text = z.string().max(500);
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hex');
/** A package of the whole home is none that anyone can read; its scope is a bound on what one question can ask for. */
const MOST_IN_SCOPE = 100_000;

/**
 * The parts of data/package.json that say how the package was made. What else stands there is compared as bytes; but of the
 * Run nothing is passed over, because a parameter that is not known would make another Run.
 */
const headOf = z.looseObject({
  id: z.string().max(80),
  kind: z.enum(['lead', 'evidence']),
  variant: z.enum(['bsa', 'no-bsa']).default('no-bsa'),
  to: text,
  at: text,
  status: z.enum(['DRAFT', 'APPROVED', 'RELEASED']),
  approvedBy: text.nullable(),
  ofLead: text.nullable(),
  run: z.strictObject({
    inputDigest: digest,
    codeVersion: text,
    /** The latest review-by date of persons whom it leaves out. */
    peopleTo: z
      .string()
      .refine((date) => parseDate(date).ok, 'is not a date YYYY-MM-DD that exists')
      .optional(),
    parameters: analyzeInput,
  }),
  scope: z.looseObject({
    accounts: z.array(z.looseObject({ institution: text, number: text.nullable() })).max(MOST_IN_SCOPE),
    parties: z.array(z.looseObject({ id: z.string().max(80) })).max(MOST_IN_SCOPE),
  }),
});
const input = z.strictObject({
  /** data/package.json as it stands in the package. */
  head: z.unknown(),
  /** SHA-256 of each payload file by its path. */
  files: z.record(z.string().max(200), digest),
});
const output = z.object({
  same: z.boolean(),
  verdict: z.string(),
  sameRecords: z.boolean(),
  sameCode: z.boolean(),
  /** Files that came out otherwise, or that only one of the two has. */
  differing: z.array(z.string()),
});
type Input = z.infer<typeof input>;
type Output = z.infer<typeof output>;
type Head = z.infer<typeof headOf>;

/**
 * Makes the Run of a package again, and the package from it, in a home that holds its records, and compares every file
 * of the payload (R5). What it answers is the comparison alone: nothing is written and nothing leaves.
 */
export const verifyReplay: AppOperation<Input, Output> = operation({
  name: 'verify.replay',
  input,
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ files }) => sha256Hex(canonicalJson(files)),
  run: replay,
});

function requestOf(given: Head, scope: PackageScope, review: ReviewBasis | null): ExportRequest {
  const { kind, variant, to, at, status, approvedBy, ofLead } = given;
  return {
    kind,
    variant,
    format: 'bag',
    scope,
    ofNetwork: ofLead !== null,
    heldVictims: [],
    review,
    to,
    at,
    status,
    approvedBy,
  };
}

/** The dates by which the package was made: those who were left out then are, and nobody else. */
async function reviewOf({ people }: OperationContext, { run }: Head, cut: Cut): Promise<ReviewBasis | null> {
  if (run.peopleTo === undefined) return null;
  const basis = await people.basisOf(cut);
  return basis === null ? null : { ...basis, today: addDays(run.peopleTo as DateText, 1) };
}

async function scopeIn(
  context: OperationContext,
  { scope, variant }: Head,
  parameters: RunParameters,
): Promise<Result<PackageScope>> {
  const cut = variant === 'bsa' ? context.cut : admissiblePart(context.cut);
  const accounts = scope.accounts.map(({ institution, number }) => ({ institution, number }));
  const answer = await context.engine.answer(
    factBlocks(context.read, cut),
    { ...parameters, until: 'resolution' },
    { kind: 'package-scope', accounts, parties: scope.parties.map(({ id }) => id) },
  );
  return answer.ok ? ok(answer.value as PackageScope) : answer;
}

function verdictOf({ sameRecords, sameCode, differing }: Omit<Output, 'verdict' | 'same'>): string {
  if (differing.length === 0) return 'made again: every file of the payload is the same';
  if (!sameRecords) return 'DIFFERS: this home does not hold exactly the records that the package was made of';
  if (!sameCode) return `DIFFERS in ${differing.length} files: made by another version of the code`;
  return `DIFFERS in ${differing.length} files, first ${differing[0] ?? ''}`;
}

function readHead(value: unknown): Result<Head> {
  const read = headOf.safeParse(value);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') ?? '';
  const what = `${field}${field === '' ? '' : ': '}${issue?.message ?? 'is not valid'}`;
  return err(failure('VERIFY_FAILED', what, { file: HEAD_FILE, field }));
}

async function replay(context: OperationContext, { head, files }: Input): Promise<Result<Output>> {
  const read = readHead(head);
  if (!read.ok) return read;
  const given = read.value;
  const cut = given.variant === 'bsa' ? context.cut : admissiblePart(context.cut);
  const now = inputDigest(await loadInputs(context.read, cut), referenceHashes());
  const parameters: RunParameters = { ...given.run.parameters, until: 'leads' };
  const scope = await scopeIn(context, given, parameters);
  if (!scope.ok) return scope;
  const made = await context.engine.exportFiles(
    factBlocks(context.read, cut),
    parameters,
    requestOf(given, scope.value, await reviewOf(context, given, cut)),
  );
  if (made.id !== given.id) return err(failure('NOT_FOUND', 'this home makes another package of that scope'));
  const again = new Map([...made.files].map(([path, bytes]) => [path, sha256Hex(bytes)]));
  const paths = [...new Set([...again.keys(), ...Object.keys(files)])].sort(compareText);
  const compared = {
    sameRecords: now === given.run.inputDigest,
    sameCode: thisCode() === given.run.codeVersion,
    differing: paths.filter((path) => again.get(path) !== files[path]),
  };
  return ok({ same: compared.differing.length === 0, verdict: verdictOf(compared), ...compared });
}
