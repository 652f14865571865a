import type { Lead } from '../leads/index.ts';
import { heading, list, paragraph, type SummaryDocument } from './document.ts';
import { isApproved } from './input.ts';
import type { Schedule } from './schedule.ts';
import type { ExportScope } from './scope.ts';
import { contraryPart } from './sections/contrary.ts';
import { drawingPart } from './sections/drawing.ts';
import { flowsPart, usePart } from './sections/flows.ts';
import { limitsPart, predicatePart, routingPart, victimsPart } from './sections/lead-frame.ts';
import { assetsPart, routesPart, subjectsPart, tracesPart } from './sections/lead-parts.ts';
import { integrityPart, methodPart } from './sections/method.ts';
import { type Part, part } from './sections/part.ts';
import { balancesPart, partiesPart } from './sections/parties.ts';
import { sourcesPart } from './sections/sources.ts';
import { timelinePart } from './sections/timeline.ts';

export type Summary = { readonly document: SummaryDocument; readonly schedules: readonly Schedule[] };

/** CUI category Bank Secrecy (31 USC 5318(g)(2)(A)(ii)), and Investigation for what holds none of it. */
export const BSA_BANNER = 'CUI//SP-FSEC';
const INVESTIGATION_BANNER = 'CUI//SP-INV';
const BSA_WARNING =
  'BSA reports may only be re-disseminated in strict accordance with guidelines established by the Financial Crimes Enforcement Network';

function join(
  scope: ExportScope,
  id: string,
  watermark: string,
  frame: Pick<SummaryDocument, 'title' | 'banner' | 'warning'> & { readonly parts: readonly Part[] },
): Summary {
  const { input } = scope;
  const approved = isApproved(input);
  return {
    document: {
      title: frame.title,
      banner: frame.banner,
      warning: frame.warning,
      head: [
        ['Number', id],
        ['Prepared for', input.to],
        ['As of', input.asOf],
        ['Date of this copy', input.at],
        [
          'Status',
          approved
            ? `${input.status}, approved by ${input.approvedBy ?? ''}`
            : 'DRAFT: not approved by a second person',
        ],
      ],
      draft: !approved,
      watermark,
      at: input.at,
      blocks: frame.parts.flatMap(({ blocks }) => blocks),
    },
    schedules: frame.parts.flatMap(({ schedules }) => schedules),
  };
}

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

/** The evidence summary (legal-and-evidence 3.2): figures and rows only, neutral titles, no inference. */
export function evidenceSummary(scope: ExportScope, id: string, watermark: string): Summary {
  const { lead } = scope.input;
  const assets = lead?.assets ?? [];
  return join(scope, id, watermark, {
    title: 'Summary of financial records',
    banner: null,
    warning: null,
    parts: [
      scopePart(scope),
      partiesPart(scope, 'B. Parties and accounts'),
      timelinePart(scope, 'C. Timeline of movements'),
      flowsPart(scope, 'D. Flow-of-funds schedules'),
      usePart(scope, 'E. Disposition of funds'),
      balancesPart(scope, 'F. Balances and assets'),
      ...(assets.length === 0
        ? []
        : [assetsPart(scope, assets, 'F.1 Schedule of assets'), tracesPart(scope, assets, 'F.2 Traces by method')]),
      contraryPart(scope, 'I. Facts pointing the other way'),
      sourcesPart(scope, 'J. Source index'),
      methodPart(scope, 'K. Method note'),
      integrityPart('M. Manifest and signature'),
      drawingPart(scope, 'Illustrative aid'),
    ],
  });
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
export function leadSummary(scope: ExportScope, lead: Lead, watermark: string): Summary {
  const bsa = scope.input.variant === 'bsa';
  const body = [
    headerPart(scope, lead),
    subjectsPart(scope, lead.subjects),
    predicatePart(lead),
    partiesPart(scope, '4. Parties and accounts'),
    assetsPart(scope, lead.assets, '5. Asset schedule'),
    balancesPart(scope, '5.1 Stated balances'),
    tracesPart(scope, lead.assets, '6. Traces by method'),
    drawingPart(scope, '6.1 Flow drawing'),
    routesPart(scope, lead.assets, '7. Recommendation by asset'),
    routingPart(scope, lead),
    victimsPart(lead),
    limitsPart(scope, lead),
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
  return join(scope, lead.id, watermark, {
    title: 'Lead package: assets of a possible network',
    banner: bsa ? BSA_BANNER : INVESTIGATION_BANNER,
    warning: bsa ? BSA_WARNING : null,
    parts: [...body, ...references, ...annexes],
  });
}
