import type { Command } from 'commander';
import { type PathOutput, path } from '../../app/index.ts';
import { noteBounds } from '../exploration.ts';
import { wholeNumber } from '../options.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Options = { money?: boolean; depth?: number };
type Found = PathOutput['results'][number];

/** "Ana Lopez =account-party (1)= 021000021 111 =transfer (3)> …": an arrow where money went along the path. */
function lineOf({ nodes, links }: Found): string {
  return nodes
    .map((node, at) => {
      const step = (links[at] ?? []).map(({ kind, count, from }) => {
        const sign = kind === 'transfer' ? (from === node.id ? '>' : '<') : '=';
        return ` =${kind} (${count})${sign} `;
      });
      return `${node.label === '' ? node.id : node.label}${step.join(',')}`;
    })
    .join('');
}

export function register(program: Command): void {
  program
    .command('path <ID> <OTHER>')
    .description('the shortest paths between two entities or accounts, at most 50')
    .option('--money', 'only as money went: from the first to the second, by transfers')
    .option('--depth <N>', 'links in a path, up to 10 (default: 4)', wholeNumber)
    .action(async (from: string, to: string, options: Options) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(path, { from, to, ...options });
        if (!answer.ok) return out.fail(answer.error);
        if (out.json) {
          out.data(answer.value);
          return 0;
        }
        const { results } = answer.value;
        if (results.length === 0) out.line('No path within this depth; hubs are not followed.');
        for (const found of results) out.line(lineOf(found));
        noteBounds(out, answer.value);
        return 0;
      });
    });
}
