import type { Command } from 'commander';
import { analyze } from '../../app/index.ts';
import type { Json } from '../../core/index.ts';
import { wholeNumber } from '../options.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Options = { asOf?: string; from?: string; to?: string; engine: string; seed: number; traceMethod?: string };

function registerRun(program: Command, name: 'analyze' | 'resolve'): void {
  const command = program
    .command(name)
    .description(name === 'analyze' ? 'one Run over everything you may see' : 'a Run that stops after resolution')
    .option('--as-of <DATE>', 'the date for ownership and clocks (default: the latest date in the records)')
    .option('--from <DATE>', 'look at movements from this date')
    .option('--to <DATE>', 'look at movements up to this date')
    .option('--engine <NAME>', 'local (gds comes in a later version)', 'local')
    .option('--seed <N>', 'seed of the community search', wholeNumber, 1);
  if (name === 'analyze')
    command.option('--trace-method <NAME>', 'the one method by which leads claim accounts (default: libr)');
  command.action(async (options: Options) => {
    await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
      const answer = await run(analyze, {
        asOf: options.asOf ?? null,
        from: options.from ?? null,
        to: options.to ?? null,
        seed: options.seed,
        engine: options.engine,
        until: name === 'analyze' ? 'leads' : 'resolution',
        ...(options.traceMethod === undefined ? {} : { traceMethod: options.traceMethod }),
      });
      if (!answer.ok) return out.fail(answer.error);
      if (out.json) out.data(answer.value as Json);
      else {
        const { counts } = answer.value;
        out.line(`Run ${answer.value.run} as of ${answer.value.asOf}`);
        out.line(
          `${counts.records} records, ${counts.entity} entities, ${counts.account} accounts, ${counts.finding} findings, ${counts.network} networks, ${counts.lead} leads`,
        );
        out.line(`output digest ${answer.value.outputDigest}`);
        out.line('Next: `redress networks`, `redress leads`.');
      }
      const { unverified } = answer.value;
      if (unverified > 0)
        out.note(
          `${unverified} decisions carry no signature that holds and only protect; see \`redress audit verify\`.`,
        );
      return unverified > 0 ? 1 : 0;
    });
  });
}

export function register(program: Command): void {
  registerRun(program, 'analyze');
  registerRun(program, 'resolve');
}
