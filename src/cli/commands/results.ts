import type { Command } from 'commander';
import { listResults, quarantineList, type ResultKind, showResult } from '../../app/index.ts';
import type { Json } from '../../core/index.ts';
import { wholeNumber } from '../options.ts';
import type { Output } from '../output.ts';
import { showPage } from '../pages/show.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Row = Readonly<Record<string, Json>>;
type Column = { readonly head: string; readonly cell: (row: Row) => string };

const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
const list = (value: Json | undefined): string => (Array.isArray(value) ? value.map(text).join(', ') : text(value));
const column = (head: string, key: string): Column => ({ head, cell: (row) => list(row[key]) });
const size = (value: Json | undefined): string => (Array.isArray(value) ? String(value.length) : '0');

/** What a person sees of each kind without --json: enough to choose which one to `show`. */
const COLUMNS: Readonly<Record<ResultKind, readonly Column[]>> = {
  network: [
    column('rank', 'rank'),
    column('network', 'id'),
    { head: 'flagged', cell: (row) => (row.flagged === true ? 'yes' : 'no') },
    column('score', 'score'),
    column('kinds', 'kinds'),
    column('families', 'families'),
    { head: 'members', cell: (row) => size(row.members) },
    { head: 'why', cell: (row) => text(row.flagged === true ? row.explanation : row.whyNotFlagged) },
  ],
  finding: [
    column('finding', 'id'),
    column('rule', 'rule'),
    column('family', 'family'),
    column('value', 'value'),
    column('threshold', 'threshold'),
    column('subjects', 'subjects'),
  ],
  entity: [
    column('entity', 'id'),
    column('kind', 'kind'),
    column('names', 'names'),
    { head: 'mentions', cell: (row) => size(row.mentions) },
    column('state', 'personState'),
  ],
  account: [
    column('account', 'id'),
    column('institution', 'institution'),
    column('number', 'number'),
    { head: 'holders', cell: (row) => size(row.holders) },
  ],
  lead: [
    column('lead', 'id'),
    column('network', 'network'),
    column('status', 'status'),
    { head: 'assets', cell: (row) => size(row.assets) },
    { head: 'gaps', cell: (row) => size(row.gaps) },
  ],
};

const EMPTY: Readonly<Record<ResultKind, string>> = {
  network: 'No network was found in the current Run.',
  finding: 'No rule was met in the current Run.',
  entity: 'The current Run holds no person or organisation.',
  account: 'The current Run holds no account.',
  lead: 'No network was flagged, so there is no lead.',
};

const KIND_OF_COMMAND = {
  networks: 'network',
  findings: 'finding',
  entities: 'entity',
  accounts: 'account',
  leads: 'lead',
} as const;

/** What the operation gives at most at once. */
const MOST_REFUSED = 100_000;

function print(out: Output, kind: ResultKind, rows: readonly Row[], ndjson: boolean): void {
  if (ndjson) {
    out.ndjson(rows);
    return;
  }
  if (out.json) {
    out.data(rows);
    return;
  }
  if (rows.length === 0) {
    out.line(EMPTY[kind]);
    return;
  }
  const columns = COLUMNS[kind];
  out.table(
    columns.map((item) => item.head),
    rows.map((row) => columns.map((item) => item.cell(row))),
  );
}

function registerList(program: Command, command: keyof typeof KIND_OF_COMMAND): void {
  const kind = KIND_OF_COMMAND[command];
  program
    .command(command)
    .description(`${command} of the current Run, ranked`)
    .option('--run <ID>', 'another Run')
    .option('--limit <N>', 'at most N', wholeNumber)
    .option('--ndjson', 'one JSON object a line')
    .action(async (options: { run?: string; limit?: number; ndjson?: boolean }) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const limit = options.limit ?? (options.ndjson || out.json ? 1_000_000 : 50);
        const answer = await run(listResults, { kind, run: options.run ?? null, limit });
        if (!answer.ok) return out.fail(answer.error);
        print(out, kind, answer.value.results as Row[], options.ndjson === true);
        if (answer.value.truncated) out.note(`Only the first ${limit} are shown; --limit N shows more.`);
        return 0;
      });
    });
}

export function register(program: Command): void {
  for (const command of Object.keys(KIND_OF_COMMAND) as (keyof typeof KIND_OF_COMMAND)[])
    registerList(program, command);
  program
    .command('show <ID>')
    .description('one network, entity, account, finding, record or lead, with everything that supports it')
    .action(async (id: string) => {
      await withSession(program.opts<GlobalOptions>(), async (session) => {
        const answer = await session.run(showResult, { id });
        if (!answer.ok) return session.out.fail(answer.error);
        if (!session.out.json) return showPage(session, answer.value);
        session.out.data(answer.value as Json);
        return 0;
      });
    });
  program
    .command('quarantine')
    .description('what was refused, row by row, and why')
    .option('--source <SHA>', 'of one file only')
    .option('--ndjson', 'one JSON object a line')
    .action(async (options: { source?: string; ndjson?: boolean }) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(quarantineList, { source: options.source ?? null, limit: MOST_REFUSED });
        if (!answer.ok) return out.fail(answer.error);
        const { rows, truncated } = answer.value;
        if (options.ndjson) out.ndjson(rows);
        else if (out.json) out.data(rows);
        else if (rows.length === 0) out.line('Nothing is in quarantine.');
        else
          out.table(
            ['source', 'where', 'code', 'why'],
            rows.map((row) => [row.source.slice(0, 12), row.locator, row.code, row.message]),
          );
        if (truncated) out.note(`Only the first ${rows.length} are shown; --source shows those of one file.`);
        return 0;
      });
    });
}
