import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { redress, redressJson, temporaryFolder } from './cli.ts';

type File = {
  readonly path: string;
  readonly status: string;
  readonly recordsStored: number;
  readonly quarantined: number;
  readonly error: { readonly code: string; readonly message: string } | null;
};
type Ingest = { readonly sources: readonly File[] };

const HEADER =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo\n';
const row = (id: string, date: string, amount: string) =>
  `${id},${date},021000021,111,Ann Lee,021000021,222,Bob Ray,${amount},USD,wire,,,\n`;
const sar = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<EFilingBatchXML>${body}</EFilingBatchXML>`;

describe('a command over good and bad files', () => {
  it('rejects each bad file by name and reason, quarantines bad rows, and stores the good rows', async () => {
    const folder = temporaryFolder();
    const files: Record<
      string,
      { content: string | Buffer; code: string | null; stored?: number; quarantined?: number }
    > = {
      'doctype.xml': { content: `<!DOCTYPE x [<!ENTITY a "b">]>${sar('<Activity/>')}`, code: 'DOCTYPE' },
      'truncated.xml': {
        content: sar('<Activity><Party><ActivityPartyTypeCode>33</ActivityPartyTypeCode>').slice(0, 120),
        code: 'TRUNCATED',
      },
      'depth.xml': {
        content: sar(
          `<Activity><SuspiciousActivity>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</SuspiciousActivity></Activity>`,
        ),
        code: 'LIMIT',
      },
      'encoding.csv': {
        content: Buffer.concat([Buffer.from(HEADER), Buffer.from([0xff, 0xfe, 0x41, 0x0a])]),
        code: 'WRONG_ENCODING',
      },
      'unknown.bin': { content: Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]), code: 'UNKNOWN_FORMAT' },
      'exponent.csv': {
        content: HEADER + row('t1', '2024-01-02', '1e5') + row('t2', '2024-01-02', '10.00'),
        code: null,
        stored: 1,
        quarantined: 1,
      },
      'no-such-day.csv': {
        content: HEADER + row('t1', '2023-02-30', '10.00') + row('t3', '2023-02-28', '10.00'),
        code: null,
        stored: 1,
        quarantined: 1,
      },
      'good.csv': { content: HEADER + row('t9', '2024-01-02', '99.00'), code: null, stored: 1, quarantined: 0 },
    };
    const input = join(folder, 'input');
    mkdirSync(input);
    for (const [name, { content }] of Object.entries(files)) writeFileSync(join(input, name), content);
    symlinkSync(join(input, 'good.csv'), join(folder, 'link.csv'));

    const answer = await redressJson<Ingest>(
      ['--home', join(folder, 'home'), 'ingest', input, join(folder, 'link.csv')],
      [1],
    );
    const byName = new Map(answer.sources.map((file) => [file.path.split('/').at(-1) ?? '', file]));
    for (const [name, { code, stored, quarantined }] of Object.entries(files)) {
      const file = byName.get(name);
      assert.equal(file?.error?.code ?? null, code, `${name}: ${file?.error?.message ?? ''}`);
      if (code !== null)
        assert.ok(file?.error?.message.includes(name), `${name} is not named in: ${file?.error?.message}`);
      else assert.deepEqual([file?.recordsStored, file?.quarantined], [stored, quarantined], name);
    }
    assert.equal(byName.get('link.csv')?.error?.code, 'FILE_NOT_REGULAR');
    const quarantine = await redressJson<{ locator: string; code: string }[]>([
      '--home',
      join(folder, 'home'),
      'quarantine',
    ]);
    assert.deepEqual(quarantine.map(({ locator, code }) => [locator, code]).sort(), [
      ['line 2', 'BAD_AMOUNT'],
      ['line 2', 'BAD_DATE'],
    ]);
  });

  it('answers a command of a later version, an unknown one and a bad option with exit 2 and one line', async () => {
    for (const args of [['restitution', 'x'], ['frobnicate'], ['ingest'], ['networks', '--frob']]) {
      const run = await redress(['--home', join(temporaryFolder(), 'home'), ...args]);
      assert.equal(run.code, 2, `${args.join(' ')}: ${run.stderr}`);
      assert.doesNotMatch(run.stderr, /\n\s+at /, 'a stack trace came out');
    }
  });
});
