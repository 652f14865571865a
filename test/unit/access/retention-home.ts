import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type App,
  type AppOperation,
  analyze,
  type Caller,
  compose,
  expand,
  exportPackage,
  ingest,
  leadBuild,
  leadSanctions,
  leadShow,
  listResults,
  ownershipOf,
  path,
  personState,
  readConfig,
  requestLeads,
  runOperation,
  search,
  showResult,
  thirdPartyReport,
} from '../../../src/app/index.ts';
import { sequenceAll } from '../../../src/audit/index.ts';
import { type DateText, microsOfDate, type Result, unwrap } from '../../../src/core/index.ts';
import { callerOf } from '../../e2e/restore-drill.ts';
import { unpacked } from '../../integration/confidentiality/canaries.ts';
import { ENGINE } from '../../integration/confidentiality/homes.ts';

const ACCOUNTS =
  'institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation';
const TRANSFERS =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';
const BANK = '021000021';

/** Everyone of the home. Those of OLD stand in files of January 2020 alone; Petra in one of 2024 too. */
export const OLD = ['Quilla Dorset', 'Bram Ostwick', 'Ylva Tarn'] as const;
export const YOUNG = 'Petra Lindqvist';
const FIRM = 'Harbor Works LLC';
const HELD_FIRM = 'Quay Holding Ltd';
const OWNER = 'Ylva Tarn';

const ssn = (person: number) => `9${person}0-10-1234`;

function accountsFile(): string {
  const rows = [`${BANK},F0,${FIRM},organisation,ein,12-3456710,owner,,,,,,,`];
  for (const [at, name] of [OLD[0], OLD[1], YOUNG].entries()) {
    rows.push(`${BANK},F0,${name},person,ssn,${ssn(at)},signatory,,,,+1 212 555 0147,,,`);
    rows.push(`${BANK},P${at},${name},person,ssn,${ssn(at)},owner,,,,+1 212 555 0147,,,`);
  }
  return `${[ACCOUNTS, ...rows].join('\n')}\n`;
}

function transfersFile(): string {
  const rows: string[] = [];
  const add = (day: string, ends: string, amount: string, method: string) =>
    rows.push(`T${rows.length},2020-01-${day},${ends},${amount},USD,${method},,,`);
  for (const day of ['03', '04', '05']) add(day, `,,,${BANK},F0,`, '9400.00', 'cash');
  for (const day of ['01', '05', '06', '07', '08'])
    for (const at of [0, 1, 2]) {
      add(day, `${BANK},F0,,${BANK},P${at},`, `${400 + 10 * at}.00`, 'wire');
      add(day, `${BANK},P${at},,${BANK},P${(at + 1) % 3},`, `${150 + at}.00`, 'wire');
    }
  return `${[TRANSFERS, ...rows].join('\n')}\n`;
}

function registerFile(): string {
  const statement = (recordId: string, recordType: string, recordDetails: object, at: number) => ({
    statementId: `${at}1111111-1111-4111-8111-111111111111`,
    statementDate: '2020-01-02',
    declarationSubject: 'entity-1',
    recordId,
    recordType,
    recordDetails: { isComponent: false, ...recordDetails },
  });
  return JSON.stringify([
    statement('entity-1', 'entity', { entityType: { type: 'registeredEntity' }, name: HELD_FIRM }, 1),
    statement('person-1', 'person', { personType: 'knownPerson', names: [{ type: 'legal', fullName: OWNER }] }, 2),
    statement(
      'relation-1',
      'relationship',
      {
        subject: 'entity-1',
        interestedParty: 'person-1',
        interests: [{ type: 'shareholding', directOrIndirect: 'direct', share: { exact: 80 } }],
      },
      3,
    ),
  ]);
}

export type Row = {
  readonly mentions?: readonly { readonly record: string }[];
  readonly id: string;
  readonly kind?: string;
  readonly names?: readonly string[];
};
export type Views = Readonly<Record<string, string>>;

export type RetentionHome = {
  readonly app: App;
  /** Turns the clock to a day, once the log has its events in order: in life that takes a second, not years. */
  readonly to: (day: DateText) => Promise<void>;
  readonly ask: <I, O>(op: AppOperation<I, O>, input: unknown, name?: string) => Promise<Result<O>>;
  readonly done: <I, O>(op: AppOperation<I, O>, input: unknown, name?: string) => Promise<O>;
  readonly ids: ReadonlyMap<string, string>;
  /** Records that name a person. */
  readonly records: readonly string[];
  readonly network: string;
  readonly lead: string;
  /** What every door that names persons answers, as text; a refusal is its code. */
  readonly views: () => Promise<Views>;
  readonly close: () => Promise<void>;
};

const RECEIVED = '2020-01-10' as DateText;

async function takeIn(home: Pick<RetentionHome, 'done'>, folder: string): Promise<void> {
  const files = { 'accounts.csv': accountsFile(), 'transfers.csv': transfersFile(), 'register.json': registerFile() };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  await home.done(ingest, { paths: Object.keys(files).map((name) => join(folder, name)) });
}

/** A home of January 2020 under a clock that is turned by hand: a ring with a lead, and a firm with an owner. */
export async function retentionHome(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RetentionHome> {
  mkdirSync(folder, { recursive: true });
  let now = microsOfDate(RECEIVED);
  const clock = { nowMicros: () => ++now };
  const opened = unwrap(await compose(unwrap(readConfig(env, join(folder, 'home'))), clock));
  const app: App = { ...opened, engine: ENGINE };
  // What is decided in the full view does not reach an export (interface 4).
  const callerNamed = (name: string): Caller => {
    const { viewer, signer } = callerOf(app, name);
    return { viewer: { ...viewer, view: 'no-bsa' }, signer };
  };
  const ask: RetentionHome['ask'] = (op, input, name = 'local') => runOperation(app, callerNamed(name), op, input);
  const done: RetentionHome['done'] = async (op, input, name) => unwrap(await ask(op, input, name));
  await takeIn({ done }, folder);
  await done(analyze, {});
  const rows = async (kind: string) => (await done(listResults, { kind })).results as Row[];
  const entities = await rows('entity');
  const ids = new Map(entities.map(({ id, names = [] }) => [names[0] ?? '', id]));
  const people = entities.filter(({ kind }) => kind === 'person');
  const records = people.flatMap(({ mentions = [] }) => mentions.map(({ record }) => record));
  await done(personState, { entity: ids.get(OLD[0]), state: 'SUBJECT_CANDIDATE', reason: 'signs for the firm' });
  const [network] = await rows('network');
  await done(leadBuild, { network: network?.id, reason: 'a tip names the firm' });
  await done(analyze, {});
  const [lead] = await rows('lead');
  const home = { app, ask, done, ids, records, network: network?.id ?? '', lead: lead?.id ?? '' };
  return {
    ...home,
    to: async (day) => {
      await sequenceAll(app.store);
      now = microsOfDate(day);
    },
    views: () => viewsOf(home),
    close: () => app.close(),
  };
}

async function textOf<T>(asked: Promise<Result<T>>): Promise<string> {
  const answer = await asked;
  return answer.ok ? JSON.stringify(answer.value) : answer.error.code;
}

type Asking = Pick<RetentionHome, 'ask' | 'ids' | 'records' | 'network' | 'lead'>;

/** Every byte of a bag and of a drawing, after decompression; a refusal is its code. */
async function exported({ ask, network }: Asking): Promise<string> {
  const texts: string[] = [];
  for (const [kind, format] of [
    ['evidence', 'zip'],
    ['graph', 'graphml'],
  ]) {
    const made = await ask(exportPackage, { id: network, kind, format, to: 'USAO', at: '2020-02-01' });
    if (!made.ok) texts.push(made.error.code);
    else texts.push(...(await unpacked(Buffer.from(made.value.bytes ?? '', 'base64'))).map(String));
  }
  return texts.join('\n');
}

async function viewsOf(home: Asking): Promise<Views> {
  const { ask, ids, records, network, lead } = home;
  const [account, firm] = [await firstAccount(home), ids.get(HELD_FIRM)];
  const joined = async (asked: readonly Promise<Result<unknown>>[]) =>
    (await Promise.all(asked.map((item) => textOf(item)))).join('\n');
  return {
    entities: await textOf(ask(listResults, { kind: 'entity' })),
    accounts: await textOf(ask(listResults, { kind: 'account' })),
    'network members': await textOf(ask(listResults, { kind: 'network' })),
    'subjects of findings': await textOf(ask(listResults, { kind: 'finding' })),
    'subjects of leads': await joined([ask(listResults, { kind: 'lead' }), ask(leadShow, { lead })]),
    show: await joined([...ids.values(), network].map((id) => ask(showResult, { id }))),
    records: await joined(records.map((id) => ask(showResult, { id }))),
    search: await joined([...OLD, YOUNG].map((text) => ask(search, { text }))),
    expand: await textOf(ask(expand, { id: account, depth: 3 })),
    path: await textOf(ask(path, { from: account, to: ids.get(OLD[1]) })),
    'ownership answers': await textOf(ask(ownershipOf, { entity: firm })),
    reports: await joined([ask(thirdPartyReport, { network }), ask(leadSanctions, { network })]),
    requests: await joined(OLD.map((name) => ask(requestLeads, { subjects: [{ name }] }))),
    exports: await exported(home),
  };
}

async function firstAccount({ ask }: Pick<Asking, 'ask'>): Promise<string> {
  const listed = unwrap(await ask(listResults, { kind: 'account' })).results as (Row & { readonly number: string })[];
  return listed.find(({ number }) => number === 'F0')?.id ?? '';
}
