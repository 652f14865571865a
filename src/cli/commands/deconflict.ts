import type { Command } from 'commander';
import { deconflict, deconflictHold, deconflictJoin } from '../../app/index.ts';
import { failure, type Json, ok, type Result } from '../../core/index.ts';
import { readJsonLines } from '../files.ts';
import type { ExitCode } from '../output.ts';
import { type GlobalOptions, type Session, withSession } from '../session.ts';

type Options = {
  readonly hold?: boolean;
  readonly towards?: string;
  readonly join?: string;
  readonly contact?: string;
  readonly actors?: string;
};

const names = (list: string | undefined) => (list ?? '').split(',').flatMap((name) => name.trim() || []);

/** One JSON object a line. Errors: MALFORMED_JSON with its line, and those of readJsonLines. */
async function readLines(file: string): Promise<Result<Json[]>> {
  const lines = await readJsonLines(file);
  if (!lines.ok) return lines;
  const values: Json[] = [];
  for (const line of lines.value) {
    if (!line.ok) return line;
    values.push(line.value);
  }
  return ok(values);
}

async function askLines({ run, out }: Session, questions: Json[]): Promise<ExitCode> {
  const answer = await run(deconflict, { questions });
  if (!answer.ok) return out.fail(answer.error);
  const { agency, answers, left } = answer.value;
  if (agency === null) out.note('You speak for no agency here, so no agency answers you.');
  if (out.json) out.data(answer.value);
  else {
    for (const { line, answer: said, contacts } of answers)
      out.line(`${line}: ${[said, ...contacts.map(({ agency: who, contact }) => `${who}, ${contact}`)].join('; ')}`);
    out.note(`${left} questions are left today.`);
  }
  return 0;
}

async function holdLines({ run, out }: Session, identifiers: Json[], towards: readonly string[]): Promise<ExitCode> {
  const answer = await run(deconflictHold, { towards, identifiers });
  if (!answer.ok) return out.fail(answer.error);
  if (out.json) out.data(answer.value);
  else out.line(`${answer.value.agency} holds ${answer.value.held} identifiers towards ${towards.join(', ')}.`);
  return 0;
}

async function join({ run, out }: Session, agency: string, { contact, actors }: Options): Promise<ExitCode> {
  const answer = await run(deconflictJoin, { agency, contact: contact ?? '', actors: names(actors) });
  if (!answer.ok) return out.fail(answer.error);
  if (out.json) out.data(answer.value);
  else out.line(`${answer.value.agency} takes part; ${answer.value.actors} actors speak for it.`);
  return 0;
}

async function perform(session: Session, file: string | undefined, options: Options): Promise<ExitCode> {
  if (options.join !== undefined) return join(session, options.join, options);
  if (file === undefined) return session.out.fail(failure('USAGE', 'deconflict needs a FILE, or --join'));
  const lines = await readLines(file);
  if (!lines.ok) return session.out.fail(lines.error);
  return options.hold === true
    ? holdLines(session, lines.value, names(options.towards))
    : askLines(session, lines.value);
}

export function register(program: Command): void {
  program
    .command('deconflict [FILE]')
    .description('ask whether another agency holds the same identifiers: yes with a named contact, or no')
    .option('--hold', 'state what your own agency holds instead')
    .option('--towards <AGENCIES>', 'with --hold: the agencies, separated by commas, that may learn of it')
    .option('--join <AGENCY>', 'admit an agency')
    .option('--contact <TEXT>', 'with --join: whom to call there')
    .option('--actors <NAMES>', 'with --join: who speaks for it here, separated by commas')
    .addHelpText(
      'after',
      `
FILE holds one identifier a line, never a name:
  {"type":"account","institution":"021000021","number":"123456"}
  {"type":"ein","value":"12-3456789"}
  {"type":"passport","country":"MX","value":"G12345678"}
  {"type":"wallet","value":"0x…"}
  {"type":"vin","value":"1HGCM82633A004352"}`,
    )
    .action(async (file: string | undefined, options: Options) => {
      await withSession(program.opts<GlobalOptions>(), (session) => perform(session, file, options));
    });
}
