import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type App,
  type AppOperation,
  analyze,
  type Caller,
  compose,
  type ExpandOutput,
  expand,
  ingest,
  type PathOutput,
  path,
  readConfig,
  runOperation,
  type SearchOutput,
  search,
} from '../../../src/app/index.ts';
import { unwrap } from '../../../src/core/index.ts';

const TRANSFERS =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';
const ACCOUNTS =
  'institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation';
const BANK = '021000021';

/** A file of the home; its class is that of its format unless another is named. */
type Environment = Readonly<Record<string, string>>;

export type HomeFile = { readonly name: string; readonly text: string; readonly sourceClass?: string };

/** Transfers between accounts, each named by its number: [from, to]. */
export function transfersFile(
  name: string,
  rows: readonly (readonly [string, string])[],
  sourceClass?: string,
): HomeFile {
  const lines = rows.map(
    ([from, to], at) => `${name}-${at},2024-01-02,${BANK},${from},,${BANK},${to},,${at + 1}.00,USD,wire,,,`,
  );
  const text = `${[TRANSFERS, ...lines].join('\n')}\n`;
  return { name: `${name}.csv`, text, ...(sourceClass === undefined ? {} : { sourceClass }) };
}

export type Holder = { readonly account: string; readonly name: string; readonly phone?: string; readonly id?: string };

/** Accounts with one holder each. */
export function accountsFile(name: string, holders: readonly Holder[]): HomeFile {
  const lines = holders.map(({ account, name: holder, phone = '', id = '' }) => {
    const [type, value] = id === '' ? ['', ''] : ['registration', id];
    return `${BANK},${account},${holder},person,${type},${value},owner,,,,${phone},,,`;
  });
  return { name: `${name}.csv`, text: `${[ACCOUNTS, ...lines].join('\n')}\n` };
}

export type ExploreHome = {
  readonly search: (text: string, limit?: number) => Promise<SearchOutput>;
  readonly expand: (input: Record<string, unknown>) => Promise<ExpandOutput>;
  readonly path: (input: Record<string, unknown>) => Promise<PathOutput>;
  /** The id of the account with a number, or of the person with a name. */
  readonly id: (text: string) => Promise<string>;
  readonly code: (op: 'expand' | 'path', input: unknown) => Promise<string>;
  readonly ingest: (files: readonly HomeFile[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

async function takeIn(app: App, caller: Caller, folder: string, files: readonly HomeFile[]): Promise<void> {
  for (const { name, text, sourceClass } of files) {
    const file = join(folder, name);
    writeFileSync(file, text);
    const input = { paths: [file], ...(sourceClass === undefined ? {} : { sourceClass }) };
    const [taken] = unwrap(await runOperation(app, caller, ingest, input)).sources;
    if (taken?.status !== 'stored') throw new Error(`${name} is ${taken?.status}: ${taken?.error?.message}`);
  }
}

type Settings = { readonly view?: 'full' | 'no-bsa'; readonly env?: Environment };

/** A home with these files and a Run over what the view shows, on the store that the environment chooses. */
export async function exploreHome(
  folder: string,
  files: readonly HomeFile[],
  { view = 'full', env = {} }: Settings = {},
): Promise<ExploreHome> {
  mkdirSync(folder, { recursive: true });
  const app = unwrap(await compose(unwrap(readConfig(env, join(folder, 'home')))));
  const { actor, signer } = unwrap(app.home.actor('local'));
  const opened = unwrap(app.home.case('local'));
  const callerOf = (seen: 'full' | 'no-bsa'): Caller => ({
    viewer: { actor, case: opened, purpose: opened.purpose, view: seen },
    signer,
  });
  await takeIn(app, callerOf('full'), folder, files);
  const caller = callerOf(view);
  unwrap(await runOperation(app, caller, analyze, { until: 'resolution' }));
  const run = async <I, O>(op: AppOperation<I, O>, input: unknown) =>
    unwrap(await runOperation(app, caller, op, input));
  return {
    search: (text, limit = 50) => run(search, { text, limit }),
    expand: (input) => run(expand, input),
    path: (input) => run(path, input),
    id: async (text) => (await run(search, { text, limit: 1 })).results[0]?.id ?? `nothing is called ${text}`,
    code: async (op, input) => {
      const answer = await runOperation(app, caller, op === 'expand' ? expand : (path as never), input);
      return answer.ok ? 'OK' : answer.error.code;
    },
    ingest: (more) => takeIn(app, callerOf('full'), folder, more),
    close: () => app.close(),
  };
}
