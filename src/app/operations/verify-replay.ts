import { z } from 'zod';
import { referenceHashes } from '../../../reference/load.ts';
import { admissiblePart } from '../../access/index.ts';
import { compareText, err, failure, ok, operation, type Result, sha256Hex } from '../../core/index.ts';
import { inputDigest } from '../analysis/digest.ts';
import type { ExportRequest } from '../analysis/export-run.ts';
import { DEFAULT_PARAMETERS, type RunParameters } from '../analysis/pipeline.ts';
import type { PackageScope } from '../analysis/questions/package-scope.ts';
import { thisCode } from '../analysis/run-identity.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { factBlocks, loadInputs } from '../facts-loader.ts';

/** The parts of data/package.json that say how the package was made. */
const head = z.looseObject({
  id: z.string().max(80),
  kind: z.enum(['lead', 'evidence']),
  variant: z.enum(['bsa', 'no-bsa']).default('no-bsa'),
  to: z.string(),
  at: z.string(),
  status: z.enum(['DRAFT', 'APPROVED', 'RELEASED']),
  approvedBy: z.string().nullable(),
  watermark: z.string(),
  ofLead: z.string().nullable(),
  run: z.looseObject({
    inputDigest: z.string(),
    codeVersion: z.string(),
    parameters: z.record(z.string(), z.unknown()),
  }),
  scope: z.looseObject({
    accounts: z.array(z.looseObject({ institution: z.string(), number: z.string().nullable() })),
    parties: z.array(z.looseObject({ id: z.string() })),
  }),
});
const input = z.strictObject({
  head,
  /** SHA-256 of each payload file by its path. */
  files: z.record(z.string(), z.string()),
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
type Head = z.infer<typeof head>;

/**
 * Makes the Run of a package again, and the package from it, in a home that holds its records, and compares every file
 * of the payload (R5). What it answers is the comparison alone: nothing is written and nothing leaves.
 */
export const verifyReplay: AppOperation<Input, Output> = operation({
  name: 'verify.replay',
  input,
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ head: { watermark } }) => watermark,
  run: replay,
});

function requestOf(given: Head, scope: PackageScope): ExportRequest {
  const { kind, variant, to, at, status, approvedBy, ofLead } = given;
  return {
    kind,
    variant,
    format: 'bag',
    scope,
    ofNetwork: ofLead !== null,
    heldVictims: [],
    to,
    at,
    status,
    approvedBy,
  };
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

async function replay(context: OperationContext, { head: given, files }: Input): Promise<Result<Output>> {
  const cut = given.variant === 'bsa' ? context.cut : admissiblePart(context.cut);
  const now = inputDigest(await loadInputs(context.read, cut), referenceHashes());
  const parameters: RunParameters = {
    ...DEFAULT_PARAMETERS,
    ...(given.run.parameters as Partial<RunParameters>),
    until: 'leads',
  };
  const scope = await scopeIn(context, given, parameters);
  if (!scope.ok) return scope;
  const made = await context.engine.exportFiles(
    factBlocks(context.read, cut),
    parameters,
    requestOf(given, scope.value),
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
