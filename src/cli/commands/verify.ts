import type { Command } from 'commander';
import { checkProof, type ProofAnswer, readTextFile, verifyReplay } from '../../app/index.ts';
import { ok, type Result } from '../../core/index.ts';
import {
  type Bag,
  bagDigest,
  packageContent,
  readBag,
  unreadable,
  type VerifyReport,
  verifyRead,
} from '../../evidence/index.ts';
import { createOutput, type ExitCode, type Output } from '../output.ts';
import { finish, type GlobalOptions, type Session, withSession } from '../session.ts';

type Options = { key?: string; tsaCa?: string; proof?: string; replay?: boolean };

const MOST_BYTES = 1_000_000;

function textOf(file: string | undefined): Promise<Result<string | null>> {
  return file === undefined ? Promise.resolve(ok(null)) : readTextFile(file, MOST_BYTES);
}

type Report = VerifyReport & { readonly proof?: ProofAnswer };
type Verified = { readonly path: string; readonly bag: Bag; readonly report: Report };

function print(out: Output, path: string, report: Report): void {
  const { verdict, files, figures, timeStamp, proof } = report;
  if (out.json) {
    out.data(report);
    return;
  }
  out.line(`${path}: ${verdict} (${files} files)`);
  if (figures !== null)
    out.line(
      `Made again: ${figures.sums} sums of ${figures.movements} movements, ${figures.traces} traces, ${figures.worksheets} worksheets, ${figures.custodyEvents} custody events.`,
    );
  if (timeStamp !== null) out.line(`Time stamp: ${timeStamp.genTime} by ${timeStamp.signer}; ${timeStamp.note}.`);
  if (proof !== undefined)
    out.line(
      `Proof: its export is event number ${proof.index} in an audit log of ${proof.size}, signed by the key of the package.`,
    );
}

/** Replays the very bytes that were verified: between two readings a package could become another. */
async function replay({ run, out }: Session, { path, bag, report }: Verified): Promise<ExitCode> {
  const content = packageContent(bag);
  if (!content.ok) return out.fail(content.error);
  const answer = await run(verifyReplay, content.value);
  if (!answer.ok) return out.fail(answer.error);
  const { same, verdict, differing } = answer.value;
  if (out.json) out.data({ ...report, replay: answer.value });
  else {
    print(out, path, report);
    out.line(`Replay: ${verdict}.`);
    for (const file of differing) out.line(`  ${file}`);
  }
  return same ? 0 : 1;
}

/** The report with what a proof of the audit log says of the package; a proof that does not hold spoils it. */
function withProof(report: VerifyReport, bag: Bag, proof: { readonly file: string; readonly text: string }): Report {
  const { publicKey } = report;
  if (!report.ok || publicKey === null) return report;
  const checked = checkProof(proof.file, proof.text, { bag: bagDigest(bag), publicKey });
  return checked.ok
    ? { ...report, proof: checked.value }
    : { ...report, ok: false, verdict: `BROKEN: ${checked.error.message}`, firstBroken: proof.file };
}

async function verify(global: GlobalOptions, path: string, options: Options): Promise<void> {
  const out = createOutput(global.json === true);
  const root = await textOf(options.tsaCa);
  if (!root.ok) return finish(out.fail(root.error));
  const proof = await textOf(options.proof);
  if (!proof.ok) return finish(out.fail(proof.error));
  const read = await readBag(path);
  if (!read.ok) {
    print(out, path, unreadable(read.error));
    return finish(1);
  }
  const { bag } = read.value;
  const intact = await verifyRead(read.value, {
    ...(options.key === undefined ? {} : { pinnedKey: options.key }),
    ...(root.value === null ? {} : { timeStampRoot: root.value }),
  });
  const { proof: file } = options;
  const report =
    file === undefined || proof.value === null ? intact : withProof(intact, bag, { file, text: proof.value });
  if (options.replay === true && report.ok)
    return withSession(global, (session) => replay(session, { path, bag, report }));
  print(out, path, report);
  finish(report.ok ? 0 : 1);
}

export function register(program: Command): void {
  program
    .command('verify <PATH>')
    .description('check a bag, folder or ZIP, offline; names the first break and makes its figures again')
    .option('--key <FINGERPRINT>', 'the signer that you expect')
    .option('--tsa-ca <FILE>', 'certificates (PEM) that the time stamp must lead to')
    .option('--proof <FILE>', 'that its export stands in the audit log of its maker (`redress audit show --proof`)')
    .option('--replay', 'make the Run again in this home, which holds its records, and compare every file')
    .action((path: string, options: Options) => verify(program.opts<GlobalOptions>(), path, options));
}
