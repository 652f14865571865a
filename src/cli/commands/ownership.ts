import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ownershipOf } from '../../app/index.ts';
import { err, failure, type Json, ok, type Result } from '../../core/index.ts';
import type { ExitCode } from '../output.ts';
import { type GlobalOptions, type Session, withSession } from '../session.ts';

type Options = { asOf?: string; name?: string; batch?: string };

function parseLine(line: string): Result<Json> {
  try {
    return ok(JSON.parse(line) as Json);
  } catch {
    return err(failure('MALFORMED_JSON', 'the line is not JSON'));
  }
}

/** One answer a line, in the order of the questions; a question without an answer gets its error in its line. */
async function batch({ run, out }: Session, file: string): Promise<ExitCode> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return out.fail(failure('FILE_NOT_READABLE', 'the batch cannot be read', { file }));
  let problems = 0;
  for (const line of text.split('\n').filter((item) => item.trim() !== '')) {
    const question = parseLine(line);
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
