import { canonicalJson, err, failure, type Json, moneyText, ok, type Result } from '../core/index.ts';
import { leadJson } from '../leads/index.ts';
import { statedInstitution } from '../resolution/index.ts';
import { checkFirewall } from './firewall.ts';
import { type ExportInput, isApproved } from './input.ts';
import { outwardLead } from './outward-lead.ts';
import { redactAll, redactFileName } from './redact.ts';
import { renderHtml } from './renderers/html.ts';
import { renderPdf } from './renderers/pdf.ts';
import { scheduleCsv } from './schedule.ts';
import { arrangeScope, type ExportScope } from './scope.ts';
import { BSA_BANNER, evidenceSummary, leadSummary, type Summary } from './summaries.ts';
import { watermarkOf } from './watermark.ts';

/** The payload of one package and what goes into its bag-info.txt. */
export type PackageFiles = {
  readonly id: string;
  readonly watermark: string;
  /** By path; every path begins with `data/`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly bagInfo: readonly (readonly [string, string])[];
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

function sourcesJson({ citations, redact }: ExportScope): Json {
  return {
    sources: citations.sources().map(({ label, source }) => ({
      label,
      sha256: source.sha256,
      fileName: redactFileName(source.fileName, redact),
      format: source.format,
      sourceClass: source.sourceClass,
      custodian: source.custodian,
      receivedAt: source.receivedAt,
      bytes: source.byteLength,
      records: source.recordsStored,
    })),
    rows: citations
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
    ['Recipient', input.to],
    ...(bsa ? ([['Marking', BSA_BANNER]] as const) : []),
    ['Watermark', watermark],
  ];
}

async function render(scope: ExportScope, summary: Summary, head: Json): Promise<ReadonlyMap<string, Uint8Array>> {
  const document = redactAll(summary.document, scope.redact);
  const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');
  return new Map<string, Uint8Array>([
    ['data/package.json', text(canonicalJson(head))],
    ['data/summary.html', text(renderHtml(document))],
    ['data/summary.pdf', await renderPdf(document)],
    ['data/sources.json', text(canonicalJson(redactAll(sourcesJson(scope), scope.redact)))],
    ...summary.schedules.map(
      (schedule) => [`data/schedules/${schedule.file}`, text(scheduleCsv(redactAll(schedule, scope.redact)))] as const,
    ),
  ]);
}

/** Whether the papers would name someone whom the house holds a possible victim, which this cut alone does not show (R17). */
function exposesUnreviewed({ input, involved, isNumbered }: ExportScope): boolean {
  return input.heldVictims.some((person) => involved.has(person) && !isNumbered(person));
}

/**
 * The files of one export: a lead package or an evidence summary, made from a Run over the cut of its variant.
 * Errors: UNREVIEWED_PERSON when a possible victim would be named; BAD_INPUT without a lead or with a lead package of evidence; NOT_FOUND when the scope holds nothing that may
 * be exported (forbidden looks the same); CLASS_NOT_ADMISSIBLE when the cut was not made admissible.
 */
export async function buildPackage(input: ExportInput): Promise<Result<PackageFiles>> {
  const firewall = checkFirewall(input);
  if (!firewall.ok) return firewall;
  if (input.kind === 'lead' && input.lead === null)
    return err(failure('NOT_FOUND', 'there is nothing to export under this id'));
  if (input.kind === 'evidence' && input.variant === 'bsa')
    return err(failure('BAD_INPUT', 'an evidence summary has no variant with BSA material'));
  const arranged = arrangeScope(input);
  const scope = { ...arranged, input: { ...input, lead: outwardLead(arranged) } };
  if (scope.accounts.length === 0 && scope.entities.length === 0)
    return err(failure('NOT_FOUND', 'there is nothing to export under this id'));
  if (exposesUnreviewed(scope))
    return err(
      failure(
        'UNREVIEWED_PERSON',
        'a person in this scope may be a victim by records that may not leave; decide on them under --view no-bsa first',
      ),
    );
  const lead = input.kind === 'lead' ? scope.input.lead : null;
  const id = lead?.id ?? scope.id;
  const watermark = watermarkOf(id, input);
  const summary = lead === null ? evidenceSummary(scope, id, watermark) : leadSummary(scope, lead, watermark);
  const files = await render(scope, summary, packageJson(scope, id, watermark, summary));
  return ok({ id, watermark, files, bagInfo: bagInfoOf(input, id, watermark) });
}
