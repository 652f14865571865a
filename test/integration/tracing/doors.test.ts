import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startApi } from '../../../src/api/index.ts';
import { answerLedger } from '../../../src/app/analysis/ledger.ts';
import {
  type App,
  type AppOperation,
  type Caller,
  compose,
  ingest,
  readConfig,
  runOperation,
  traceAccount,
  traceLedgerFile,
} from '../../../src/app/index.ts';
import { type AccountId, makeId, type Result, unwrap } from '../../../src/core/index.ts';
import { recordsOf } from './stored-records.ts';

const BANK = '021000021';
const TRANSFERS = `transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo
T1,2024-01-05,,,Ana Quimbaya,${BANK},111,,500.00,USD,wire,,,
T2,2024-01-05,${BANK},111,,,,Bo Lindqvist,700.00,USD,wire,,,
T3,2024-01-10,,,Payer Works LLC,${BANK},111,,200.00,USD,wire,,,
T4,2024-02-03,${BANK},111,,,,Bo Lindqvist,100.00,USD,wire,,,
T5,2024-03-01,,,Ana Quimbaya,${BANK},222,,5.00,USD,wire,,,REF-5
T6,2024-03-02,${BANK},222,,${BANK},222,,5.00,USD,wire,,,
`;
/** What a second bank sent about T5: the same transfer by its reference. */
const BOOKED_AGAIN = TRANSFERS.split('\n')
  .filter((line) => !line.startsWith('T') || line.startsWith('T5'))
  .join('\n')
  .replace('T5', 'B5');
const BALANCES = `institution,account,as_of,balance,currency,kind
${BANK},111,2024-01-01,1000.00,USD,ledger
${BANK},111,2024-01-31,1000.00,USD,ledger
${BANK},111,2024-02-28,850.00,USD,ledger
`;

const event = (id: string, rest: Record<string, string>) => ({ id, at: '2024-01-02', ...rest });
const LEDGER = {
  currency: 'USD',
  events: [
    event('e1', { to: 'X', amount: '1000.00', tag: 'own' }),
    event('e2', { to: 'X', amount: '500.00', tag: 'V1' }),
    event('e3', { from: 'X', to: 'Y', amount: '600.00' }),
  ],
};

describe('The operations that trace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-trace-'));
  let app: App;
  /** The same with ledgers traced in this thread: a thread for each of many refusals would cost seconds. */
  let here: App;
  let caller: Caller;
  const run = <I, O>(op: AppOperation<I, O>, input: unknown): Promise<Result<O>> =>
    runOperation(here, caller, op, input);
  const refusal = async (op: AppOperation<never, unknown> | AppOperation<unknown, unknown>, input: unknown) => {
    const answer = await run(op as AppOperation<unknown, unknown>, input);
    return answer.ok ? 'accepted' : `${answer.error.code} ${answer.error.message}`;
  };

  before(async () => {
    mkdirSync(folder, { recursive: true });
    app = unwrap(await compose(unwrap(readConfig({}, join(folder, 'home')))));
    here = { ...app, engine: { ...app.engine, ledger: async (text) => answerLedger(text) } };
    const { actor, signer } = unwrap(app.home.actor('local'));
    const opened = unwrap(app.home.case('local'));
    caller = { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer };
    writeFileSync(join(folder, 'transfers.csv'), TRANSFERS);
    writeFileSync(join(folder, 'balances.csv'), BALANCES);
    writeFileSync(join(folder, 'booked-again.csv'), BOOKED_AGAIN);
    const files = ['transfers.csv', 'balances.csv', 'booked-again.csv'];
    unwrap(await run(ingest, { paths: files.map((file) => join(folder, file)) }));
  });
  after(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const account: AccountId = makeId('acc', ['aba', BANK, '111']);

  it('follow a credit of the home through its account, from the stated opening, over both orders of its day', async () => {
    const [t1] = await recordsOf(app, 'T1');
    const answer = unwrap(await run(traceAccount, { account, taint: [t1], method: 'fifo' }));
    assert.deepEqual(
      [answer.currency, answer.method, answer.opening.amount, answer.opening.known],
      ['USD', 'fifo', '1000.00', true],
    );
    assert.deepEqual(
      answer.claims.map(({ record, date, amount, fungibleDeadline }) => [record, date, amount, fungibleDeadline]),
      [[t1, '2024-01-05', '500.00', '2025-01-05']],
    );
    // 1,500 after the deposit: 700 of it takes 700/1500 of the claim; 100 of 1,000 a tenth of the rest.
    assert.equal(answer.methods['pro-rata']?.tainted, '240.00');
    // The payment first: 300 own are left when the claim comes, and it keeps 9/10 of its 500.
    assert.deepEqual(answer.methods['pro-rata']?.interval, ['240.00', '450.00']);
    assert.deepEqual(answer.methods.libr?.interval, ['500.00', '500.00']);
    assert.deepEqual(answer.methods['taint-first']?.interval, ['0.00', '400.00']);
  });

  it('say where a statement is missing, bound the claim by the last stated balance, and guess nothing between', async () => {
    const [t1] = await recordsOf(app, 'T1');
    const answer = unwrap(await run(traceAccount, { account, taint: [t1] }));
    assert.deepEqual(answer.broken, [['2024-01-31', '2024-02-28']]);
    assert.equal(answer.cappedAt, '850.00');
  });

  it('print the running ledger with the record of every line and nobody’s name', async () => {
    const [t1, t2, t3, t4] = await recordsOf(app, 'T1', 'T2', 'T3', 'T4');
    const answer = unwrap(await run(traceAccount, { account, taint: [t1] }));
    const { header, rows } = answer.worksheet;
    assert.deepEqual(header.slice(0, 8), ['date', 'records', 'tag', 'in', 'out', 'balance', 'libr', 'fifo']);
    assert.deepEqual(
      rows.map(([date, records, , credit, debit, balance, libr]) => [date, records, credit, debit, balance, libr]),
      [
        ['2024-01-01', rows[0]?.[1], '', '', '1000.00', ''],
        ['2024-01-05', t1, '500.00', '', '1500.00', '500.00'],
        ['2024-01-05', t2, '', '700.00', '800.00', '500.00'],
        ['2024-01-10', t3, '200.00', '', '1000.00', '500.00'],
        ['2024-02-03', t4, '', '100.00', '900.00', '500.00'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(answer), /Quimbaya|Lindqvist|Payer Works/);
  });

  it('refuse a record that is no credit of the account, and an account that is not there, alike', async () => {
    const [t2] = await recordsOf(app, 'T2');
    assert.match(await refusal(traceAccount as never, { account, taint: [t2] }), /^NOT_FOUND no credit of acc_/);
    assert.match(await refusal(traceAccount as never, { account: makeId('acc', ['x']), taint: [t2] }), /^NOT_FOUND/);
  });

  it('claim a credit once that two records book, and never what an account pays to itself', async () => {
    const [t5, b5, t6] = await recordsOf(app, 'T5', 'B5', 'T6');
    const other = makeId('acc', ['aba', BANK, '222']);
    const answer = unwrap(await run(traceAccount, { account: other, taint: [b5, t5] }));
    assert.deepEqual(
      answer.claims.map(({ record, amount, tag }) => [record, amount, tag]),
      [[b5, '5.00', b5]],
    );
    assert.equal(answer.methods.libr?.tainted, '5.00');
    assert.match(await refusal(traceAccount as never, { account: other, taint: [t6] }), /^NOT_FOUND no credit of acc_/);
  });

  it('answer a ledger with the seven methods, in the shape of the interface', async () => {
    const answer = unwrap(await run(traceLedgerFile, { ledger: LEDGER, ties: 'both', back: 'Y' }));
    assert.deepEqual(Object.keys(answer.methods), [
      'libr',
      'fifo',
      'lifo',
      'pro-rata',
      'taint-first',
      'taint-last',
      'poison',
    ]);
    assert.deepEqual(answer.methods['pro-rata'].balances, {
      X: { V1: '300.0000', own: '600.0000' },
      Y: { V1: '200.0000', own: '400.0000' },
    });
    assert.deepEqual(answer.methods['pro-rata'].claims, { X: '300.00', Y: '200.00' });
    assert.deepEqual(answer.methods['pro-rata'].events.e3, { V1: '200.0000', own: '400.0000' });
    assert.deepEqual(answer.spread, { X: ['0.00', '900.00'], Y: ['0.00', '600.00'] });
    assert.deepEqual(answer.ties, [
      ['e1', 'e2'],
      ['e1', 'e3'],
      ['e2', 'e3'],
    ]);
    assert.deepEqual(answer.broken, []);
    assert.deepEqual(answer.back?.methods.lifo, { e1: '100.0000', e2: '500.0000' });
  });

  it('refuse a ledger by naming the event that is wrong', async () => {
    const [first, second, third] = LEDGER.events;
    const wrong = (change: Record<string, unknown>) => ({
      ledger: { ...LEDGER, events: [first, second, { ...third, ...change }] },
    });
    const cases: readonly (readonly [Record<string, unknown>, RegExp])[] = [
      [{ colour: 'red' }, /^LEDGER_INVALID event e3: .*colour/],
      [{ amount: '6e2' }, /^LEDGER_INVALID event e3: amount "6e2"/],
      [{ amount: 600 }, /^LEDGER_INVALID event e3: amount/],
      [{ amount: '0.00' }, /^LEDGER_INVALID event e3: the amount is not positive/],
      [{ at: '2024-01-01' }, /^LEDGER_INVALID event e3: it is dated before e2/],
      [{ at: '2024-02-30' }, /^LEDGER_INVALID event e3: its time "2024-02-30"/],
      [{ at: '2024-01-02T10:00' }, /^LEDGER_INVALID event e3: its time/],
      [{ at: undefined }, /^LEDGER_INVALID event e3: at/],
      [{ id: 'e2' }, /^LEDGER_INVALID event e2: its id stands twice/],
      [{ id: undefined }, /^LEDGER_INVALID event number 3/],
      [{ from: undefined }, /^LEDGER_INVALID event e3: money from outside needs a tag/],
      [{ tag: 'V1' }, /^LEDGER_INVALID event e3: only money from outside has a tag/],
      [{ amount: '1500.01' }, /^OVERDRAWN event e3 takes more than X holds/],
    ];
    for (const [change, message] of cases)
      assert.match(await refusal(traceLedgerFile as never, wrong(change)), message);
    assert.match(
      await refusal(traceLedgerFile as never, { ledger: { ...LEDGER, note: 1 } }),
      /^LEDGER_INVALID the ledger/,
    );
    assert.match(
      await refusal(traceLedgerFile as never, { ledger: { ...LEDGER, currency: 'usd' } }),
      /^LEDGER_INVALID the ledger: currency/,
    );
    assert.match(await refusal(traceLedgerFile as never, { ledger: LEDGER, back: 'Z' }), /^NOT_FOUND/);
    const allowed = unwrap(await run(traceLedgerFile, { ...wrong({ amount: '1500.01' }), overdraft: 'allow' }));
    assert.deepEqual(allowed.methods.libr.balances.Y, { V1: '500.0000', own: '1000.0100' });
  });

  it('take any name for an account, an event or a tag, also those that objects have of themselves', async () => {
    const names = ['__proto__', 'constructor', 'toString'] as const;
    const [a, b, c] = names;
    const events = [
      event(a, { to: a, amount: '5.00', tag: b }),
      event(b, { to: a, amount: '3.00', tag: c }),
      event(c, { from: a, to: b, amount: '8.00' }),
    ];
    const answer = unwrap(await run(traceLedgerFile, { ledger: { currency: 'USD', events }, ties: 'both', back: b }));
    assert.deepEqual(Object.entries(answer.spread), [
      [a, ['0.00', '0.00']],
      [b, ['8.00', '8.00']],
    ]);
    assert.deepEqual(Object.entries(answer.methods['pro-rata'].claims), [
      [a, '0.00'],
      [b, '8.00'],
    ]);
    assert.deepEqual(Object.entries(answer.methods.fifo.events[c] ?? {}), [
      [b, '5.0000'],
      [c, '3.0000'],
    ]);
    assert.deepEqual(Object.entries(answer.back?.methods.fifo ?? {}), [
      [a, '5.0000'],
      [b, '3.0000'],
    ]);
  });

  it('refuse a ledger that would fill the memory or the message: nested deep, of too many parts, with a long id', async () => {
    const [first] = LEDGER.events;
    const deep = Array.from({ length: 200_000 }).reduce<unknown>((inner) => [inner], 0);
    const many = (count: number, rest: (at: number) => Record<string, string>) =>
      Array.from({ length: count }, (_, at) => event(`e${at}`, { to: 'X', amount: '1.00', ...rest(at) }));
    const refused = (events: unknown, back: string | null = null) =>
      refusal(traceLedgerFile as never, { ledger: { currency: 'USD', events }, back });
    assert.match(await refused(deep), /^LEDGER_INVALID the ledger: it is nested too deep/);
    assert.match(await refused(many(1500, (at) => ({ tag: `V${at}` }))), /^LIMIT 1500 movements under 1500 tags/);
    assert.match(
      await refused(
        many(1500, () => ({ tag: 'V' })),
        'X',
      ),
      /^LIMIT 1500 movements under 1500 tags/,
    );
    const long = 'x'.repeat(100_000);
    assert.match(await refused([{ ...first, id: long }]), /^LEDGER_INVALID event number 1: id/);
    assert.ok((await refused([{ ...first, [long]: 1 }])).length < 500);
  });

  it('are one route of the API in both forms, with the same answers', async () => {
    const [t1] = await recordsOf(app, 'T1');
    const api = unwrap(await startApi(app, { host: '127.0.0.1', port: 0, version: 'test', caller }));
    try {
      const post = async (body: unknown) => {
        const response = await fetch(`${api.url}/api/v1/traces`, {
          method: 'POST',
          headers: { authorization: `Bearer ${app.home.apiToken}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        return { status: response.status, body: (await response.json()) as Record<string, unknown> };
      };
      const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
      const ledger = await post({ ledger: LEDGER });
      assert.deepEqual(ledger, { status: 200, body: plain(unwrap(await run(traceLedgerFile, { ledger: LEDGER }))) });
      const traced = await post({ account, taint: [t1] });
      assert.deepEqual(traced, { status: 200, body: plain(unwrap(await run(traceAccount, { account, taint: [t1] }))) });
      const wrong = await post({ ledger: { ...LEDGER, events: [{ id: 'e1' }] } });
      assert.deepEqual([wrong.status, wrong.body.code], [422, 'LEDGER_INVALID']);
    } finally {
      await api.close();
    }
  });
});
