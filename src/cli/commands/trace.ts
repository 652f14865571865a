import { type Command, Option } from 'commander';
import {
  type AccountTraceOutput,
  type LedgerTraceOutput,
  TRACE_METHODS,
  traceAccount,
  traceLedgerFile,
} from '../../app/index.ts';
import { failure, type Json } from '../../core/index.ts';
import { readJsonFile } from '../files.ts';
import type { ExitCode, Output } from '../output.ts';
import { type GlobalOptions, withSession } from '../session.ts';

const DEFAULT_METHOD = 'libr';

type Options = {
  readonly account?: string;
  readonly taint?: readonly string[];
  readonly method?: (typeof TRACE_METHODS)[number];
  readonly overdraft?: 'allow';
  readonly ties?: 'both';
  readonly back?: string;
};

function printSpread(out: Output, { methods, spread, currency }: LedgerTraceOutput): void {
  out.line(`Claims still in each account, in ${currency}, by method. Choose one method for an account, never two.`);
  const rows = Object.keys(spread).map((account) => [
    account,
    ...TRACE_METHODS.map((name) => methods[name].claims[account] ?? ''),
  ]);
  out.table(['account', ...TRACE_METHODS], rows);
}

function printMethod(out: Output, { methods, method }: LedgerTraceOutput): void {
  const chosen = method ?? DEFAULT_METHOD;
  const { balances, interval, warnings } = methods[chosen];
  out.line(`\nWhat each account holds, by ${chosen}`);
  const rows = Object.entries(balances).flatMap(([account, parts]) =>
    Object.entries(parts).map(([tag, amount], at) => [
      at === 0 ? account : '',
      tag,
      amount,
      at === 0 ? (interval?.[account] ?? []).join(' to ') : '',
    ]),
  );
  out.table(['account', 'whose', 'amount', 'claims over tied orders'], rows);
  for (const { message } of warnings) out.note(message);
}

function printBack(out: Output, { back, method }: LedgerTraceOutput): void {
  if (back === undefined) return;
  const chosen = method ?? DEFAULT_METHOD;
  out.line(`\nWhere the money of ${back.target.kind} ${back.target.id} came from, by ${chosen}`);
  const rows =
    chosen === 'poison' ? back.poison.map((event) => [event, 'touched it']) : Object.entries(back.methods[chosen]);
  out.table(['deposit', 'amount'], rows);
}

function printLedger(out: Output, answer: LedgerTraceOutput): void {
  printSpread(out, answer);
  printMethod(out, answer);
  printBack(out, answer);
  if (answer.ties.length > 0)
    out.note(
      `${answer.ties.length} pairs of events at equal instants were applied in file order; --ties both gives the interval.`,
    );
}

async function ledger(file: string, options: GlobalOptions & Options): Promise<void> {
  await withSession(options, async ({ run, out }): Promise<ExitCode> => {
    const read = await readJsonFile(file);
    if (!read.ok) return out.fail(read.error);
    const { method = null, overdraft = 'refuse', ties = 'file', back = null } = options;
    const answer = await run(traceLedgerFile, { ledger: read.value, method, overdraft, ties, back });
    if (!answer.ok) return out.fail(answer.error);
    if (out.json) out.data(answer.value as Json);
    else printLedger(out, answer.value);
    return 0;
  });
}

function printAccount(out: Output, answer: AccountTraceOutput): void {
  const { account, currency, opening, claims, methods, method, broken, cappedAt, warnings, worksheet } = answer;
  const known = opening.known ? 'stated' : 'not stated: the least possible';
  out.line(`Account ${account}, ${currency}. Opening ${opening.amount} (${known}).`);
  out.table(
    ['claim', 'date', 'amount', '18 USC 984: action by', 'no tracing needed'],
    claims.map((claim) => [
      claim.record,
      claim.date,
      claim.amount,
      claim.fungibleDeadline,
      claim.reachableWithoutTracing ? 'yes' : 'no',
    ]),
  );
  out.line('\nClaims still in the account, by method. Choose one, with a reason.');
  out.table(
    ['method', 'claims', 'over tied orders'],
    Object.entries(methods).map(([name, { tainted, interval }]) => [
      name === method ? `${name} *` : name,
      tainted,
      interval.join(' to '),
    ]),
  );
  if (cappedAt !== null)
    out.line(`No more than ${cappedAt} can be there: the last stated balance with what moved since.`);
  for (const [from, to] of broken)
    out.line(`TRACE_BROKEN ${from} to ${to}: balances and movements do not meet; a statement is missing.`);
  out.line('\nRunning ledger');
  out.table(worksheet.header, worksheet.rows);
  for (const { message } of warnings) out.note(message);
}

async function account(id: string, options: GlobalOptions & Options): Promise<void> {
  await withSession(options, async ({ run, out }): Promise<ExitCode> => {
    if (options.taint === undefined)
      return out.fail(failure('USAGE', 'trace --account: name the records of the claimed credits with --taint'));
    const answer = await run(traceAccount, { account: id, taint: options.taint, method: options.method ?? null });
    if (!answer.ok) return out.fail(answer.error);
    if (out.json) out.data(answer.value as Json);
    else printAccount(out, answer.value);
    return answer.value.broken.length === 0 ? 0 : 1;
  });
}

const methodOption = () =>
  new Option(
    '--method <M>',
    'the one method that counts for the account (default: libr); all seven are computed',
  ).choices(TRACE_METHODS);

export function register(program: Command): void {
  const trace = program
    .command('trace')
    .description('how much of claimed money is where, by seven methods')
    .option('--account <ID>', 'an account of the home')
    .option('--taint <RECORD...>', 'records of the credits that are claimed')
    .addOption(methodOption())
    .action(async (_options: Options, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & Options>();
      if (options.account === undefined) command.help({ error: true });
      await account(options.account ?? '', options);
    });
  trace
    .command('ledger <FILE>')
    .description('the same on a ledger file (docs/methods/tracing.md), over any number of accounts')
    .addOption(methodOption())
    .addOption(
      new Option('--overdraft <HOW>', 'go on when an account is overdrawn; its claims end there').choices(['allow']),
    )
    .addOption(new Option('--ties <HOW>', 'add the interval over other orders of equal instants').choices(['both']))
    .option('--back <ACCOUNT_OR_EVENT>', 'the deposits from outside that it consists of')
    .action(async (file: string, _options: Options, command: Command) => {
      await ledger(file, command.optsWithGlobals<GlobalOptions & Options>());
    });
}
