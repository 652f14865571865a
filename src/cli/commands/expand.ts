import type { Command } from 'commander';
import { expand } from '../../app/index.ts';
import { noteBounds } from '../exploration.ts';
import { wholeNumber } from '../options.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Options = { depth?: number; kinds?: string; limit?: number };

export function register(program: Command): void {
  program
    .command('expand <ID>')
    .description('what lies around an entity, an account or a shared value')
    .option('--depth <N>', 'links away, up to 5 (default: 2)', wholeNumber)
    .option('--kinds <LIST>', 'of transfer, account-party, holding, shared-value, with commas between (default: all)')
    .option('--limit <N>', 'nodes in all, up to 5000 (default: 5000)', wholeNumber)
    .action(async (id: string, { kinds, ...options }: Options) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(expand, {
          id,
          ...options,
          ...(kinds === undefined ? {} : { kinds: kinds.split(',') }),
        });
        if (!answer.ok) return out.fail(answer.error);
        const { results, links } = answer.value;
        if (out.json) {
          out.data(answer.value);
          return 0;
        }
        out.table(
          ['links away', 'type', 'id', 'name or number'],
          results.map(({ depth, type, id: node, label }) => [String(depth), type, node, label]),
        );
        if (links.length === 0) out.line('Nothing is linked to it.');
        else
          out.table(
            ['from', 'to', 'link', 'facts'],
            links.map(({ from, to, kind, count }) => [from, to, kind, String(count)]),
          );
        noteBounds(out, answer.value);
        return 0;
      });
    });
}
