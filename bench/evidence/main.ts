import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../src/core/index.ts';
import {
  buildBag,
  buildPackage,
  type ExportInput,
  generateSigningKey,
  signerFromPem,
  stageBagFolder,
  verifyBag,
} from '../../src/evidence/index.ts';
import { exportInputOf } from '../../test/unit/evidence/export-input.ts';
import { finding, makeScene } from '../../test/unit/leads/scene.ts';
import { report, type Sample, sample, sampleText } from '../measure.ts';
import { manyRecords } from './records.ts';

/** (k) A package of 5,000 records: built, verified, and verified against a bare sha256sum of the same files. */
const RECORDS = 5_000;
const RUNS = 9;

const folder = mkdtempSync(join(tmpdir(), 'redress-bench-evidence-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The scene of the lead tests over many records, every returned wage cited, so that the manager's account is traced. */
async function inputOf() {
  const scene = await makeScene(manyRecords(RECORDS));
  const { facts, resolution, detection, network, account, entity } = scene;
  const returned = resolution.transfers.filter(
    ({ to, from }) => to.account === account('200') && from.account !== null,
  );
  const records = returned.flatMap((transfer) => transfer.records);
  const subjects = [account('200'), entity('Paul Stone')];
  const cited = finding(facts, { rule: 'wage-kick-back', family: 'W', subjects, records });
  return exportInputOf({
    ...scene,
    detection: { ...detection, findings: [cited] },
    network: { ...network, findings: [cited.id], records },
  });
}

const input = await inputOf();
const signer = signerFromPem(generateSigningKey());

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

let bags = 0;

type Times = { readonly built: number; readonly verified: number; readonly hashed: number; readonly figures: string };

/** One package built and written, verified, and hashed by sha256sum; everything of it is made again by the verifier. */
async function oneRound(of: ExportInput): Promise<Times> {
  const out = join(folder, `bag-${bags++}`);
  const built = await seconds(async () => {
    const made = unwrap(await buildPackage(of));
    if (!stageBagFolder(buildBag({ ...made, signer }), out).put()) throw new Error(`${out} is there already`);
  });
  let figures = '';
  const verified = await seconds(async () => {
    const report = await verifyBag(out);
    if (!report.ok) throw new Error(report.verdict);
    figures = JSON.stringify(report.figures);
  });
  const paths = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hashed = await seconds(async () => {
    if (spawnSync('sha256sum', paths).status !== 0) throw new Error('sha256sum failed');
  });
  rmSync(out, { recursive: true });
  return { built, verified, hashed, figures };
}

async function rounds(of: ExportInput): Promise<Times[]> {
  await oneRound(of);
  const times: Times[] = [];
  for (let i = 0; i < RUNS; i++) times.push(await oneRound(of));
  return times;
}

const traced = await rounds(input);
const plain = await rounds({ ...input, lead: null });
const of = (times: readonly Times[], key: 'built' | 'verified' | 'hashed') => sample(times.map((time) => time[key]));
const [built, verified, hashed] = [of(traced, 'built'), of(traced, 'verified'), of(traced, 'hashed')];
const [plainVerified, plainHashed] = [of(plain, 'verified'), of(plain, 'hashed')];

report('(k) a package of 5,000 records with one account traced is built', {
  lines: [sampleText('build and write', built, 's')],
  ratio: built.median,
  bar: 5,
  better: 'lower',
});
report('(k) it is verified', {
  lines: [sampleText('verify', verified, 's'), `  made again: ${traced[0]?.figures}`],
  ratio: verified.median,
  bar: 2,
  better: 'lower',
});

/** Both in this process with the code warm, sha256sum with the start of its own process, as both are used in a script. */
function reportAgainst(what: string, ours: Sample, bare: Sample): void {
  report(`(k) verify of ${what}, against a bare sha256sum of the same files`, {
    lines: [sampleText('verify', ours, 's'), sampleText('sha256sum', bare, 's')],
    ratio: ours.median / bare.median,
    bar: 3,
    better: 'lower',
  });
}
reportAgainst('a package with one account traced by seven methods', verified, hashed);
reportAgainst('the same records without a trace', plainVerified, plainHashed);
