import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { verifyReplay } from '../../app/index.ts';
import { err, failure, ok, type Result } from '../../core/index.ts';
import { readPackage, type VerifyReport, verifyBag } from '../../evidence/index.ts';
import { createOutput, type ExitCode, type Output } from '../output.ts';
import { finish, type GlobalOptions, type Session, withSession } from '../session.ts';

type Options = { key?: string; tsaCa?: string; replay?: boolean };

function rootOf(file: string | undefined): Result<string | null> {
  if (file === undefined) return ok(null);
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (cause) {
    return err(failure('FILE_NOT_READABLE', `${file} cannot be read`, { file }, cause));
  }
}

function print(out: Output, path: string, report: VerifyReport): void {
  const { verdict, files, figures, timeStamp } = report;
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
}

async function replay({ run, out }: Session, path: string, report: VerifyReport): Promise<ExitCode> {
  const read = await readPackage(path);
  if (!read.ok) return out.fail(read.error);
  const answer = await run(verifyReplay, read.value);
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

async function verify(global: GlobalOptions, path: string, options: Options): Promise<void> {
  const out = createOutput(global.json === true);
  const root = rootOf(options.tsaCa);
  if (!root.ok) return finish(out.fail(root.error));
  const report = await verifyBag(path, {
    ...(options.key === undefined ? {} : { pinnedKey: options.key }),
    ...(root.value === null ? {} : { timeStampRoot: root.value }),
  });
  if (options.replay === true && report.ok) return withSession(global, (session) => replay(session, path, report));
  print(out, path, report);
  finish(report.ok ? 0 : 1);
}

export function register(program: Command): void {
  program
    .command('verify <PATH>')
    .description('check a bag, folder or ZIP, offline; names the first break and makes its figures again')
    .option('--key <FINGERPRINT>', 'the signer that you expect')
    .option('--tsa-ca <FILE>', 'certificates (PEM) that the time stamp must lead to')
    .option('--replay', 'make the Run again in this home, which holds its records, and compare every file')
    .action((path: string, options: Options) => verify(program.opts<GlobalOptions>(), path, options));
}
