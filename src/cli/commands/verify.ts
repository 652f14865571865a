import type { Command } from 'commander';
import { verifyBag } from '../../evidence/index.ts';
import { createOutput, type ExitCode, type Output } from '../output.ts';
import { finish, type GlobalOptions } from '../session.ts';

async function verify(out: Output, path: string, pinnedKey: string | undefined): Promise<ExitCode> {
  const answer = await verifyBag(path, pinnedKey === undefined ? {} : { pinnedKey });
  const { ok, verdict, firstBroken, fingerprint, files } = answer;
  if (out.json) out.data({ ok, verdict, firstBroken, fingerprint, files });
  else out.line(`${path}: ${verdict} (${files} files)`);
  return ok ? 0 : 1;
}

export function register(program: Command): void {
  program
    .command('verify <PATH>')
    .description('check a bag, folder or ZIP, offline; names the first break')
    .option('--key <FINGERPRINT>', 'the signer that you expect')
    .action(async (path: string, options: { key?: string }) => {
      const out = createOutput(program.opts<GlobalOptions>().json === true);
      finish(await verify(out, path, options.key));
    });
}
