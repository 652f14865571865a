import type { Command } from 'commander';
import { type AppOperation, vaultAdd, vaultAppoint, vaultDismiss, vaultShow, vaultWithdraw } from '../../app/index.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Reasoned = { readonly reason: string };

async function tell<I>(
  program: Command,
  op: AppOperation<I, { readonly case: string; readonly done: string }>,
  input: unknown,
): Promise<void> {
  await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
    const answer = await run(op, input);
    if (!answer.ok) return out.fail(answer.error);
    if (out.json) out.data(answer.value);
    else out.line(`${answer.value.done}.`);
    return 0;
  });
}

async function add(program: Command, path: string): Promise<void> {
  await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
    const answer = await run(vaultAdd, { path });
    if (!answer.ok) return out.fail(answer.error);
    if (out.json) out.data(answer.value);
    else for (const { line, pseudonym } of answer.value.entries) out.line(`line ${line}  ${pseudonym}`);
    return 0;
  });
}

async function show(program: Command, pseudonym: string, { reason }: Reasoned): Promise<void> {
  await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
    const answer = await run(vaultShow, { pseudonym, reason });
    if (!answer.ok) return out.fail(answer.error);
    if (out.json) out.data(answer.value);
    else {
      const { name, dob, contact, consent, askedWith } = answer.value;
      out.line(`${pseudonym}  ${name}`);
      out.line(`born ${dob ?? 'unknown'}; contact ${contact ?? 'unknown'}`);
      out.line(`consent of ${consent.at}: ${consent.scope}`);
      for (const { actor, reason: why } of askedWith) out.line(`asked for with ${actor}: ${why}`);
    }
    return 0;
  });
}

export function register(program: Command): void {
  const vault = program.command('vault').description("victims' identities, apart from everything else");
  const WHY = 'why; it enters the log, so it must not name the person';
  vault
    .command('add <FILE>')
    .description('keep identities under the case of --case; answers the pseudonym of each line and nothing else')
    .addHelpText(
      'after',
      `
FILE holds one JSON object a line:
  {"name":"…","dob":"1990-06-30","contact":"…","consent":{"scope":"restitution","at":"2024-05-02"}}
dob and contact may be left out. Delete FILE when its pseudonyms are noted.`,
    )
    .action((path: string) => add(program, path));
  vault
    .command('show <PSEUDONYM>')
    .description('see one identity: a victim specialist, the prosecutor named for the case, or two supervisors')
    .requiredOption('--reason <TEXT>', WHY)
    .action((pseudonym: string, options: Reasoned) => show(program, pseudonym, options));
  vault
    .command('withdraw <PSEUDONYM>')
    .description('consent is withdrawn: nobody sees the identity until the same person consents anew')
    .requiredOption('--reason <TEXT>', WHY)
    .action((pseudonym: string, { reason }: Reasoned) => tell(program, vaultWithdraw, { pseudonym, reason }));
  vault
    .command('dismiss <PSEUDONYM>')
    .description('it was added by mistake: nobody sees the identity, and nothing is deleted')
    .requiredOption('--reason <TEXT>', WHY)
    .action((pseudonym: string, { reason }: Reasoned) => tell(program, vaultDismiss, { pseudonym, reason }));
  vault
    .command('appoint <ACTOR>')
    .description('name the prosecutor who may see the identities of the case of --case')
    .requiredOption('--reason <TEXT>', WHY)
    .action((prosecutor: string, { reason }: Reasoned) => tell(program, vaultAppoint, { prosecutor, reason }));
}
