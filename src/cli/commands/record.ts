import type { Command } from 'commander';
import { type RecordAnswer, recordOutcomes } from '../../app/index.ts';
import type { ExitCode, Output } from '../output.ts';
import { type GlobalOptions, withSession } from '../session.ts';

function report(out: Output, answer: RecordAnswer): ExitCode {
  const { source, outcomes, refused, conflicts } = answer;
  if (out.json) out.data(answer);
  else if (source.status !== 'rejected') {
    out.table(
      ['id', 'type', 'about', 'amount (USD)', 'at', 'authority'],
      outcomes.map(({ id, type, lead, asset, victim, amount, at, authority }) => [
        id,
        type,
        [asset, lead, victim].filter((item) => item !== null).join(' '),
        amount ?? '',
        at,
        authority ?? '',
      ]),
    );
    const again = source.status === 'already-stored' ? ' The same bytes were stored before.' : '';
    out.line(`${outcomes.length} outcomes of source ${source.sha256}; they count with the next Run.${again}`);
  }
  if (source.error !== null) out.note(`REJECTED ${source.path}: ${source.error.code}: ${source.error.message}`);
  for (const { locator, code, message } of refused) out.note(`Refused, ${locator}: ${code}: ${message}`);
  for (const { id, counted, other } of conflicts)
    out.note(`Outcome ${id} is told in two ways: ${counted} counts and ${other} does not.`);
  return source.status === 'rejected' ? 1 : 0;
}

export function register(program: Command): void {
  program
    .command('record <FILE>')
    .description('what became of leads, assets and payments: restraints, forfeitures, orders, receipts, refusals')
    .option('--custodian <TEXT>', 'who held the file')
    .option('--source-class <CLASS>', 'how the records may be used (default: PROCESS_OBTAINED)')
    .addHelpText(
      'after',
      `
FILE holds one JSON object a line:
  {"id":"fin-7","type":"payment","victim":"V-4k7q2m9x","amount":"1200.00","at":"2024-09-01","document":"receipt 88"}
type: tro, restraint, seizure, forfeiture, transfer_1594f, order, payment, declined, recall
lead led_…, asset ast_… or acc_…, victim a pseudonym of the vault; amount in US dollars; at a date or an instant.
An id stands for one outcome: sent again it is not counted again, and one that says something else is told.`,
    )
    .action(async (path: string, options: { custodian?: string; sourceClass?: string }) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(recordOutcomes, { path, ...options });
        return answer.ok ? report(out, answer.value) : out.fail(answer.error);
      });
    });
}
