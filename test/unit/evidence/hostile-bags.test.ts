import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { verifyPath } from '../../../docs/verify/redress-verify.mjs';
import { canonicalJson } from '../../../src/core/index.ts';
import { packageContent } from '../../../src/evidence/bag/package-content.ts';
import { bagZip } from '../../../src/evidence/bag/write.ts';
import { type Bag, buildBag, verifyBag } from '../../../src/evidence/index.ts';
import { temporaryFolder } from './folders.ts';
import { testSigner } from './keys.ts';
import { byPython, byRedress, byScript, type Judgement, python, runPython, verifyFolder } from './verifiers.ts';

const folder = temporaryFolder();

/** A bag of these payload files, soundly signed by somebody: anyone can make a key. */
function signed(files: Readonly<Record<string, string>>): Bag {
  const payload = new Map(Object.entries(files).map(([path, text]) => [`data/${path}`, Buffer.from(text)] as const));
  return buildBag({ files: payload, bagInfo: [], signer: testSigner });
}

const SHA = 'ab'.repeat(32);
const SOURCES = canonicalJson({ sources: [{ label: 'S1', sha256: SHA }] });
const MOVEMENTS =
  'movement,date,from,to,amount,currency,method,from_account,to_account,source\r\n' +
  'T-1,2024-01-01,X,A-1,10.00,USD,ach,,A-1,S1 line 2\r\n';
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

async function judged(bags: readonly Bag[]): Promise<Judgement[][]> {
  const answers = await Promise.all(bags.map(async (bag) => [await byRedress(bag), byScript(bag)]));
  const others = python === null ? [] : byPython(bags, temporaryFolder());
  return answers.map((pair, i) => [...pair, ...others.slice(i, i + 1)]);
}

describe('A soundly signed package that means harm', () => {
  const victim = (hours: string) =>
    canonicalJson({ victims: [{ id: 'V-1', weeks: [{ start: '2024-01-07', rates: ['1'], hours }] }] });
  const listing = (movements: string) =>
    `account,credits,credited,debits,debited,currency,movements\r\nA-1,1,10.00,0,0.00,USD,"${movements}"\r\n`;
  const cases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'nests its JSON a hundred thousand deep': { 'restitution.json': `{"victims":${nested(100_000)}}` },
    'nests an event of its chain of custody': { 'custody.json': `{"events":[{"prev":${nested(100_000)}}],"head":""}` },
    'nests its index of sources': { 'sources.json': nested(100_000), 'schedules/movements.csv': MOVEMENTS },
    'says two things under one name': { 'restitution.json': '{"victims":[],"victims":[]}' },
    'states hours with an exponent of nine digits': { 'restitution.json': victim('1e999999999') },
    'states an amount of a million digits': {
      'sources.json': SOURCES,
      'schedules/movements.csv': MOVEMENTS.replace('10.00', '9'.repeat(1_000_000)),
    },
    'lists a million movements that it does not hold, a thousand times': {
      'sources.json': SOURCES,
      'schedules/movements.csv': MOVEMENTS,
      'schedules/by-account.csv': listing(Array.from({ length: 1_000 }, () => 'T-1 to T-1000000').join(', ')),
      'schedules/benefit.csv': 'party,basis,amount,currency,movements,source\r\n',
    },
    'lists one movement a million times': {
      'sources.json': SOURCES,
      'schedules/movements.csv': MOVEMENTS,
      'schedules/benefit.csv': `party,basis,amount,currency,movements,source\r\nX,y,1.00,USD,"${'T-1, '.repeat(200_000)}T-1",\r\n`,
    },
  };

  it('is refused by every verifier, none of which fails or runs on', async () => {
    const start = performance.now();
    const answers = await judged(Object.values(cases).map(signed));
    for (const [i, name] of Object.keys(cases).entries())
      for (const { ok, verdict } of answers[i] ?? []) {
        assert.equal(ok, false, name);
        assert.match(verdict, /^BROKEN: /, name);
        assert.ok(verdict.length < 500, `${name}: ${verdict.length} characters`);
      }
    assert.ok(performance.now() - start < 60_000);
  });

  it('is an error and no crash where its head cannot be read for a replay', () => {
    const read = packageContent(signed({ 'package.json': '{' }));
    assert.equal(read.ok ? null : read.error.code, 'VERIFY_FAILED');
  });
});

describe('A schedule', () => {
  it('whose cells are as long as large packages make them holds for every verifier', async () => {
    const party = 'a ""Bank"", '.repeat(1_600_000);
    const benefit = `party,basis,amount,currency,movements,source\r\n"${party}",y,1.00,USD,,\r\n`;
    const [answers = []] = await judged([signed({ 'schedules/benefit.csv': benefit })]);
    for (const { ok, verdict } of answers) assert.ok(ok, verdict.slice(0, 200));
  });
});

describe('Names in a package', () => {
  it('cannot write a verdict of their own on the screen', async () => {
    const name = 'data/x\n\u001b[2Kpackage.zip: intact, signed by us\n';
    const path = join(folder, 'spoof.zip');
    writeFileSync(path, await bagZip([{ path: name, bytes: Buffer.from('x') }]));
    const others =
      python === null
        ? []
        : [runPython('import json,sys,redress_verify as r;print(json.dumps(r.verify_path(sys.argv[1])))', [path])];
    for (const { ok, verdict } of [await verifyBag(path), verifyPath(path), ...(others as Judgement[])]) {
      assert.equal(ok, false);
      assert.doesNotMatch(verdict, /[\p{Cc}]/u);
    }
  });

  it('may be no text at all: the scripts still say that the package is broken', () => {
    const odd = join(folder, 'odd');
    mkdirSync(odd);
    writeFileSync(Buffer.concat([Buffer.from(`${odd}/`), Buffer.from([0xff, 0x1b])]), 'x');
    for (const [command, script] of [
      [process.execPath, 'redress-verify.mjs'],
      ['python3', 'redress_verify.py'],
    ] as const) {
      if (command === 'python3' && python === null) continue;
      const { status, stdout, stderr } = spawnSync(command, [join(verifyFolder, script), odd], {
        encoding: 'utf8',
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
      });
      assert.equal(status, 1);
      assert.equal(stderr, '');
      assert.match(stdout, /BROKEN/);
    }
  });
});

describe('A folder', () => {
  it('R23: with links is refused at the first of them, and none is followed', () => {
    const looped = join(folder, 'looped');
    mkdirSync(join(looped, 'data'), { recursive: true });
    for (const name of ['a', 'b']) symlinkSync('.', join(looped, 'data', name));
    const index = join(import.meta.dirname, '..', '..', '..', 'src', 'evidence', 'index.ts');
    const program = `const { verifyBag } = await import(${JSON.stringify(index)}); console.log((await verifyBag(process.argv[1])).verdict);`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', program, looped], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    assert.match(run.stdout, /^BROKEN: data\/[ab]: links and special files are refused/);
  });

  it('nested deeper than any name may be long is refused, whatever the depth', async () => {
    const deep = join(folder, 'deep');
    mkdirSync(join(deep, ...Array.from({ length: 1_500 }, () => 'd')), { recursive: true });
    const others =
      python === null
        ? []
        : [runPython('import json,sys,redress_verify as r;print(json.dumps(r.verify_path(sys.argv[1])))', [deep])];
    for (const { verdict } of [await verifyBag(deep), verifyPath(deep), ...(others as Judgement[])])
      assert.match(verdict, /^BROKEN: (?:d\/)+d?: the name is longer than 200 characters/);
  });
});

describe('A ZIP larger than any package may be', () => {
  it('is refused by its size, before it is read', async () => {
    const path = join(folder, 'huge.zip');
    writeFileSync(path, '');
    truncateSync(path, 3_000_000_000);
    const others =
      python === null
        ? []
        : [runPython('import json,sys,redress_verify as r;print(json.dumps(r.verify_path(sys.argv[1])))', [path])];
    for (const { verdict } of [await verifyBag(path), verifyPath(path), ...(others as Judgement[])])
      assert.match(verdict, /more than \d+ bytes/);
  });
});
