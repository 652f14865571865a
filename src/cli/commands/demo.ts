import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { generateWorld, writeWorld } from '../../../fixtures/generate.ts';
import { analyze, exportPackage, flowSummary, type IngestOutput, ingest, listResults } from '../../app/index.ts';
import { failure, type Json, RedressError, type Result, stopwatch } from '../../core/index.ts';
import { verifyBag } from '../../evidence/index.ts';
import { type DemoResult, demoSummary } from '../demo-summary.ts';
import type { ExitCode } from '../output.ts';
import { createOutput } from '../output.ts';
import { finish, type GlobalOptions, type Session, withSession } from '../session.ts';

/** The shipped scenario should end within this; a slower machine is told so. */
const BUDGET_SECONDS = 90;
const SCENARIO_SEED = 1;

type Options = { on?: string; out: string };
type Row = Readonly<Record<string, Json>>;
type Packages = Pick<DemoResult, 'packages' | 'notMade'>;

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new RedressError(result.error);
  return result.value;
}

type Package = {
  readonly what: string;
  readonly kind: 'lead' | 'evidence';
  readonly variant: 'bsa' | 'no-bsa';
  readonly to: string;
  readonly folder: string;
};

const PACKAGES: readonly Package[] = [
  {
    what: 'Lead package for asset freezing (holds BSA material, DRAFT)',
    kind: 'lead',
    variant: 'bsa',
    to: 'FBI|A. Agent (demonstration only)',
    folder: 'lead-package',
  },
  {
    what: 'Evidence summary (no trace of a SAR, DRAFT)',
    kind: 'evidence',
    variant: 'no-bsa',
    to: 'USAO|A. Attorney (demonstration only)',
    folder: 'evidence-summary',
  },
];

/** Makes both packages of the first lead and verifies each; one that is refused by rule is named with the reason. */
async function makePackages({ run }: Session, leads: readonly Row[], out: string): Promise<Packages> {
  const [first] = leads;
  if (first === undefined)
    return { packages: [], notMade: ['No lead package and no evidence summary: no network was flagged.'] };
  const packages: DemoResult['packages'][number][] = [];
  const notMade: string[] = [];
  for (const { what, kind, variant, to, folder } of PACKAGES) {
    const path = join(out, folder);
    const made = await run(exportPackage, {
      id: String(first.id),
      kind,
      variant,
      format: 'bag',
      to,
      out: path,
    });
    if (made.ok) {
      const { ok, verdict } = await verifyBag(path, {});
      packages.push({ what, path, verdict, intact: ok });
    } else notMade.push(`${what}: not made. ${made.error.message}`);
  }
  return { packages, notMade };
}

async function results(session: Session, kind: 'network' | 'lead'): Promise<Row[]> {
  return value(await session.run(listResults, { kind })).results as Row[];
}

async function wholeJob(
  session: Session,
  input: string,
  out: string,
): Promise<Omit<DemoResult, 'title' | 'seconds' | 'budgetSeconds'>> {
  const files: IngestOutput = value(await session.run(ingest, { paths: [input] }));
  value(await session.run(analyze, {}));
  const [networks, leads] = [await results(session, 'network'), await results(session, 'lead')];
  const flows = value(await session.run(flowSummary, {}));
  return {
    ingest: files,
    networks,
    leads,
    flows,
    ...(await makePackages(session, leads, out)),
    home: session.app.home.folder,
  };
}

function prepareScenario(out: string): string {
  return writeWorld(generateWorld(SCENARIO_SEED), join(out, 'world'));
}

async function demo(session: Session, options: Options, out: string): Promise<ExitCode> {
  const watch = stopwatch();
  const input = options.on === undefined ? prepareScenario(out) : resolve(options.on);
  const job = await wholeJob(session, input, out);
  const title =
    options.on === undefined ? 'Redress: the main job on a made-up world' : `Redress: the main job on ${options.on}`;
  const summary = demoSummary({
    ...job,
    title,
    seconds: watch.elapsedSeconds(),
    budgetSeconds: options.on === undefined ? BUDGET_SECONDS : null,
  });
  writeFileSync(join(out, 'SUMMARY.txt'), `${summary}\n`);
  if (session.out.json) session.out.data({ summary, out });
  else for (const line of summary.split('\n')) session.out.line(line);
  const rejected = job.ingest.sources.some((file) => file.status === 'rejected');
  return rejected || job.packages.some(({ intact }) => !intact) ? 1 : 0;
}

export function register(program: Command): void {
  program
    .command('demo')
    .description('the whole main job on the shipped scenario, or on a folder of real files')
    .option('--on <DIR>', 'a folder of real files')
    .option('--out <DIR>', 'where everything is written: a new or empty folder', 'demo-out')
    .action(async (options: Options) => {
      const out = resolve(options.out);
      const globals = program.opts<GlobalOptions>();
      if (options.on !== undefined && !existsSync(options.on)) {
        finish(createOutput(globals.json === true).fail(failure('BAD_INPUT', `there is no folder ${options.on}`)));
        return;
      }
      const folder = freshFolder(out);
      await withSession({ ...globals, home: globals.home ?? join(folder, 'home') }, (session) =>
        demo(session, options, folder),
      );
    });
}

/** A demo never writes over an earlier one: a folder in use gets a number. */
function freshFolder(wanted: string): string {
  for (let n = 1; ; n++) {
    const folder = n === 1 ? wanted : `${wanted}-${n}`;
    if (existsSync(folder) && readdirSync(folder).length > 0) continue;
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}
