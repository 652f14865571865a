import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
import { bagZip, buildBag, GRAPH_FORMATS, writeBagFolder, writeBagZip } from '../../evidence/index.ts';
import { inputDigest } from '../analysis/digest.ts';
import type { ExportFiles, ExportRequest } from '../analysis/export-run.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import type { LeadDecision } from '../decisions.ts';
import { factBlocks, loadInputs } from '../facts-loader.ts';
import { checkRecipient } from './export-recipient.ts';
import { heldVictims, scopeOf } from './export-scope.ts';
import { actingPerson, parametersOf, readLead } from './lead.ts';
import { findRun, type RunHead } from './results.ts';

const PACKAGE_FORMATS = ['bag', 'zip', 'pdf', 'html', 'json', 'csv', 'xlsx', 'case-uco'];
/** What may be asked for of each kind. */
const FORMATS = { lead: PACKAGE_FORMATS, evidence: PACKAGE_FORMATS, graph: [...GRAPH_FORMATS] };

export const exportInput = z.strictObject({
  id: z.string().min(5).max(80),
  kind: z.enum(['lead', 'evidence', 'graph']),
  format: z.string().default('bag'),
  /** With `csv`: this schedule alone, and its cover beside it. */
  schedule: z.string().max(80).nullable().default(null),
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
  /** SHA-256 of the file, when it is one; a folder is checked by its manifests. */
  sha256: z.string().nullable(),
  /** What a limit of the format left out. */
  cuts: z.array(z.string()),
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
  const refused = refusedFormat(asked);
  if (refused !== null) return refused;
  const recipient = await checkRecipient(context, asked);
  if (!recipient.ok) return recipient;
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
    kind: asked.kind,
    variant,
    format: ['bag', 'zip'].includes(asked.format) ? 'bag' : asked.format,
    ...(asked.schedule === null ? {} : { schedule: asked.schedule }),
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
  const { sha256 } = written.value;
  await context.write(
    asked.id,
    { kind: asked.kind, variant, format: asked.format, to: asked.to, draft, watermark: files.watermark, sha256 },
    async () => undefined,
  );
  return ok({
    ...written.value,
    id: files.id,
    draft,
    cuts: [...files.cuts],
    keyId: context.home.packageSigner.keyId,
    watermark: files.watermark,
    variant,
  });
}

function refusedFormat({ kind, format, schedule }: Input): { ok: false; error: ReturnType<typeof failure> } | null {
  const known: readonly string[] = FORMATS[kind];
  if (!known.includes(format))
    return err(failure('BAD_INPUT', `export of kind ${kind} has the formats ${known.join(', ')}; "${format}" is none`));
  if (schedule !== null && (format !== 'csv' || kind === 'graph'))
    return err(failure('BAD_INPUT', 'export: a schedule alone is asked for of a lead or evidence as csv'));
  return null;
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

/** Formats that are one paper of the package. Tables and graphs are made as one file and have no other. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  pdf: 'data/summary.pdf',
  html: 'data/summary.html',
  json: 'data/package.json',
  'case-uco': 'data/case-uco.jsonld',
};
const SIDECAR = 'cover.csv';

type Written = Pick<Output, 'path' | 'files' | 'bytes' | 'sha256'>;

/** The one file of a format that has one, or null for a bag. */
function soleFile({ files }: ExportFiles, kind: Input['kind'], format: string): Uint8Array | null {
  const name = kind === 'graph' ? undefined : DOCUMENTS[format];
  const found = name === undefined ? [...files.keys()].find((path) => path.startsWith('export.')) : name;
  return found === undefined ? null : (files.get(found) ?? null);
}

async function writeOut(
  context: OperationContext,
  made: ExportFiles,
  { kind, format, out }: Input,
): Promise<Result<Written>> {
  const document = soleFile(made, kind, format);
  if (document !== null) return writeDocument(document, made.files.get(SIDECAR) ?? null, out);
  const bag = buildBag({ files: made.files, bagInfo: made.bagInfo, signer: context.home.packageSigner });
  if (out === null) {
    const bytes = await bagZip(bag);
    const base64 = Buffer.from(bytes).toString('base64');
    return ok({ path: null, files: bag.length, bytes: base64, sha256: sha256Hex(bytes) });
  }
  const written = format === 'zip' ? await writeBagZip(bag, out) : writeBagFolder(bag, out);
  if (!written.ok) return written;
  return ok({
    path: out,
    files: bag.length,
    bytes: null,
    sha256: format === 'zip' ? sha256Hex(readFileSync(out)) : null,
  });
}

/** Writes a file, and the cover of a table beside it: a table that says what it is cannot be read as one. */
function writeDocument(bytes: Uint8Array, cover: Uint8Array | null, out: string | null): Result<Written> {
  const sha256 = sha256Hex(bytes);
  if (out === null) return ok({ path: null, files: 1, bytes: Buffer.from(bytes).toString('base64'), sha256 });
  const beside = [...(cover === null ? [] : [[`${out}.${SIDECAR}`, cover] as const]), [out, bytes] as const];
  const taken = beside.find(([path]) => existsSync(path));
  if (taken !== undefined) return err(failure('CONFLICT', `${taken[0]} exists already`));
  for (const [path, content] of beside) writeFileSync(path, content, { flag: 'wx' });
  return ok({ path: out, files: beside.length, bytes: null, sha256 });
}
