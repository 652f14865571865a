import { resolve } from 'node:path';
import type { Command } from 'commander';
import { enqueueOperation, type IngestOutput, ingest } from '../../app/index.ts';
import { FORMAT_IDS, SOURCE_CLASSES } from '../../facts/index.ts';
import type { ExitCode, Output } from '../output.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Options = {
  format?: string;
  map?: string;
  sourceClass?: string;
  custodian?: string;
  receivedAt?: string;
  enqueue?: boolean;
};

/** Rejected files make the exit status 1; quarantine alone is a warning (interface 2). */
export function reportIngest(out: Output, answer: IngestOutput): ExitCode {
  const rejected = answer.sources.filter((file) => file.status === 'rejected');
  if (out.json) out.data(answer);
  else {
    out.table(
      ['file', 'format', 'class', 'status', 'rows', 'stored', 'quarantined'],
      answer.sources.map((file) => [
        file.path,
        file.format ?? '',
        file.sourceClass ?? '',
        file.status,
        String(file.rowsRead),
        String(file.recordsStored),
        String(file.quarantined),
      ]),
    );
    const { files, rowsRead, recordsStored, quarantined } = answer.totals;
    out.line(
      `${files} files, ${rowsRead} rows read, ${recordsStored} stored, ${quarantined} quarantined, ${answer.seconds.toFixed(1)} s`,
    );
  }
  for (const file of rejected)
    out.note(`REJECTED ${file.path}: ${file.error?.code ?? ''}: ${file.error?.message ?? ''}`);
  for (const { path, reason } of answer.skipped) out.note(`Passed over ${path}: ${reason}.`);
  if (answer.totals.quarantined > 0)
    out.note(
      `${answer.totals.quarantined} rows wait in quarantine; \`redress quarantine\` shows them with their reasons.`,
    );
  return rejected.length > 0 ? 1 : 0;
}

/** A job is carried in another process, perhaps from another folder, so its paths must be whole. */
function fromAnywhere<I extends { paths: string[]; map?: string }>(input: I): I {
  const paths = input.paths.map((path) => resolve(path));
  return { ...input, paths, ...(input.map === undefined ? {} : { map: resolve(input.map) }) };
}

export function register(program: Command): void {
  program
    .command('ingest <PATH...>')
    .description('take in files or folders; the format is seen from the content unless given')
    .option('--format <ID>', 'format, for example fincen-sar, redress-transfers, table')
    .option('--map <FILE>', 'map of a table (see docs/formats.md)')
    .option('--source-class <CLASS>', 'how the records may be used')
    .option('--custodian <TEXT>', 'who held the file')
    .option('--received-at <INSTANT>', 'when it was received')
    .option('--enqueue', 'queue the work instead of doing it here')
    .addHelpText('after', `\nFormats: ${FORMAT_IDS.join(', ')}\nSource classes: ${SOURCE_CLASSES.join(', ')}`)
    .action(async (paths: string[], options: Options) => {
      await withSession(program.opts<GlobalOptions>(), async ({ app, caller, run, out }) => {
        const { enqueue, ...given } = options;
        const input = { paths, ...given };
        if (enqueue) {
          const whole = fromAnywhere(input);
          const files = whole.map === undefined ? whole.paths : [...whole.paths, whole.map];
          const job = await enqueueOperation(app, caller, ingest, { queue: 'ingest', input: whole, files });
          if (!job.ok) return out.fail(job.error);
          if (out.json) out.data({ job: job.value.id });
          else out.line(`Queued as ${job.value.id}; \`redress work\` carries it.`);
          return 0;
        }
        const answer = await run(ingest, input);
        return answer.ok ? reportIngest(out, answer.value) : out.fail(answer.error);
      });
    });
}
