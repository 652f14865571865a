import { FSEC_WARNING, type Lead, MARKINGS } from '../leads/index.ts';
import type { Worksheet } from '../restitution/index.ts';
import { certificatesOf } from './certificates.ts';
import { heading, list, paragraph, type SummaryDocument } from './document.ts';
import { draftedWorksheet } from './drafted-worksheet.ts';
import { heldSources } from './held-sources.ts';
import { isApproved } from './input.ts';
import type { Outgoing } from './outgoing.ts';
import { recipientText } from './recipient.ts';
import type { Schedule } from './schedule.ts';
import type { ExportScope } from './scope.ts';
import { askedPart } from './sections/asked.ts';
import { assetsPart } from './sections/assets.ts';
import { benefitPart } from './sections/benefit.ts';
import { certificatesPart } from './sections/certificates.ts';
import { contraryPart } from './sections/contrary.ts';
import { drawingPart } from './sections/drawing.ts';
import { elementsPart } from './sections/elements.ts';
import { flowsPart, usePart } from './sections/flows.ts';
import { holdingPart } from './sections/holding.ts';
import { limitsPart, routingPart, victimsPart } from './sections/lead-frame.ts';
import { integrityPart, methodPart } from './sections/method.ts';
import { offeredPart } from './sections/offered.ts';
import { type Part, part } from './sections/part.ts';
import { balancesPart, partiesPart } from './sections/parties.ts';
import { proceedsPart } from './sections/proceeds.ts';
import { restitutionPart } from './sections/restitution.ts';
import { sourcesPart } from './sections/sources.ts';
import { subjectsPart } from './sections/subjects.ts';
import { substitutePlanPart } from './sections/substitute-plan.ts';
import { timelinePart } from './sections/timeline.ts';
import { tracesPart } from './sections/traces.ts';
import { tracedLedgers } from './trace-ledger.ts';

export type Summary = {
  readonly document: SummaryDocument;
  readonly schedules: readonly Schedule[];
  /** Drawings, on paper of their own: they are no evidence (FRE 107). A lead, which is none either, holds them itself. */
  readonly aid: SummaryDocument | null;
  /** Restitution as far as the records carry it. */
  readonly worksheet: Worksheet | null;
};

type Frame = Pick<SummaryDocument, 'title' | 'banner' | 'warning'> & { readonly parts: readonly Part[] };

function documentOf({ input }: ExportScope, id: string, watermark: string, frame: Frame): SummaryDocument {
  const approved = isApproved(input);
  return {
    title: frame.title,
    banner: frame.banner,
    warning: frame.warning,
    head: [
      ['Number', id],
      ['Prepared for', recipientText(input.to)],
      ['As of', input.asOf],
      ['Date of this copy', input.at],
      [
        'Status',
        approved ? `${input.status}, approved by ${input.approvedBy ?? ''}` : 'DRAFT: not approved by a second person',
      ],
    ],
    draft: !approved,
    watermark,
    at: input.at,
    blocks: frame.parts.flatMap(({ blocks }) => blocks),
  };
}

const schedulesOf = (parts: readonly Part[]): Schedule[] => parts.flatMap(({ schedules }) => schedules);

/** FRE 107: said on every page of the drawings. */
const AID_WARNING = 'Illustrative aid, not evidence (Federal Rule of Evidence 107)';

function scopePart({ input, accounts, transfers }: ExportScope): Part {
  const [first, last] = [transfers[0], transfers.at(-1)];
  const span =
    first === undefined || last === undefined
      ? 'no movement is recorded'
      : `${first.transfer.at.date} to ${last.transfer.at.date}`;
  return part([
    heading(2, 'A. Scope and question'),
    paragraph('What do the records show about receipts, payments and balances of these accounts?'),
    list([
      `${accounts.length} accounts: ${accounts.map(({ label }) => label).join('; ') || 'none'}.`,
      `${transfers.length} movements, ${span}; records up to ${input.asOf}.`,
      'Records obtained by process, public records and records supplied by victims.',
    ]),
  ]);
}

/** Sections A to K of an evidence summary; the certificates of L name what these cite. */
function evidenceParts(scope: ExportScope, worksheet: Worksheet | null): Part[] {
  const assets = scope.input.lead?.assets ?? [];
  return [
    scopePart(scope),
    partiesPart(scope, 'B. Parties and accounts'),
    timelinePart(scope, 'C. Timeline of movements'),
    flowsPart(scope, 'D. Flow-of-funds schedules'),
    usePart(scope, 'E. Disposition of funds'),
    proceedsPart(scope, tracedLedgers(scope), 'E.1 Disposition of cited credits, by method'),
    balancesPart(scope, 'F. Balances and assets'),
    ...(assets.length === 0
      ? []
      : [assetsPart(scope, assets, 'F.1 Schedule of assets'), tracesPart(scope, assets, 'F.2 Traces by method')]),
    benefitPart(scope, 'G. Receipts, balances and titles by party'),
    restitutionPart(scope, worksheet, 'H. Restitution'),
    contraryPart(scope, 'I. Facts pointing the other way'),
    sourcesPart(scope, 'J. Source index'),
    methodPart(scope, 'K. Method note'),
  ];
}

/** What helps counsel and is no evidence: the drawing, and the elements of candidate statutes with what touches them. */
function aidParts(scope: ExportScope): Part[] {
  const predicate = scope.input.lead?.predicate ?? [];
  return [
    drawingPart(scope, 'Payers, accounts and payees'),
    ...(predicate.length === 0 ? [] : [elementsPart(scope, predicate, 'Elements by candidate statute')]),
  ];
}

/** The evidence summary (legal-and-evidence 3.2): figures and rows only, neutral titles, no inference. */
function evidenceSummary(scope: ExportScope, id: string, watermark: string): Summary {
  const worksheet = draftedWorksheet(scope);
  const body = evidenceParts(scope, worksheet);
  const { run } = scope.input;
  const certificates = certificatesOf({ run, held: heldSources(scope), outputs: new Map() });
  const parts = [
    offeredPart(scope),
    ...body,
    certificatesPart(certificates, 'L. Certificates'),
    integrityPart('M. Manifest and signature'),
  ];
  const plain = { banner: null, warning: null };
  return {
    document: documentOf(scope, id, watermark, { title: 'Summary of financial records', ...plain, parts }),
    schedules: schedulesOf(parts),
    worksheet,
    aid: documentOf(scope, id, watermark, {
      title: 'Aids to the summary of financial records',
      banner: null,
      warning: AID_WARNING,
      parts: aidParts(scope),
    }),
  };
}

function headerPart({ input }: ExportScope, lead: Lead): Part {
  return part([
    heading(2, '1. What this is'),
    paragraph(
      `A lead for the tracing and freezing of assets, drawn from records by rules. It accuses nobody: every role is a hypothesis, every indicator a sign. Status of the draft: ${lead.status}.`,
    ),
    paragraph(
      input.variant === 'bsa'
        ? 'This variant may rest on BSA reports and goes to cleared users of them only.'
        : 'This variant rests on admissible records alone.',
    ),
  ]);
}

/**
 * The lead package (legal-and-evidence 1.2), with or without BSA material. Long schedules are annexes; the source index
 * is made after them, because a Source gets its label where it is first cited.
 */
function leadSummary(scope: ExportScope, lead: Lead, watermark: string): Summary {
  const bsa = scope.input.variant === 'bsa';
  const worksheet = draftedWorksheet(scope);
  const body = [
    headerPart(scope, lead),
    subjectsPart(scope, lead.subjects),
    elementsPart(scope, lead.predicate, '3. Candidate statutes, element by element'),
    partiesPart(scope, '4. Parties and accounts'),
    assetsPart(scope, lead.assets, '5. Asset schedule'),
    balancesPart(scope, '5.1 Stated balances'),
    tracesPart(scope, lead.assets, '6. Traces by method'),
    proceedsPart(scope, tracedLedgers(scope), '6.1 Where the cited credits went, by method'),
    drawingPart(scope, '6.2 Flow drawing'),
    holdingPart(scope, lead.assets, '7. Recommendation by asset'),
    routingPart(scope, lead),
    victimsPart(lead),
    restitutionPart(scope, worksheet, '9.1 Restitution'),
    limitsPart(scope, lead),
    ...(bsa ? [substitutePlanPart(scope, lead, '10.1 Substitute plan')] : []),
  ];
  const annexes = [
    flowsPart(scope, 'Annex A. Flow-of-funds schedules'),
    timelinePart(scope, 'Annex B. Movements in time order'),
  ];
  const references = [
    sourcesPart(scope, '11. Source index'),
    methodPart(scope, '11.1 Method note'),
    integrityPart('12. Manifest and signature'),
  ];
  const parts = [askedPart(scope, lead), ...body, ...references, ...annexes];
  const document = documentOf(scope, lead.id, watermark, {
    title: 'Lead package: assets of a possible network',
    banner: MARKINGS[bsa ? 'bsa' : 'no-bsa'],
    warning: bsa ? FSEC_WARNING : null,
    parts,
  });
  return { document, schedules: schedulesOf(parts), aid: null, worksheet };
}

/** The papers of one export: the lead package of a lead, else the evidence summary. */
export function summaryOf({ scope, id, watermark }: Outgoing): Summary {
  const { kind, lead } = scope.input;
  return kind === 'lead' && lead !== null ? leadSummary(scope, lead, watermark) : evidenceSummary(scope, id, watermark);
}

/** What stands around a graph that leaves as a file of its own. */
export function graphFrame({ scope, id, watermark }: Outgoing): Omit<SummaryDocument, 'blocks'> {
  const bsa = scope.input.variant === 'bsa';
  const { blocks: _blocks, ...frame } = documentOf(scope, id, watermark, {
    title: 'Graph of accounts, parties and movements',
    banner: MARKINGS[bsa ? 'bsa' : 'no-bsa'],
    warning: bsa ? `${AID_WARNING}. ${FSEC_WARNING}` : AID_WARNING,
    parts: [],
  });
  return frame;
}
