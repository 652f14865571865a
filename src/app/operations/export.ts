import { existsSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { referenceHashes } from '../../../reference/load.ts';
import { admissiblePart, authorize, type Cut, requireSecondPerson } from '../../access/index.ts';
import {
  canonicalJson,
  err,
  failure,
  instantText,
  ok,
  operation,
  parseInstant,
  parsePartialDate,
  type Result,
  sha256Hex,
} from '../../core/index.ts';
import { bagZip, buildBag, writeBagFolder, writeBagZip } from '../../evidence/index.ts';
import { inputDigest } from '../analysis/digest.ts';
import type { ExportFiles, ExportRequest } from '../analysis/export-run.ts';
import { DEFAULT_PARAMETERS, type RunParameters } from '../analysis/pipeline.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import type { LeadDecision } from '../decisions.ts';
import { factBlocks, loadInputs } from '../facts-loader.ts';
import { heldVictims, scopeOf } from './export-scope.ts';
import { actingPerson, readLead } from './lead.ts';
import { findRun, type RunHead } from './results.ts';

const LATER_FORMATS = ['csv', 'xlsx', 'graphml', 'gexf', 'anx', 'case-uco'];

export const exportInput = z.strictObject({
  id: z.string().min(5).max(80),
  kind: z.enum(['lead', 'evidence', 'graph']),
  format: z.string().default('bag'),
  variant: z.enum(['bsa', 'no-bsa']).nullable().default(null),
  to: z.string().trim().min(1).max(500),
  at: z
    .string()
    .refine((text) => parseInstant(text).ok || parsePartialDate(text).ok, 'is not an instant or a date')
    .nullable()
    .default(null),
  release: z.boolean().default(false),
  out: z.string().min(1).nullable().default(null),
});
export const exportOutput = z.object({
  path: z.string().nullable(),
  id: z.string(),
  draft: z.boolean(),
  files: z.number(),
  keyId: z.string(),
  watermark: z.string(),
  variant: z.enum(['bsa', 'no-bsa']),
  /** Base64 of the file, when no path was given. */
  bytes: z.string().nullable(),
});
type Input = z.infer<typeof exportInput>;
type Output = z.infer<typeof exportOutput>;

/** A package or one document of it. Evidence, and every variant without BSA, is a Run of its own (interface 4). */
export const exportPackage: AppOperation<Input, Output> = operation({
  name: 'export',
  input: exportInput,
  output: exportOutput,
  access: { action: 'export.draft', mode: 'write', protectedData: true },
  key: (asked) => sha256Hex(canonicalJson({ ...asked })),
  run: makeExport,
});

/** Makes the package and puts it where it was asked to, or gives its bytes; the export is in the log before it is told of. */
export async function makeExport(context: OperationContext, asked: Input): Promise<Result<Output>> {
  const refused = notBuilt(asked);
  if (refused !== null) return refused;
  const head = await findRun(context, null);
  if (!head.ok) return head;
  const scope = await scopeOf(context, head.value.run, asked.id);
  if (!scope.ok) return scope;
  const approval = await approvalOf(context, asked);
  if (!approval.ok) return approval;
  const cut = await cutOf(context, head.value, approval.value);
  if (!cut.ok) return cut;
  const variant = asked.kind === 'evidence' ? 'no-bsa' : (asked.variant ?? 'no-bsa');
  const request: ExportRequest = {
    kind: asked.kind as 'lead' | 'evidence',
    variant,
    format: ['bag', 'zip'].includes(asked.format) ? 'bag' : asked.format,
    ...scope.value,
    heldVictims: await heldVictims(context, head.value.run),
    to: asked.to,
    at: asked.at ?? approval.value.at,
    status: approval.value.status,
    approvedBy: approval.value.by,
  };
  const facts = factBlocks(context.read, variant === 'bsa' ? cut.value : admissiblePart(cut.value));
  const files = await context.engine.exportFiles(facts, parametersOf(head.value), request);
  const written = await writeOut(context, files, asked);
  if (!written.ok) return written;
  const draft = request.status === 'DRAFT';
  await context.write(
    asked.id,
    { kind: asked.kind, variant, format: asked.format, to: asked.to, draft, watermark: files.watermark },
    async () => undefined,
  );
  return ok({
    ...written.value,
    id: files.id,
    draft,
    keyId: context.home.packageSigner.keyId,
    watermark: files.watermark,
    variant,
  });
}

function notBuilt({ kind, format }: Input): { ok: false; error: ReturnType<typeof failure> } | null {
  if (kind === 'graph' || LATER_FORMATS.includes(format))
    return err(failure('NOT_IN_THIS_VERSION', `export of ${kind} as ${format} is not in this version`));
  if (!['bag', 'zip', 'pdf', 'html', 'json'].includes(format))
    return err(failure('BAD_INPUT', `export: format "${format}" does not exist`));
  return null;
}

function parametersOf({ parameters }: RunHead): RunParameters {
  return { ...DEFAULT_PARAMETERS, ...(parameters as Partial<RunParameters>), until: 'leads' };
}

/** Whoever submitted a lead releases no copy of it. */
function requireAnother(context: OperationContext, decisions: readonly LeadDecision[]): Result<unknown> {
  const author = decisions.findLast(({ act }) => act === 'submit');
  return author === undefined
    ? ok(null)
    : requireSecondPerson({ name: author.actor, keyId: author.keyId }, actingPerson(context));
}

type Approval = { readonly status: ExportRequest['status']; readonly by: string | null; readonly at: string | null };

/** What no second person approved leaves as DRAFT; a final copy needs the approval. */
async function approvalOf(context: OperationContext, { id, release }: Input): Promise<Result<Approval>> {
  const allowed = release ? authorize(context.viewer, 'lead.release') : ok(null);
  if (!allowed.ok) return allowed;
  const lead = id.startsWith('led_') ? await readLead(context, id) : null;
  if (lead !== null && !lead.ok) return lead;
  const approved = lead?.value.decisions.findLast((item) => item.act === 'approve');
  const second = release && lead !== null ? requireAnother(context, lead.value.decisions) : ok(null);
  if (!second.ok) return second;
  const status = String(lead?.value.lead.status ?? 'DRAFT');
  if (approved !== undefined && (status === 'APPROVED' || status === 'RELEASED'))
    return ok({ status, by: approved.actor, at: instantText(approved.atMicros) });
  return release ? err(failure('NOT_APPROVED', `${id} has no approval`)) : ok({ status: 'DRAFT', by: null, at: null });
}

/**
 * The cut that a copy is made from. What was approved is the lead of one Run: an approved copy keeps to the cases of that
 * Run, and once their records or decisions have changed, what would leave is not what was approved (CONFLICT).
 */
async function cutOf(context: OperationContext, head: RunHead, { by }: Approval): Promise<Result<Cut>> {
  if (by === null) return ok(context.cut);
  const cut: Cut = { ...context.cut, compartments: head.compartments };
  const now = inputDigest(await loadInputs(context.read, cut), referenceHashes());
  return now === head.inputDigest
    ? ok(cut)
    : err(failure('CONFLICT', 'records or decisions have changed since the approved lead was drafted; analyze again'));
}

const DOCUMENTS: Readonly<Record<string, string>> = {
  pdf: 'data/summary.pdf',
  html: 'data/summary.html',
  json: 'data/package.json',
};

async function writeOut(
  context: OperationContext,
  { files, bagInfo }: ExportFiles,
  { format, out }: Input,
): Promise<Result<Pick<Output, 'path' | 'files' | 'bytes'>>> {
  const document = DOCUMENTS[format];
  if (document !== undefined) return writeDocument(files.get(document) ?? new Uint8Array(), out);
  const bag = buildBag({ files, bagInfo, signer: context.home.packageSigner });
  if (out === null)
    return ok({ path: null, files: bag.length, bytes: Buffer.from(await bagZip(bag)).toString('base64') });
  const written = format === 'zip' ? await writeBagZip(bag, out) : writeBagFolder(bag, out);
  return written.ok ? ok({ path: out, files: bag.length, bytes: null }) : written;
}

function writeDocument(bytes: Uint8Array, out: string | null): Result<Pick<Output, 'path' | 'files' | 'bytes'>> {
  if (out === null) return ok({ path: null, files: 1, bytes: Buffer.from(bytes).toString('base64') });
  if (existsSync(out)) return err(failure('CONFLICT', `${out} exists already`));
  writeFileSync(out, bytes, { flag: 'wx' });
  return ok({ path: out, files: 1, bytes: null });
}
