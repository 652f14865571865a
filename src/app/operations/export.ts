import { existsSync } from 'node:fs';
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
  stageFile,
} from '../../core/index.ts';
import { bagDigest, bagZip, buildBag, GRAPH_FORMATS, stageBagFolder, stampBag } from '../../evidence/index.ts';
import { inputDigest } from '../analysis/digest.ts';
import type { ExportFiles, ExportRequest } from '../analysis/export-run.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import type { LeadDecision } from '../decisions.ts';
import { factBlocks, loadInputs } from '../facts-loader.ts';
import { handOver, type Outgoing } from '../hand-over.ts';
import { checkRecipient } from './export-recipient.ts';
import { heldVictims, scopeOf } from './export-scope.ts';
import { actingPerson, parametersOf, readLead } from './lead.ts';
import { findRun, type RunHead } from './results.ts';

const PACKAGE_FORMATS = ['bag', 'zip', 'pdf', 'html', 'json', 'csv', 'xlsx', 'case-uco'];
const BAGS: readonly string[] = ['bag', 'zip'];
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
  /** A time-stamp token (RFC 3161) for this very bag, in base64. */
  timestampToken: z.base64().max(1_000_000).nullable().default(null),
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
  const refused = refusedFormat(asked) ?? refusedPlace(asked);
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
  const seen = variant === 'bsa' ? cut.value : admissiblePart(cut.value);
  const request: ExportRequest = {
    kind: asked.kind,
    variant,
    format: BAGS.includes(asked.format) ? 'bag' : asked.format,
    ...(asked.schedule === null ? {} : { schedule: asked.schedule }),
    ...scope.value,
    heldVictims: await heldVictims(context, head.value.run),
    review: await context.people.basisOf(seen),
    to: asked.to,
    at: asked.at ?? approval.value.at,
    status: approval.value.status,
    approvedBy: approval.value.by,
  };
  const facts = factBlocks(context.read, seen);
  const files = await context.engine.exportFiles(facts, parametersOf(head.value), request);
  const made = await madeOf(context, files, asked);
  if (!made.ok) return made;
  const { outgoing, bag, ...written } = made.value;
  const draft = request.status === 'DRAFT';
  const { watermark } = files;
  const { kind, format, to } = asked;
  const details = { kind, variant, format, to, draft, watermark, sha256: written.sha256, bag };
  const handed = await handOver(context, outgoing, { object: asked.id, details });
  if (!handed.ok) return handed;
  return ok({
    ...written,
    id: files.id,
    draft,
    cuts: [...files.cuts],
    keyId: context.home.packageSigner.keyId,
    watermark,
    variant,
  });
}

function refusedFormat({
  kind,
  format,
  schedule,
  timestampToken,
}: Input): { ok: false; error: ReturnType<typeof failure> } | null {
  const known: readonly string[] = FORMATS[kind];
  if (!known.includes(format))
    return err(failure('BAD_INPUT', `export of kind ${kind} has the formats ${known.join(', ')}; "${format}" is none`));
  if (schedule !== null && (format !== 'csv' || kind === 'graph'))
    return err(failure('BAD_INPUT', 'export: a schedule alone is asked for of a lead or evidence as csv'));
  if (timestampToken !== null && !BAGS.includes(format))
    return err(failure('BAD_INPUT', 'export: a time-stamp token lies in a bag; ask for the format bag or zip'));
  return null;
}

/** Before the work: that nothing came to be there meanwhile is seen to when the file is put in its place. */
function refusedPlace({ out }: Input): { ok: false; error: ReturnType<typeof failure> } | null {
  if (out === null || !existsSync(out)) return null;
  return err(failure('CONFLICT', `${out} exists already; a package is never written over another`));
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
/** As every program makes a file: whoever hands it on says by the umask who may read it. */
const SHARED = 0o666;

/** The bytes, or files that are still to be written. */
type Made = Pick<Output, 'path' | 'files' | 'bytes' | 'sha256'> & {
  readonly outgoing: readonly Outgoing[];
  /** What stands for every byte of a bag, by which the log is asked for its proof. */
  readonly bag: string | null;
};

/** The one file of a format that has one, or null for a bag. */
function soleFile({ files }: ExportFiles, kind: Input['kind'], format: string): Uint8Array | null {
  const name = kind === 'graph' ? undefined : DOCUMENTS[format];
  const found = name === undefined ? [...files.keys()].find((path) => path.startsWith('export.')) : name;
  return found === undefined ? null : (files.get(found) ?? null);
}

async function madeOf(
  context: OperationContext,
  made: ExportFiles,
  { kind, format, out, timestampToken }: Input,
): Promise<Result<Made>> {
  const document = soleFile(made, kind, format);
  if (document !== null) return ok(oneFile(document, made.files.get(SIDECAR) ?? null, out));
  const built = buildBag({ files: made.files, bagInfo: made.bagInfo, signer: context.home.packageSigner });
  const stamped = timestampToken === null ? ok(built) : stampBag(built, Buffer.from(timestampToken, 'base64'));
  if (!stamped.ok) return stamped;
  const bag = stamped.value;
  const frame = { files: bag.length, bag: bagDigest(bag) };
  if (out === null || format === 'zip') return ok({ ...oneFile(await bagZip(bag), null, out), ...frame });
  const outgoing = [{ path: out, stage: () => stageBagFolder(bag, out) }];
  return ok({ ...frame, path: out, bytes: null, sha256: null, outgoing });
}

/** A file, and the cover of a table beside it: a table that says what it is cannot be read as one. */
function oneFile(bytes: Uint8Array, cover: Uint8Array | null, out: string | null): Made {
  const sha256 = sha256Hex(bytes);
  if (out === null)
    return { path: null, files: 1, bytes: Buffer.from(bytes).toString('base64'), sha256, outgoing: [], bag: null };
  const beside = cover === null ? [] : [[`${out}.${SIDECAR}`, cover] as const];
  const outgoing = [...beside, [out, bytes] as const].map(([path, content]) => ({
    path,
    stage: () => stageFile(path, content, SHARED),
  }));
  return { path: out, files: outgoing.length, bytes: null, sha256, outgoing, bag: null };
}
