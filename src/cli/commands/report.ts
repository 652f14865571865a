import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  civilRemedy,
  type DistrictDesks,
  type DistrictReport,
  districtDesk,
  districtReport,
  thirdPartyReport,
} from '../../app/index.ts';
import { failure, type Json } from '../../core/index.ts';
import { writeNewFile } from '../files.ts';
import type { ExitCode, Output } from '../output.ts';
import { type GlobalOptions, type Session, withSession } from '../session.ts';

type Format = 'text' | 'html' | 'csv' | 'json';
type DistrictOptions = { readonly year: number; readonly format: Format; readonly out?: string };

function yearOf(text: string): number {
  if (!/^(19|20)\d\d$/.test(text)) throw new InvalidArgumentError('not a year such as 2025');
  return Number(text);
}

/** Rows of which nothing is shown are counted and not printed. */
function printTables(out: Output, { report: { year, rule, tables } }: DistrictReport): void {
  out.line(`Districts in ${year}. ${rule}`);
  for (const { caption, unit, columns, rows } of tables) {
    const told = rows.filter(({ cells }) => cells.some((cell) => cell !== null));
    out.line(`\n${caption} (${unit})`);
    if (told.length > 0)
      out.table(
        ['district', ...columns],
        told.map(({ name, cells }) => [name, ...cells.map((cell) => cell ?? '–')]),
      );
    out.line(`${rows.length - told.length} of ${rows.length} rows show nothing`);
  }
}

function writeNew({ out }: Session, path: string, text: string): ExitCode {
  const written = writeNewFile(path, text);
  if (!written.ok) return out.fail(written.error);
  out.note(`written to ${path}`);
  return 0;
}

async function districts(session: Session, { year, format, out: path }: DistrictOptions): Promise<ExitCode> {
  const { run, out } = session;
  const isFile = format === 'html' || format === 'csv';
  if (isFile && path === undefined) return out.fail(failure('USAGE', `--format ${format} needs --out FILE`));
  const answer = await run(districtReport, { year });
  if (!answer.ok) return out.fail(answer.error);
  const { report, inputDigest, ...texts } = answer.value;
  const json: Json = { ...report, inputDigest };
  if (path !== undefined) return writeNew(session, path, isFile ? texts[format] : `${JSON.stringify(json, null, 2)}\n`);
  if (format === 'json' || out.json) out.data(json);
  else printTables(out, answer.value);
  return 0;
}

type Desk = DistrictDesks['desks'][number];

function printDesk(out: Output, { name, coordinator, leads, assets, restitution, days }: Desk): void {
  const contact = [coordinator?.name, coordinator?.phone, coordinator?.email].filter((part) => part != null);
  out.line(`\n${name}`);
  out.line(`  coordinator  ${contact.length === 0 ? 'not filled in (coordinators.csv)' : contact.join(', ')}`);
  for (const { id, districts } of leads)
    out.line(`  lead         ${id}${districts.length > 1 ? `, also ${districts.length - 1} other districts` : ''}`);
  out.table(
    ['assets', 'count', 'dollars', 'not valued'],
    Object.entries(assets).map(([state, line]) => [state, String(line.count), line.dollars, String(line.notValued)]),
  );
  const { requested, ordered, paid, short } = restitution;
  out.line(`  restitution  requested ${requested}, ordered ${ordered}, paid ${paid}, short ${short}`);
  const told = (median: number | null, assetsCounted: number) =>
    median === null ? 'not known' : `${median} (of ${assetsCounted})`;
  out.line(
    `  days to the first hold, median: from the lead ${told(days.fromLead, days.fromLeadAssets)}, from the first claimed credit ${told(days.fromClaim, days.fromClaimAssets)}`,
  );
}

async function desk({ run, out }: Session, year: number, district: string | undefined): Promise<ExitCode> {
  const answer = await run(districtDesk, { year, district: district ?? null });
  if (!answer.ok) return out.fail(answer.error);
  const { asOf, desks } = answer.value;
  if (out.json) {
    out.data(answer.value as Json);
    return 0;
  }
  const busy = desks.filter(
    ({ leads, assets, restitution }) =>
      leads.length > 0 ||
      Object.values(assets).some(({ count }) => count > 0) ||
      Object.values(restitution).some((dollars) => dollars !== '0.00'),
  );
  out.line(`District desks as of ${asOf}. For the house: small counts stand here; \`report districts\` is for others.`);
  for (const item of district === undefined ? busy : desks) printDesk(out, item);
  if (district === undefined)
    out.line(`\n${desks.length - busy.length} of ${desks.length} districts have nothing on the desk`);
  return 0;
}

async function thirdPartiesOf({ run, out }: Session, network: string): Promise<ExitCode> {
  const answer = await run(thirdPartyReport, { network });
  if (!answer.ok) return out.fail(answer.error);
  const { thirdParties, note, standards, personsNotNamed, asOf } = answer.value;
  if (out.json) {
    out.data(answer.value as Json);
    return 0;
  }
  out.line(`Third parties of ${network} as of ${asOf}\n${note}`);
  for (const { authority, asks } of standards) out.line(`  ${authority}: ${asks}`);
  for (const { names, role, why, benefit, knowledge, innocent, missing } of thirdParties) {
    out.line(`\n${names[0] ?? 'no name'}: ${role} (${why})`);
    for (const { text } of benefit) out.line(`  benefit    ${text}`);
    for (const { text, innocent: reading } of knowledge) out.line(`  knowledge  ${text}\n             but: ${reading}`);
    out.line(`  innocent   ${innocent}`);
    for (const item of missing) out.line(`  missing    ${item}`);
  }
  out.line(`\n${thirdParties.length} organisations; ${personsNotNamed} persons in such a position are not named`);
  return 0;
}

type CivilOptions = { readonly victim: string; readonly consent?: string; readonly turned18?: string };

async function civil({ run, out }: Session, network: string, options: CivilOptions): Promise<ExitCode> {
  const { victim, consent = null, turned18 = null } = options;
  const answer = await run(civilRemedy, { network, victim, consent, turned18 });
  if (!answer.ok) return out.fail(answer.error);
  const { note, stay, limitation, victimFacts, parties, sources } = answer.value;
  if (out.json) {
    out.data(answer.value as Json);
    return 0;
  }
  out.line(`For counsel of ${victim}\n${note}\n${stay}`);
  const dates = [
    ['10 years from the first fact', limitation.tenYearsFromFirst],
    ['10 years from the last fact', limitation.tenYearsFromLast],
    ['10 years from turning 18', limitation.tenYearsFrom18],
    ['cautious reading', limitation.cautious],
  ] as const;
  out.line(`\n${limitation.note}`);
  for (const [label, day] of dates) out.line(`  ${label.padEnd(28)}  ${day ?? 'not known'}`);
  out.line('\nFacts that the victim supplied');
  for (const { text } of victimFacts) out.line(`  ${text}`);
  for (const { names, addresses, holders, property, received } of parties) {
    out.line(`\n${names[0] ?? 'no name'}`);
    for (const text of addresses) out.line(`  address   ${text}`);
    for (const { text } of holders) out.line(`  holder    ${text}`);
    for (const { text } of property) out.line(`  property  ${text}`);
    for (const { text } of received) out.line(`  received  ${text}`);
  }
  out.line(`\n${sources.length} sources, all public or supplied by victims`);
  return 0;
}

export function register(program: Command): void {
  const report = program.command('report').description('the district desk, third parties, and what counsel may have');
  report
    .command('districts')
    .description('leads, assets and restitution by district in a year, fit to be published')
    .requiredOption('--year <YEAR>', 'the year', yearOf)
    .addOption(new Option('--format <FORMAT>', 'how').choices(['text', 'html', 'csv', 'json']).default('text'))
    .option('--out <FILE>', 'a new file; needed for html and csv, and JSON otherwise')
    .action(async (options: DistrictOptions) => {
      await withSession(program.opts<GlobalOptions>(), (session) => districts(session, options));
    });
  report
    .command('desk')
    .description('what each district has before it: coordinator, leads, assets by state, restitution, days (in-house)')
    .requiredOption('--year <YEAR>', 'as of the end of the year', yearOf)
    .option('--district <CODE>', 'one district, such as mad or nysd')
    .action(async ({ year, district }: { readonly year: number; readonly district?: string }) => {
      await withSession(program.opts<GlobalOptions>(), (session) => desk(session, year, district));
    });
  report
    .command('third-parties <NETWORK>')
    .description(
      'who took money of the network for premises or paid it for labour; benefit and knowledge apart (in-house)',
    )
    .action(async (network: string) => {
      await withSession(program.opts<GlobalOptions>(), (session) => thirdPartiesOf(session, network));
    });
  report
    .command('civil-remedy <NETWORK>')
    .description(
      "for a victim's counsel: public and victim-supplied records only; NETWORK of a Run under --view no-bsa",
    )
    .requiredOption('--victim <PSEUDONYM>', 'of the vault, such as V-4k7q2m9x')
    .option('--consent <DATE>', "the day of the victim's written consent; without it nothing is made")
    .option('--turned18 <DATE>', 'the day on which the victim turned 18, if a minor at the time')
    .action(async (network: string, options: CivilOptions) => {
      await withSession(program.opts<GlobalOptions>(), (session) => civil(session, network, options));
    });
}
