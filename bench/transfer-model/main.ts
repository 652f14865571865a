import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { createRng, sha256Hex, stopwatch } from '../../src/core/index.ts';
import { sample, sampleText } from '../measure.ts';

/**
 * Is a transfer a node or a relationship? Measured on the same rows and the same server, for docs/adr/0007: ingest, the
 * walk of money over three steps, the record that a transfer rests on, and the ordered view that a Run reads.
 * `node bench/transfer-model/main.ts BOLT_URI [ROWS]`; it clears the database, so give it a scratch one.
 */
const [uri = '', rowCount = '100000'] = process.argv.slice(2);
const ROWS = Number(rowCount);
const ACCOUNTS = Math.ceil(ROWS / 5);
const BATCH = 5_000;
const MODELS = ['node', 'relationship'] as const;
type Model = (typeof MODELS)[number];
type Row = Readonly<Record<'id' | 'record' | 'source' | 'from' | 'to' | 'amount' | 'json', string>>;

function transfers(): Row[] {
  const rng = createRng('transfer model');
  // Squaring the draw makes few accounts very busy, as exchanges and payroll accounts are.
  const account = () => `acc_${sha256Hex(String(Math.floor(rng.next() ** 2 * ACCOUNTS))).slice(0, 32)}`;
  return Array.from({ length: ROWS }, (_, index) => {
    const id = `trf_${sha256Hex(`t${index}`).slice(0, 32)}`;
    const [from, to] = [account(), account()];
    const json = JSON.stringify({ id, from, to, amount: '1250.00', currency: 'USD', memo: `invoice ${index}` });
    return {
      id,
      record: `rec_${id.slice(4)}`,
      source: index % 2 === 0 ? 'aa' : 'bb',
      from,
      to,
      amount: '1250.00',
      json,
    };
  }).sort((a, b) => (a.id < b.id ? -1 : 1));
}

const text = (name: string) => readFileSync(join(import.meta.dirname, 'cypher', `${name}.cypher`), 'utf8');

async function run(driver: Driver, name: string, params: object = {}): Promise<readonly Record<string, unknown>[]> {
  const session = driver.session({ database: 'neo4j' });
  try {
    return (await session.run(text(name), params)).records.map((record) => record.toObject());
  } finally {
    await session.close();
  }
}

async function ingest(driver: Driver, model: Model, rows: readonly Row[]): Promise<number> {
  const watch = stopwatch();
  for (let at = 0; at < rows.length; at += BATCH) {
    const params = { rows: rows.slice(at, at + BATCH) };
    await run(driver, 'write-records', params);
    await run(driver, `write-as-${model}`, params);
  }
  return rows.length / watch.elapsedSeconds();
}

async function walk(driver: Driver, model: Model, start: string): Promise<number> {
  let [ids, seen] = [[start], new Set([start])];
  for (let step = 0; step < 3; step++) {
    const found = await run(driver, `step-as-${model}`, { ids, sources: ['aa', 'bb'] });
    ids = found.map((row) => String(row.id)).filter((id) => !seen.has(id));
    seen = new Set([...seen, ...ids]);
  }
  return seen.size;
}

async function pages(driver: Driver, model: Model): Promise<number> {
  const watch = stopwatch();
  let [after, count] = ['', 0];
  for (;;) {
    const page = await run(driver, `page-as-${model}`, { after, sources: ['aa', 'bb'] });
    count += page.length;
    after = String(page.at(-1)?.id ?? '');
    if (page.length < 1_000) return count / watch.elapsedSeconds();
  }
}

async function milliseconds(times: number, fn: (index: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < times; index++) {
    const watch = stopwatch();
    await fn(index);
    taken.push(watch.elapsedSeconds() * 1_000);
  }
  return taken;
}

async function measure(driver: Driver, model: Model, rows: readonly Row[]): Promise<void> {
  await run(driver, 'clear');
  for (const schema of ['account', 'record', `transfer-${model}`]) await run(driver, `schema-${schema}`);
  const loaded = await ingest(driver, model, rows);
  const again = await ingest(driver, model, rows);
  const starts = rows.filter((_, index) => index % Math.ceil(ROWS / 60) === 0).map((row) => row.from);
  await milliseconds(10, (index) => walk(driver, model, starts[index] ?? ''));
  const walked = await milliseconds(50, (index) => walk(driver, model, starts[index] ?? ''));
  const ids = rows.slice(0, 1_000).map((row) => row.id);
  const cited = await milliseconds(20, () => run(driver, `cite-as-${model}`, { ids }));
  const paged = [await pages(driver, model), await pages(driver, model), await pages(driver, model)];
  console.log(`transfer as ${model}, ${ROWS} rows`);
  console.log(sampleText('first load', sample([loaded]), 'rows/s'));
  console.log(sampleText('the same rows again', sample([again]), 'rows/s'));
  console.log(sampleText('money over three steps', sample(walked), 'ms'));
  console.log(sampleText('records of 1,000 transfers', sample(cited), 'ms'));
  console.log(sampleText('ordered view, pages of 1,000', sample(paged), 'rows/s'));
}

const driver = neo4j.driver(uri, neo4j.auth.basic('', ''), { disableLosslessIntegers: true });
const rows = transfers();
for (const schema of ['account', 'record', 'transfer-node', 'transfer-relationship'])
  await run(driver, `schema-${schema}`);
// A cold server is several times slower: both models are warmed up before either is measured.
for (const model of MODELS) await ingest(driver, model, rows);
for (const model of [...MODELS, ...MODELS, ...MODELS]) await measure(driver, model, rows);
await run(driver, 'clear');
await driver.close();
