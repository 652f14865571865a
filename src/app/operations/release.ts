import { z } from 'zod';
import {
  canonicalJson,
  dateOfMicros,
  err,
  failure,
  type Json,
  ok,
  operation,
  type Result,
  type RunId,
  sha256Hex,
} from '../../core/index.ts';
import type { ReleaseTerms } from '../../facts/index.ts';
import {
  type Copy,
  type LogGround,
  type ReleaseRow,
  recipientsOf,
  releaseLog,
  releaseTerms,
  versionAfter,
} from '../../leads/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import type { LeadDecision } from '../decisions.ts';
import { resultRows } from '../explore/place-keys.ts';
import { resultPages } from '../result-pages.ts';
import { covers, rowJson, runHead } from './results.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const stated = (max: number) => text(max).nullable().default(null);

/** What a person states with a release; the recipient is `Agency|Person`. */
export const releaseInput = z.strictObject({
  to: text(500),
  purpose: z.enum(['freeze', 'trace', 'sanctions', 'restitution', 'referral']).nullable().default(null),
  authority: stated(500),
  agreement: stated(500),
  variant: z.enum(['bsa', 'no-bsa']).nullable().default(null),
  onwardSharing: z.boolean().default(false),
  expires: stated(10),
  supersedes: stated(80),
  referral: stated(40),
});

/** Rows of leads by id, from whichever Run that the viewer's cut covers drafted them; the newest Run first. */
async function leadRows(context: OperationContext, ids: readonly string[]): Promise<ReadonlyMap<string, Json>> {
  const found = new Map<string, Json>();
  for await (const page of resultPages(context.read, null, 'run'))
    for (const row of page) {
      const missing = ids.filter((id) => !found.has(id));
      if (missing.length === 0) return found;
      const head = runHead.parse(rowJson(row));
      if (!covers(context.cut, row.classes, head.compartments)) continue;
      for (const [id, lead] of await resultRows(context.read, head.run as RunId, missing))
        if (lead.kind === 'lead') found.set(id, rowJson(lead));
    }
  return found;
}

export async function leadOfAnyRun(context: OperationContext, id: string): Promise<Json | null> {
  return (await leadRows(context, [id])).get(id) ?? null;
}

function leadActs(decisions: readonly { readonly kind: string }[]): LeadDecision[] {
  return decisions.filter((item): item is LeadDecision => item.kind === 'lead-transition');
}

/** Operations that write a copy, with the details they leave in the log. */
const COPYING = ['export', 'export.keep'];
const copyDetails = z.looseObject({
  to: z.string(),
  variant: z.string(),
  format: z.string(),
  watermark: z.string(),
  draft: z.boolean(),
  copy: z.string().nullable().default(null),
});
/** A copy that was told of and then could not be put in its place (hand-over.ts). */
const notWritten = z.looseObject({ notWritten: z.string() });
const BLOCK = 1_000;

/** Every copy that an export wrote, by the audit log, which no copy leaves without a line in. */
async function copiesInLog({ log, stored }: OperationContext): Promise<Copy[]> {
  await log.settle();
  const copies = new Map<string, Copy>();
  for (let from = 0; ; from += BLOCK) {
    const { events } = await stored.auditRange(from, from + BLOCK);
    for (const { event } of events) {
      if (!COPYING.includes(event.operation) || event.decision !== 'allowed') continue;
      const failed = notWritten.safeParse(event.details);
      if (failed.success) copies.delete(failed.data.notWritten);
      const details = copyDetails.safeParse(event.details);
      if (!details.success) continue;
      const { to, variant, format, watermark, draft, copy } = details.data;
      const { object: lead, actor: by, atMicros } = event;
      copies.set(copy ?? event.id, { lead, by, atMicros, to, variant, format, watermark, draft });
    }
    if (events.length < BLOCK) return [...copies.values()];
  }
}

const networkOf = z.looseObject({ network: z.string() });

/** What a release log is made from. Needs the whole audit log, which only a recall and the log itself ask for. */
export async function logGround(context: OperationContext): Promise<LogGround> {
  const copies = await copiesInLog(context);
  const copied = [...new Set(copies.map(({ lead }) => lead))].filter((id) => id.startsWith('led_'));
  const rows = await leadRows(context, copied);
  return {
    decisions: leadActs((await context.stored.judgements(context.cut)).decisions),
    recalls: leadActs((await context.read.judgements(context.cut)).decisions),
    copies,
    networks: new Map([...rows].map(([id, row]) => [id, networkOf.parse(row).network])),
    today: dateOfMicros(context.clock.nowMicros()),
  };
}

type Releasing = {
  readonly lead: Record<string, Json>;
  readonly drafted: string;
  readonly decisions: readonly LeadDecision[];
  readonly release: z.infer<typeof releaseInput> | null;
};

/** The terms of a release that is about to be signed; null when nobody is named. Errors: as releaseTerms. */
export async function termsOf(
  context: OperationContext,
  { lead, drafted, decisions, release }: Releasing,
): Promise<Result<ReleaseTerms | null>> {
  if (release === null) return ok(null);
  const approval = decisions.findLast(({ act }) => act === 'approve');
  if (approval === undefined) return err(failure('NOT_APPROVED', 'the lead has no approval'));
  const network = networkOf.parse(lead).network;
  const known = leadActs((await context.stored.judgements(context.cut)).decisions);
  return releaseTerms(release, {
    network,
    ...versionAfter(String(lead.id), network, known),
    sha256: sha256Hex(canonicalJson({ ...lead, status: drafted })),
    approvedOn: dateOfMicros(approval.atMicros),
    today: dateOfMicros(context.clock.nowMicros()),
    seesBsa: context.cut.classes.includes('BSA_LEAD_ONLY'),
    agencies: context.reference.directory,
  });
}

const logInput = z.strictObject({ lead: z.string() });
const recipient = z.object({ agency: z.string(), person: z.string() });
const logOutput = z.object({
  lead: z.string(),
  rows: z.array(z.custom<ReleaseRow>((value) => typeof value === 'object')),
  /** Who still holds a version. */
  recipients: z.array(recipient),
});

/** The release log of a lead: who has which version, why, under which marking, and whether it was called back. */
export const leadLog: AppOperation<z.infer<typeof logInput>, z.infer<typeof logOutput>> = operation({
  name: 'lead.log',
  input: logInput,
  output: logOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: ({ lead }) => lead,
  run: async (context, { lead }) => {
    if ((await leadOfAnyRun(context, lead)) === null) return err(failure('NOT_FOUND', `there is no lead ${lead}`));
    const rows = releaseLog(lead, await logGround(context));
    return ok({ lead, rows, recipients: recipientsOf(rows) });
  },
});
