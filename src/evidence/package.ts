import { canonicalJson, type Json, moneyText, ok, type Result } from '../core/index.ts';
import { leadJson, MARKINGS } from '../leads/index.ts';
import { statedInstitution } from '../resolution/index.ts';
import { CASE_UCO_FILE, caseUcoJson } from './case-uco.ts';
import { certificatesOf } from './certificates.ts';
import { CUSTODY_FILE, custodyJson } from './custody.ts';
import type { SummaryDocument } from './document.ts';
import { WORKSHEET_FILE, worksheetJson } from './drafted-worksheet.ts';
import { heldSources } from './held-sources.ts';
import { type ExportInput, isApproved } from './input.ts';
import { openScope } from './outgoing.ts';
import { recipientText } from './recipient.ts';
import { redactAll } from './redact.ts';
import { renderHtml } from './renderers/html.ts';
import { renderPdf } from './renderers/pdf.ts';
import { redactSchedule, scheduleCsv } from './schedule.ts';
import type { ExportScope } from './scope.ts';
import { type Summary, summaryOf } from './summaries.ts';

/** The payload of one package and what goes into its bag-info.txt. */
export type PackageFiles = {
  readonly id: string;
  readonly watermark: string;
  /** By path; every path begins with `data/`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly bagInfo: readonly (readonly [string, string])[];
  /** What a limit of the format left out, in words: empty when the export is whole. */
  readonly cuts: readonly string[];
};

function scopeJson({ accounts, entities, nameOf }: ExportScope): Json {
  return {
    accounts: accounts.map(({ ref, account, isVictims, balances }) => ({
      ref,
      institution: statedInstitution(account),
      number: isVictims ? null : account.number,
      holders: account.holders.map(({ entity, role }) => ({ name: nameOf(entity), role })),
      balances: balances.map(({ asOf, balanceKind, amount }) => ({
        asOf,
        kind: balanceKind,
        amount: moneyText(amount),
        currency: amount.currency,
      })),
    })),
    parties: entities.map(({ id, kind }) => ({ id, kind, name: nameOf(id) })),
  };
}

/** data/package.json: the machine-readable head of the package. A lead stands in it whole, redacted. */
function packageJson(scope: ExportScope, id: string, watermark: string, summary: Summary): Json {
  const { input } = scope;
  const { kind, variant, to, at, asOf, status, approvedBy, run, lead } = input;
  return {
    schema: 'redress-package/1',
    id,
    kind,
    ...(kind === 'lead' ? { variant } : {}),
    to,
    at,
    asOf,
    status: isApproved(input) ? status : 'DRAFT',
    approvedBy: isApproved(input) ? approvedBy : null,
    marking: summary.document.banner,
    watermark,
    run: { ...run },
    scope: scopeJson(scope),
    movements: scope.transfers.length,
    ofLead: lead?.id ?? null,
    schedules: summary.schedules.map(({ file }) => `schedules/${file}`),
    lead: kind === 'lead' && lead !== null ? redactAll(outwardLeadJson(scope), scope.redact) : null,
  };
}

/** The lead as it may leave: who the pseudonyms are, and the names of those withheld, stay in the house. */
function outwardLeadJson({ input: { lead }, pseudonyms }: ExportScope): Json {
  if (lead === null) return null;
  const shown = leadJson({
    ...lead,
    pseudonyms: [],
    withheld: [],
    subjects: lead.subjects.filter(({ entity }) => !pseudonyms.has(entity)),
  });
  return {
    ...(shown as { readonly [key: string]: Json }),
    withheld: lead.withheld.length,
    pseudonyms: lead.pseudonyms.map(({ pseudonym }) => pseudonym),
  };
}

function sourcesJson(scope: ExportScope): Json {
  return {
    sources: heldSources(scope).map(({ label, source }) => ({
      label,
      sha256: source.sha256,
      fileName: source.fileName,
      format: source.format,
      sourceClass: source.sourceClass,
      custodian: source.custodian,
      receivedAt: source.receivedAt,
      bytes: source.byteLength,
      records: source.recordsStored,
    })),
    rows: scope.citations
      .rows()
      .map(({ label, ref }) => ({ record: ref.id, source: label, locator: ref.locator, ordinal: ref.ordinal })),
  };
}

function bagInfoOf(input: ExportInput, id: string, watermark: string): PackageFiles['bagInfo'] {
  const bsa = input.kind === 'lead' && input.variant === 'bsa';
  return [
    ['Bag-Software-Agent', `redress ${input.run.codeVersion}`],
    ['Bagging-Date', input.at.slice(0, 10)],
    ['External-Identifier', id],
    ['Package-Kind', input.kind === 'lead' ? `lead ${input.variant}` : input.kind],
    ['Package-Status', isApproved(input) ? input.status : 'DRAFT: not approved by a second person'],
    ['Recipient', recipientText(input.to)],
    ...(bsa ? ([['Marking', MARKINGS.bsa]] as const) : []),
    ['Watermark', watermark],
  ];
}

/** Drawings are no evidence, so no certificate speaks of them. */
const AID = 'data/illustrative-aid';

type Files = ReadonlyMap<string, Uint8Array>;

const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');

async function rendered(document: SummaryDocument, path: string): Promise<[string, Uint8Array][]> {
  return [
    [`${path}.html`, text(renderHtml(document))],
    [`${path}.pdf`, await renderPdf(document)],
  ];
}

/** Papers, schedules and indexes: everything that the certificates and the chain of custody speak about. */
async function papers(scope: ExportScope, summary: Summary, head: Json): Promise<Files> {
  const { document, aid, schedules, worksheet } = summary;
  return new Map<string, Uint8Array>([
    ['data/package.json', text(canonicalJson(head))],
    ...(await rendered(redactAll(document, scope.redact), 'data/summary')),
    ...(aid === null ? [] : await rendered(redactAll(aid, scope.redact), AID)),
    ...(worksheet === null
      ? []
      : [[WORKSHEET_FILE, text(canonicalJson(redactAll(worksheetJson(worksheet), scope.redact)))] as const]),
    ['data/sources.json', text(canonicalJson(redactAll(sourcesJson(scope), scope.redact)))],
    ...schedules.map(
      (schedule) =>
        [`data/schedules/${schedule.file}`, text(scheduleCsv(redactSchedule(schedule, scope.redact)))] as const,
    ),
  ]);
}

async function render(scope: ExportScope, summary: Summary, head: Json): Promise<Files> {
  const { input } = scope;
  const made = await papers(scope, summary, head);
  const held = heldSources(scope);
  const outputs = new Map([...made].filter(([path]) => !path.startsWith(AID)));
  const certificates = input.kind === 'lead' ? [] : certificatesOf({ run: input.run, held, outputs });
  const files = new Map<string, Uint8Array>([
    ...made,
    ...certificates.map((item) => [`data/certificates/${item.file}`, text(item.text)] as const),
  ]);
  files.set(CASE_UCO_FILE, text(canonicalJson(caseUcoJson(input, held, files))));
  return new Map([...files, [CUSTODY_FILE, text(canonicalJson(custodyJson(input, held, files)))]]);
}

/**
 * The files of one export: a lead package or an evidence summary, made from a Run over the cut of its variant. Errors are
 * those of `openScope`.
 */
export async function buildPackage(input: ExportInput): Promise<Result<PackageFiles>> {
  const opened = openScope(input);
  if (!opened.ok) return opened;
  const { scope, id, watermark } = opened.value;
  const summary = summaryOf(opened.value);
  const files = await render(scope, summary, packageJson(scope, id, watermark, summary));
  return ok({ id, watermark, files, bagInfo: bagInfoOf(input, id, watermark), cuts: [] });
}
