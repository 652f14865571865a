import type { Command } from 'commander';
import { restore } from '../../app/index.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Options = { key?: string; keys?: string };

export function register(program: Command): void {
  program
    .command('restore <PATH>')
    .description('fill a new, empty home from a backup')
    .option('--key <FINGERPRINT>', 'the signer that you expect')
    .option('--keys <FILE>', 'private keys that `backup --with-keys` wrote')
    .action(async (path: string, options: Options) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(restore, { path, key: options.key ?? null, keyFile: options.keys ?? null });
        if (!answer.ok) return out.fail(answer.error);
        const { sources, records, runs, events, signer, signerChecked, withoutKey, latestRun } = answer.value;
        if (out.json) out.data(answer.value);
        else {
          out.line(`Restored ${sources} sources with ${records} records, ${runs} Runs and ${events} audit events.`);
          out.line(signerChecked ? `Signed by ${signer}.` : `Intact, SIGNER NOT CHECKED: ${signer}`);
          if (latestRun !== null) out.line(`\`redress analyze\` should answer outputDigest ${latestRun.outputDigest}`);
          for (const name of withoutKey) out.note(`${name} cannot act until their key file is copied into "keys".`);
        }
        return 0;
      });
    });
}
