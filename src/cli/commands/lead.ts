import type { Command } from 'commander';
import { leadMove, leadShow } from '../../app/index.ts';
import { failure, type Json } from '../../core/index.ts';
import { createOutput } from '../output.ts';
import { finish, type GlobalOptions, withSession } from '../session.ts';

const ACTS = {
  submit: 'send a lead to a supervisor',
  approve: 'approve it (a second person)',
  reject: 'reject it',
  return: 'give it back for more work',
  release: 'release it',
  recall: 'recall what was released',
} as const;

export function register(program: Command): void {
  const lead = program.command('lead').description('one lead and the two-person rule');
  lead
    .command('show <ID>')
    .description('the lead with its gaps, assets, subjects and decisions')
    .action(async (id: string) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(leadShow, { lead: id });
        if (!answer.ok) return out.fail(answer.error);
        out.data(answer.value as Json);
        return answer.value.status === 'INCOMPLETE' ? 1 : 0;
      });
    });
  lead
    .command('build <NETWORK>')
    .description('draft a lead by hand (comes in a later version)')
    .action(() => {
      const later = failure('NOT_IN_THIS_VERSION', 'command "lead build" is not in this version');
      finish(createOutput(program.opts<GlobalOptions>().json === true).fail(later));
    });
  for (const [act, description] of Object.entries(ACTS)) {
    lead
      .command(`${act} <ID>`)
      .description(description)
      .requiredOption('--reason <TEXT>', 'why')
      .action(async (id: string, options: { reason: string }) => {
        await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
          const answer = await run(leadMove, { lead: id, act, reason: options.reason });
          if (!answer.ok) return out.fail(answer.error);
          if (out.json) out.data(answer.value);
          else out.line(`Lead ${id} is now ${answer.value.status}.`);
          return 0;
        });
      });
  }
}
