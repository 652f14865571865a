import type { Command } from 'commander';
import { type PersonReviews, personReviews } from '../../app/index.ts';
import { type GlobalOptions, withSession } from '../session.ts';

function lines({ persons, past, due, years, truncated }: PersonReviews): string[] {
  if (persons.length === 0) return [`Nobody's review-by date has passed or comes within 90 days (${years} years).`];
  return [
    `${past} past their review-by date and in no answer; ${due} within 90 days of it.`,
    ...persons.map(
      ({ entity, names, reviewBy, state, personState, records }) =>
        `${reviewBy}  ${state.padEnd(4)}  ${entity}  ${names[0] ?? '(no name stated)'}  ${personState}, ${records} records`,
    ),
    ...(truncated ? ['There are more; these are the oldest.'] : []),
    'Keep one with `redress person ENTITY revalidate --reason TEXT [--review-by DATE]`.',
  ];
}

export function register(program: Command): void {
  program
    .command('people')
    .description('persons whose review-by date has passed or comes within 90 days, for those who review')
    .action(async () => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(personReviews, {});
        if (!answer.ok) return out.fail(answer.error);
        if (out.json) out.data(answer.value);
        else for (const line of lines(answer.value)) out.line(line);
        return 0;
      });
    });
}
