import type { Command } from 'commander';
import { type AppOperation, judge, personRevalidate, personState, unmerge } from '../../app/index.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Done = { readonly id: string; readonly takesEffect: string };

async function decide<I>(program: Command, op: AppOperation<I, Done>, input: unknown): Promise<void> {
  await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
    const answer = await run(op, input);
    if (!answer.ok) return out.fail(answer.error);
    if (out.json) out.data(answer.value);
    else out.line(`Recorded as ${answer.value.id}; it counts ${answer.value.takesEffect}.`);
    return 0;
  });
}

type PersonOptions = { readonly reason: string; readonly reviewBy?: string };

async function revalidate(program: Command, entity: string, options: PersonOptions): Promise<void> {
  await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
    const answer = await run(personRevalidate, { entity, ...options });
    if (!answer.ok) return out.fail(answer.error);
    if (out.json) out.data(answer.value);
    else out.line(`${entity} stays in the record up to ${answer.value.reviewBy}.`);
    return 0;
  });
}

export function register(program: Command): void {
  program
    .command('judge <LEFT> <RIGHT> <VERDICT>')
    .description('say whether two entities are the same, different, or unsure')
    .requiredOption('--reason <TEXT>', 'why')
    .action((left: string, right: string, verdict: string, options: { reason: string }) =>
      decide(program, judge, { left, right, verdict, reason: options.reason }),
    );
  program
    .command('unmerge <ENTITY>')
    .description('take the mentions of one record out of an entity')
    .requiredOption('--record <ID>', 'the record')
    .option('--reason <TEXT>', 'why')
    .action((entity: string, options: { record: string; reason?: string }) =>
      decide(program, unmerge, { entity, ...options }),
    );
  program
    .command('person <ENTITY> <STATE>')
    .description(
      'move the role state of a person, for example CLEARED or POSSIBLE_VICTIM; or `revalidate`: they stay in the record',
    )
    .requiredOption('--reason <TEXT>', 'why')
    .option('--review-by <DATE>', 'with `revalidate`: up to which day (default and most: five years from today)')
    .action((entity: string, state: string, options: PersonOptions) =>
      state === 'revalidate'
        ? revalidate(program, entity, options)
        : decide(program, personState, { entity, state, reason: options.reason }),
    );
}
