import type { Command } from 'commander';
import { leadBuild, leadLog, leadMove, leadSanctions, leadShow } from '../../app/index.ts';
import { type Json, ok, type Result } from '../../core/index.ts';
import { readJsonFile } from '../files.ts';
import { printLead, type ShownLead } from '../lead-page.ts';
import { type GlobalOptions, type Session, withSession } from '../session.ts';

const ACTS = {
  submit: 'send a lead to a supervisor',
  approve: 'approve it (a second person)',
  reject: 'reject it',
  return: 'give it back for more work',
} as const;

type Move = { readonly lead: string; readonly act: string; readonly reason: string; readonly release?: Json };

async function move({ run, out }: Session, asked: Move) {
  const answer = await run(leadMove, asked);
  if (!answer.ok) return out.fail(answer.error);
  if (out.json) {
    out.data(answer.value as Json);
    return 0;
  }
  const { lead, status, recipients, warning, deconfliction } = answer.value;
  out.line(`Lead ${lead} is now ${status}.`);
  if (warning !== undefined) out.line(warning);
  for (const { agency, contact } of deconfliction?.contacts ?? []) out.line(`Also held by ${agency}: ${contact}`);
  if (recipients !== undefined) out.line(`To be told of the recall: ${recipients.length}`);
  for (const { agency, person } of recipients ?? []) out.line(`  ${agency}: ${person}`);
  return 0;
}

type ReleaseOptions = {
  readonly reason: string;
  readonly to?: string;
  readonly for?: string;
  readonly authority?: string;
  readonly agreement?: string;
  readonly variant?: string;
  readonly onward?: boolean;
  readonly expires?: string;
  readonly supersedes?: string;
  readonly referral?: string;
};

/** The terms as the operation takes them; without --to nobody is handed anything. */
function terms({ to, for: purpose, onward, reason: _, ...rest }: ReleaseOptions): { readonly release?: Json } {
  if (to === undefined) return {};
  return { release: { to, ...(purpose === undefined ? {} : { purpose }), onwardSharing: onward ?? false, ...rest } };
}

function registerRelease(program: Command, lead: Command): void {
  lead
    .command('release <ID>')
    .description('release it to a named person of an agency')
    .requiredOption('--reason <TEXT>', 'why they need to know')
    .option('--to <"AGENCY|PERSON">', 'an id of reference/directory.csv or the name of another agency, and a person')
    .option('--for <PURPOSE>', 'freeze, trace, sanctions, restitution or referral (default)')
    .option('--authority <TEXT>', 'under which authority they receive it')
    .option('--agreement <TEXT>', 'the agreement under which the agency reads BSA reports')
    .option('--variant <NAME>', 'bsa or no-bsa (default: what the agency may have)')
    .option('--onward', 'they may hand it on')
    .option('--expires <DATE>', 'until when it holds (default: 180 days after the approval)')
    .option('--supersedes <LEAD>', 'the lead whose place it takes (default: the last one of this network)')
    .option('--referral <CODE>', 'reason code of the referral, as `lead show` lists them')
    .action(async (id: string, options: ReleaseOptions) => {
      const asked = { lead: id, act: 'release', reason: options.reason, ...terms(options) };
      await withSession(program.opts<GlobalOptions>(), (session) => move(session, asked));
    });
  lead
    .command('recall <ID>')
    .description('call back every version of it and list whom that must reach')
    .requiredOption('--reason <TEXT>', 'why')
    .action(async (id: string, { reason }: { reason: string }) => {
      await withSession(program.opts<GlobalOptions>(), (session) => move(session, { lead: id, act: 'recall', reason }));
    });
  lead
    .command('log <ID>')
    .description('who has which version, why, and whether it was called back')
    .action(async (id: string) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(leadLog, { lead: id });
        if (!answer.ok) return out.fail(answer.error);
        const { rows, recipients } = answer.value;
        if (out.json) out.data(answer.value as Json);
        else {
          const shown = rows.map(({ at, kind, to, variant, state }) => [
            at,
            kind,
            to.agency,
            to.person,
            variant,
            state,
          ]);
          out.table(['when', 'what', 'agency', 'person', 'variant', 'state'], shown);
          out.line(`${recipients.length} recipients hold a version.`);
        }
        return 0;
      });
    });
}

async function readCertification(file: string | undefined): Promise<Result<Json>> {
  return file === undefined ? ok(null) : readJsonFile(file);
}

function registerNetwork(program: Command, lead: Command): void {
  lead
    .command('build <NETWORK>')
    .description('the lead of a network; one that no rule flagged is drafted and kept with the next Run')
    .option('--reason <TEXT>', 'why', 'asked for by hand')
    .action(async (network: string, { reason }: { reason: string }) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(leadBuild, { network, reason });
        if (!answer.ok) return out.fail(answer.error);
        const { lead: drafted, takesEffect } = answer.value;
        if (out.json) out.data({ ...drafted, takesEffect } as Json);
        else out.line(`Lead ${drafted.id} is ${drafted.status}; it can be moved ${takesEffect}.`);
        return drafted.status === 'INCOMPLETE' ? 1 : 0;
      });
    });
  lead
    .command('sanctions <NETWORK>')
    .description('proposals to Treasury: OFAC, section 311, GTO; with a certification a 314(a) draft')
    .option('--certify <FILE>', 'JSON: certifiedBy, title, agency, contact, on, suspicion, credibleEvidence')
    .action(async (network: string, { certify }: { certify?: string }) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const certification = await readCertification(certify);
        if (!certification.ok) return out.fail(certification.error);
        const answer = await run(leadSanctions, { network, certification: certification.value });
        if (!answer.ok) return out.fail(answer.error);
        out.data(answer.value as Json);
        return 0;
      });
    });
}

export function register(program: Command): void {
  const lead = program.command('lead').description('one lead, the two-person rule, and who has a copy');
  lead
    .command('show <ID>')
    .description('the lead with its gaps, assets, subjects and decisions')
    .action(async (id: string) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(leadShow, { lead: id });
        if (!answer.ok) return out.fail(answer.error);
        if (out.json) out.data(answer.value as Json);
        else printLead(out, answer.value as ShownLead);
        return answer.value.status === 'INCOMPLETE' ? 1 : 0;
      });
    });
  registerNetwork(program, lead);
  for (const [act, description] of Object.entries(ACTS)) {
    lead
      .command(`${act} <ID>`)
      .description(description)
      .requiredOption('--reason <TEXT>', 'why')
      .action(async (id: string, { reason }: { reason: string }) => {
        await withSession(program.opts<GlobalOptions>(), (session) => move(session, { lead: id, act, reason }));
      });
  }
  registerRelease(program, lead);
}
