import { readFileSync } from 'node:fs';
import { Command, CommanderError, Help, Option } from 'commander';
import { failure } from '../core/index.ts';
import { createOutput } from './output.ts';

/** A command file registers its commands on the program; it is loaded only when one of them is used. */
type CommandFile = { readonly register: (program: Command) => void };
type Entry = { readonly summary: string; readonly load: () => Promise<CommandFile> };

const results: Entry['load'] = () => import('./commands/results.ts');
const decide: Entry['load'] = () => import('./commands/decide.ts');
const analyze: Entry['load'] = () => import('./commands/analyze.ts');
const people: Entry['load'] = () => import('./commands/people.ts');
const serve: Entry['load'] = () => import('./commands/serve.ts');

const COMMANDS: Readonly<Record<string, Entry>> = {
  demo: {
    summary: 'the whole main job on the shipped scenario, or on a folder of real files',
    load: () => import('./commands/demo.ts'),
  },
  doctor: { summary: 'mode, versions, dependencies, disk and schema', load: () => import('./commands/doctor.ts') },
  ingest: { summary: 'take in files or folders', load: () => import('./commands/ingest.ts') },
  quarantine: { summary: 'what was refused and why', load: results },
  analyze: { summary: 'one Run: who is who, who owns what, indicators, networks, draft leads', load: analyze },
  resolve: { summary: 'the same Run, stopped after resolution', load: analyze },
  networks: { summary: 'networks of the current Run, ranked', load: results },
  findings: { summary: 'findings of the current Run', load: results },
  entities: { summary: 'persons and organisations after resolution', load: results },
  accounts: { summary: 'accounts after resolution', load: results },
  leads: { summary: 'leads of the current Run', load: results },
  show: { summary: 'one network, entity, account, finding, record or lead with all that supports it', load: results },
  search: { summary: 'who and which account a text may mean', load: () => import('./commands/search.ts') },
  expand: {
    summary: 'what lies around an entity, an account or a shared value',
    load: () => import('./commands/expand.ts'),
  },
  path: {
    summary: 'the shortest paths between two of them; with --money as money went',
    load: () => import('./commands/path.ts'),
  },
  ownership: {
    summary: 'owners, interests, bounds and control of an entity on a date',
    load: () => import('./commands/ownership.ts'),
  },
  trace: { summary: 'how much of claimed money is where, by seven methods', load: () => import('./commands/trace.ts') },
  judge: { summary: 'say whether two entities are the same', load: decide },
  unmerge: { summary: 'take a record out of an entity', load: decide },
  person: { summary: 'move the role state of a person, or say that they stay in the record', load: decide },
  people: {
    summary: 'persons whose review-by date has passed or is near',
    load: () => import('./commands/person-reviews.ts'),
  },
  lead: {
    summary: 'build, show, submit, approve, reject, return, release or recall a lead; who has a copy',
    load: () => import('./commands/lead.ts'),
  },
  deconflict: {
    summary: 'ask whether another agency holds the same identifiers',
    load: () => import('./commands/deconflict.ts'),
  },
  export: {
    summary: 'what leaves the house: a lead package, an evidence summary or a graph',
    load: () => import('./commands/export.ts'),
  },
  record: {
    summary: 'what became of leads, assets and payments',
    load: () => import('./commands/record.ts'),
  },
  vault: { summary: "victims' identities, apart from everything else", load: () => import('./commands/vault.ts') },
  verify: { summary: 'check a bag, offline; names the first break', load: () => import('./commands/verify.ts') },
  audit: { summary: 'verify or show the audit log', load: () => import('./commands/audit.ts') },
  evaluate: {
    summary: 'how well the current Run does against the truth of a made-up world',
    load: () => import('./commands/evaluate.ts'),
  },
  report: {
    summary: 'the district desk: a yearly report, third parties, and what counsel may have',
    load: () => import('./commands/report.ts'),
  },
  restitution: {
    summary: 'what each victim is owed: compute a worksheet, or draft one from a network',
    load: () => import('./commands/restitution.ts'),
  },
  backup: {
    summary: 'copy the whole home into a new folder, signed',
    load: () => import('./commands/backup.ts'),
  },
  restore: { summary: 'fill a new, empty home from a backup', load: () => import('./commands/restore.ts') },
  actor: { summary: 'add someone who acts, with a key of their own', load: people },
  case: { summary: 'open a case with purpose and authority', load: people },
  serve: { summary: 'the API, on loopback', load: serve },
  work: { summary: 'carry queued jobs', load: serve },
};

const VALUE_OPTIONS = ['--home', '--actor', '--case', '--purpose', '--view'];

function version(): string {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      return String(JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')).version);
    } catch {}
  }
  return 'unknown';
}

/** The first word that is neither a global option nor its value. */
function commandName(args: readonly string[]): string | null {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (VALUE_OPTIONS.includes(arg)) i++;
    else if (!arg.startsWith('-')) return arg;
  }
  return null;
}

const FIRST_STEPS = `
First steps: redress ingest FOLDER, then analyze, networks, leads, show ID. Options of a command: redress COMMAND --help`;

const plainHelp = new Help();

function optionDescription(option: Option): string {
  return `${plainHelp.optionDescription(option)}${option.mandatory ? ' (required)' : ''}`;
}

function createProgram(): Command {
  return new Command('redress')
    .description('Financial-intelligence link analysis: from network flagged to asset held and victim paid.')
    .version(version())
    .option('--home <DIR>', 'folder of the home (default: REDRESS_HOME, else .redress here)')
    .option('--actor <NAME>', 'who acts (default: local)')
    .option('--case <ID>', 'the case worked on (default: local)')
    .option('--purpose <TEXT>', 'why protected data is read (default: the purpose of the case)')
    .addOption(
      new Option('--view <NAME>', 'full, or no-bsa: as if no BSA report were in the home').choices(['full', 'no-bsa']),
    )
    .option('--json', 'answer as JSON on stdout')
    .configureHelp({ showGlobalOptions: true, optionDescription })
    .addHelpText('after', FIRST_STEPS)
    .exitOverride()
    .showHelpAfterError('(see `redress --help`)');
}

async function main(args: readonly string[]): Promise<void> {
  const first = commandName(args);
  // `help NAME` shows the options of NAME, so the file of NAME is the one to load.
  const name = first === 'help' ? commandName(args.slice(args.indexOf('help') + 1)) : first;
  const program = createProgram();
  const entry = name === null ? undefined : COMMANDS[name];
  if (entry === undefined) {
    for (const [command, { summary }] of Object.entries(COMMANDS)) program.command(command).description(summary);
  } else {
    (await entry.load()).register(program);
  }
  if (args.length === 0) program.outputHelp();
  else await program.parseAsync([...args], { from: 'user' });
}

/** One line whatever happens, never a stack: Commander has told its own errors on stderr already. */
function failed(error: unknown, json: boolean): number {
  const out = createOutput(json);
  if (!(error instanceof CommanderError)) {
    const why = error instanceof Error ? error.message : String(error);
    return out.fail(failure('INTERNAL', `the command stopped on a bug: ${why}`));
  }
  if (error.exitCode === 0) return 0;
  const what = error.code === 'commander.help' ? 'a command is missing' : error.message.replace(/^error: /, '');
  if (json) out.fail(failure('USAGE', what));
  return 2;
}

// Whoever reads the answer may stop reading (`| head`): the command still ends its work and closes the home.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`redress: the answer cannot be written: ${error.code}\n`);
    process.exit(1);
  });

const args = process.argv.slice(2);
try {
  await main(args);
} catch (error) {
  process.exitCode = failed(error, args.includes('--json'));
}
