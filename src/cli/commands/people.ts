import type { Command } from 'commander';
import { actorAdd, caseOpen } from '../../app/index.ts';
import { type GlobalOptions, withSession } from '../session.ts';

export function register(program: Command): void {
  program
    .command('actor')
    .description('people who act in this home')
    .command('add <NAME>')
    .description('add someone, with a key file of their own')
    .requiredOption(
      '--role <ROLE>',
      'analyst, investigator, prosecutor, supervisor, victim-specialist, auditor or admin',
    )
    .action(async (name: string, options: { role: string }) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(actorAdd, { name, role: options.role });
        if (!answer.ok) return out.fail(answer.error);
        if (out.json) out.data(answer.value);
        else
          out.line(
            `${name} may act as ${options.role}. Key file: ${answer.value.keyFile} (fingerprint ${answer.value.keyId})`,
          );
        return 0;
      });
    });
  program
    .command('case')
    .description('cases of this home')
    .command('open <ID>')
    .description('open a case')
    .option('--purpose <TEXT>', 'why')
    .requiredOption('--authority <TEXT>', 'under which authority')
    .action(async (id: string, { authority }: { authority: string }) => {
      // --purpose is an option of every command, so it is the program that has read it.
      const globals = program.opts<GlobalOptions>();
      await withSession(globals, async ({ run, out }) => {
        const answer = await run(caseOpen, { id, purpose: globals.purpose, authority });
        if (!answer.ok) return out.fail(answer.error);
        if (out.json) out.data(answer.value);
        else out.line(`Case ${id} is open.`);
        return 0;
      });
    });
}
