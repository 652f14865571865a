import { existsSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { admissiblePart } from '../../access/index.ts';
import {
  type AccountId,
  err,
  failure,
  instantText,
  ok,
  operation,
  type PartyId,
  parseInstant,
  parsePartialDate,
  type Result,
} from '../../core/index.ts';
import { bagZip, buildBag, writeBagFolder, writeBagZip } from '../../evidence/index.ts';
import type { ExportFiles, ExportRequest } from '../analysis/export-run.ts';
import { DEFAULT_PARAMETERS, type RunParameters } from '../analysis/pipeline.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { loadFacts } from '../facts-loader.ts';
import { readLead } from './lead.ts';
import { findResult, findRun, type RunHead, rowJson } from './results.ts';

const LATER_FORMATS = ['csv', 'xlsx', 'graphml', 'gexf', 'anx', 'case-uco'];

const input = z.strictObject({
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
const output = z.object({
  path: z.string().nullable(),
  id: z.string(),
  draft: z.boolean(),
  files: z.number(),
  keyId: z.string(),
  watermark: z.string(),
  /** Base64 of the file, when no path was given. */
  bytes: z.string().nullable(),
});
type Input = z.infer<typeof input>;
type Output = z.infer<typeof output>;

/** A package or one document of it. Evidence, and every variant without BSA, is a Run of its own (interface 4). */
export const exportPackage: AppOperation<Input, Output> = operation({
  name: 'export',
  input,
  output,
  access: { action: 'export.draft', mode: 'write', protectedData: true },
  key: ({ id, kind, format, to }) => [id, kind, format, to].join('|'),
  run: async (context, asked) => {
    const refused = notBuilt(asked);
    if (refused !== null) return refused;
    const head = await findRun(context, null);
    if (!head.ok) return head;
    const scope = await scopeOf(context, head.value.run, asked.id);
    if (!scope.ok) return scope;
    const approval = await approvalOf(context, asked);
    if (!approval.ok) return approval;
    const variant = asked.kind === 'evidence' ? 'no-bsa' : (asked.variant ?? 'no-bsa');
    const request: ExportRequest = {
      kind: asked.kind as 'lead' | 'evidence',
      variant,
      format: ['bag', 'zip'].includes(asked.format) ? 'bag' : asked.format,
      ...scope.value,
      to: asked.to,
      at: asked.at ?? approval.value.at,
      status: approval.value.status,
      approvedBy: approval.value.by,
    };
    const facts = await loadFacts(context.read, variant === 'bsa' ? context.cut : admissiblePart(context.cut));
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
    });
  },
});

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

const partyId = z.string().transform((text) => text as PartyId);
const accountId = z.string().transform((text) => text as AccountId);

/** The parts of result rows that a scope is made of. */
const entityRow = z.looseObject({
  personState: z.string(),
  mentions: z.array(z.looseObject({ party: partyId })),
  accounts: z.array(z.looseObject({ id: accountId })),
});
const networkRow = z.looseObject({
  members: z.array(
    z.discriminatedUnion('type', [
      z.looseObject({ type: z.literal('entity'), id: z.string() }),
      z.looseObject({ type: z.literal('account'), id: accountId }),
    ]),
  ),
});
const leadRow = z.looseObject({ network: z.string() });

async function partiesOf(context: OperationContext, run: string, entity: string): Promise<PartyId[]> {
  const found = await findResult(context, run, entity);
  if (found?.kind !== 'entity') return [];
  return entityRow.parse(rowJson(found.row)).mentions.map((mention) => mention.party);
}

/** Accounts and parties of what was asked for; `ofNetwork` when it was a lead or a network. */
async function scopeOf(
  context: OperationContext,
  run: string,
  id: string,
): Promise<Result<Pick<ExportRequest, 'scope' | 'ofNetwork'>>> {
  const found = await findResult(context, run, id);
  if (found === null) return err(failure('NOT_FOUND', `there is no ${id} in the current Run`));
  const row = rowJson(found.row);
  switch (found.kind) {
    case 'lead':
      return scopeOf(context, run, leadRow.parse(row).network);
    case 'network':
      return ok(await networkScope(context, run, networkRow.parse(row)));
    case 'entity': {
      const entity = entityRow.parse(row);
      if (entity.personState === 'POSSIBLE_VICTIM') return err(failure('UNREVIEWED_PERSON', `${id} may be a victim`));
      const scope = {
        accounts: entity.accounts.map((account) => account.id),
        parties: entity.mentions.map((mention) => mention.party),
      };
      return ok({ scope, ofNetwork: false });
    }
    case 'account':
      return ok({ scope: { accounts: [id as AccountId], parties: [] }, ofNetwork: false });
    default:
      return err(failure('BAD_INPUT', `export: ${id} is not a lead, network, entity or account`));
  }
}

async function networkScope(
  context: OperationContext,
  run: string,
  { members }: z.infer<typeof networkRow>,
): Promise<Pick<ExportRequest, 'scope' | 'ofNetwork'>> {
  const accounts: AccountId[] = [];
  const parties: PartyId[] = [];
  for (const member of members) {
    if (member.type === 'account') accounts.push(member.id);
    else parties.push(...(await partiesOf(context, run, member.id)));
  }
  return { scope: { accounts, parties }, ofNetwork: true };
}

type Approval = { readonly status: ExportRequest['status']; readonly by: string | null; readonly at: string | null };

/** What no second person approved leaves as DRAFT; a final copy needs the approval. */
async function approvalOf(context: OperationContext, { id, release }: Input): Promise<Result<Approval>> {
  const lead = id.startsWith('led_') ? await readLead(context, id) : null;
  if (lead !== null && !lead.ok) return lead;
  const approved = lead?.value.decisions.findLast((item) => item.act === 'approve');
  const status = String(lead?.value.lead.status ?? 'DRAFT');
  if (approved !== undefined && (status === 'APPROVED' || status === 'RELEASED'))
    return ok({ status, by: approved.actor, at: instantText(approved.atMicros) });
  return release ? err(failure('NOT_APPROVED', `${id} has no approval`)) : ok({ status: 'DRAFT', by: null, at: null });
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
