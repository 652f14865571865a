import type { Command } from 'commander';
import { search } from '../../app/index.ts';
import { noteBounds } from '../exploration.ts';
import { wholeNumber } from '../options.ts';
import { type GlobalOptions, withSession } from '../session.ts';

export function register(program: Command): void {
  program
    .command('search <TEXT>')
    .description('persons, organisations and accounts whose name, identifier or number answers a text, best first')
    .option('--limit <N>', 'at most N, up to 500', wholeNumber, 50)
    .action(async (text: string, { limit }: { limit: number }) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(search, { text, limit });
        if (!answer.ok) return out.fail(answer.error);
        const { results } = answer.value;
        if (out.json) {
          out.data(answer.value);
          return 0;
        }
        if (results.length === 0) out.line('Nothing in the current Run answers this text.');
        else
          out.table(
            ['score', 'type', 'id', 'name or number', 'matched'],
            results.map(({ score, type, id, label, matched }) => [
              score,
              type,
              id,
              label,
              `${matched.field}: ${matched.value}`,
            ]),
          );
        noteBounds(out, answer.value);
        return 0;
      });
    });
}
