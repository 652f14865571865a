import type { Command } from 'commander';
import { exportPackage } from '../../app/index.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Options = {
  kind: string;
  format: string;
  variant?: string;
  to: string;
  at?: string;
  release?: boolean;
  out: string;
};

export function register(program: Command): void {
  program
    .command('export <ID>')
    .description('a lead package or an evidence summary of a lead, network, entity or account')
    .requiredOption('--kind <KIND>', 'lead or evidence')
    .option('--format <FORMAT>', 'bag, zip, pdf, html or json', 'bag')
    .option('--variant <VARIANT>', 'bsa or no-bsa (evidence is always without BSA)')
    .requiredOption('--to <RECIPIENT>', 'person and agency it is made for')
    .option('--at <INSTANT>', 'the time it states (default: the approval, else the as-of date of its cut)')
    .option('--release', 'a final copy; needs the approval of a second person')
    .requiredOption('--out <PATH>', 'a new folder (bag) or file')
    .action(async (id: string, options: Options) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const { release, variant, ...given } = options;
        const answer = await run(exportPackage, {
          id,
          ...given,
          ...(variant === undefined ? {} : { variant }),
          release: release === true,
        });
        if (!answer.ok) return out.fail(answer.error);
        const { bytes: _bytes, ...shown } = answer.value;
        if (out.json) out.data(shown);
        else {
          out.line(`${shown.draft ? 'DRAFT (no second person has approved it): ' : ''}${shown.path}`);
          out.line(`${shown.files} files, signed by ${shown.keyId}`);
          out.line(`Check it with \`redress verify ${shown.path}\`.`);
        }
        return 0;
      });
    });
}
