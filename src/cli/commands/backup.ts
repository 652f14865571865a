import type { Command } from 'commander';
import { backup } from '../../app/index.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Options = { withoutBlobs?: boolean; withKeys?: string };

export function register(program: Command): void {
  program
    .command('backup <PATH>')
    .description('copy the whole home into a new folder, signed')
    .option('--without-blobs', 'leave the original bytes of the sources out')
    .option('--with-keys <FILE>', 'also write the private keys, into a file of their own; keep it apart')
    .action(async (path: string, options: Options) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const originals = options.withoutBlobs === true ? 'left-out' : 'included';
        const answer = await run(backup, { path, originals, keyFile: options.withKeys ?? null });
        if (!answer.ok) return out.fail(answer.error);
        const { sources, runs, audit, files, bytes, signer, keys } = answer.value;
        if (out.json) out.data(answer.value);
        else {
          out.line(`${answer.value.path}: ${files} files, ${bytes} bytes`);
          out.line(`${sources} sources, ${runs} Runs, ${audit.size} audit events; original bytes ${originals}`);
          out.line(`signed by ${signer}; keep this fingerprint elsewhere for \`restore --key\``);
          out.line(
            keys === 0
              ? 'No private key is in it: keep the folder "keys" of the home apart, or back it up with --with-keys FILE.'
              : `${keys} private keys are in ${options.withKeys}: whoever has that file can sign as anyone here.`,
          );
          out.line(
            'Victims\' identities are not in it: keep a copy of the folder "vault" and of keys/vault.key apart.',
          );
        }
        return 0;
      });
    });
}
