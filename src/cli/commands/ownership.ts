import type { Command } from 'commander';
import { ownershipOf } from '../../app/index.ts';
import type { Json } from '../../core/index.ts';
import { readJsonLines } from '../files.ts';
import type { ExitCode } from '../output.ts';
import { type GlobalOptions, type Session, withSession } from '../session.ts';

type Options = { asOf?: string; name?: string; batch?: string };

/** One answer a line, in the order of the questions; a question without an answer gets its error in its line. */
async function batch({ run, out }: Session, file: string): Promise<ExitCode> {
  const questions = await readJsonLines(file);
  if (!questions.ok) return out.fail(questions.error);
  let problems = 0;
  for (const question of questions.value) {
    const answer = question.ok ? await run(ownershipOf, question.value) : question;
    if (!answer.ok) problems++;
    out.ndjson([
      answer.ok ? (answer.value as Json) : { error: { code: answer.error.code, message: answer.error.message } },
    ]);
  }
  return problems === 0 ? 0 : 1;
}

export function register(program: Command): void {
  program
    .command('ownership [ENTITY]')
    .description('owners, interests, bounds, control and OFAC 50 percent of an entity on a date')
    .option('--as-of <DATE>', 'the date (default: the latest date in the records)')
    .option('--name <TEXT>', 'by name instead of by id')
    .option('--batch <FILE>', 'NDJSON of {"entity"|"name","asOf"}, one answer a line')
    .action(async (entity: string | undefined, options: Options) => {
      await withSession(program.opts<GlobalOptions>(), async (session) => {
        if (options.batch !== undefined) return batch(session, options.batch);
        const answer = await session.run(ownershipOf, {
          entity: entity ?? null,
          name: options.name ?? null,
          asOf: options.asOf ?? null,
        });
        if (!answer.ok) return session.out.fail(answer.error);
        session.out.data(answer.value as Json);
        return 0;
      });
    });
}
