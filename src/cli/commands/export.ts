import type { Command } from 'commander';
import { exportPackage, readFileBytes } from '../../app/index.ts';
import { ok } from '../../core/index.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Options = {
  kind: string;
  format: string;
  schedule?: string;
  variant?: string;
  to: string;
  at?: string;
  release?: boolean;
  out: string;
  timestampToken?: string;
};

type Made = {
  path: string | null;
  draft: boolean;
  files: number;
  keyId: string;
  sha256: string | null;
  cuts: string[];
};

const BAGS = ['bag', 'zip'];
const MOST_TOKEN_BYTES = 500_000;

/** A bag is signed; a single file has its SHA-256, which the log of exports holds. */
function told({ path, draft, files, keyId, sha256, cuts }: Made, { format, schedule }: Options): string[] {
  return [
    `${draft ? 'DRAFT (no second person has approved it): ' : ''}${path}`,
    ...cuts.map((cut) => `TRUNCATED: ${cut}`),
    ...(format === 'csv'
      ? [schedule === undefined ? 'A ZIP of tables, cover.csv first.' : `Its cover is ${path}.cover.csv.`]
      : []),
    ...(BAGS.includes(format)
      ? [`${files} files, signed by ${keyId}`, `Check it with \`redress verify ${path}\`.`]
      : [`SHA-256 ${sha256}; the audit log holds it too`]),
  ];
}

export function register(program: Command): void {
  program
    .command('export <ID>')
    .description('a lead package, an evidence summary or a graph of a lead, network, entity or account')
    .requiredOption('--kind <KIND>', 'lead, evidence or graph')
    .option(
      '--format <FORMAT>',
      'bag, zip, pdf, html, json, csv, xlsx, case-uco; graphml, gexf, anx, json, csv, xlsx for a graph',
      'bag',
    )
    .option('--schedule <NAME>', 'with csv: this schedule alone, its cover in a file beside it')
    .option('--variant <VARIANT>', 'bsa or no-bsa (evidence is always without BSA)')
    .requiredOption('--to <RECIPIENT>', 'whom it is made for: "Agency|Person"')
    .option('--at <INSTANT>', 'the time it states (default: the approval, else the as-of date of its cut)')
    .option('--release', 'a final copy; needs the approval of a second person')
    .option('--timestamp-token <FILE>', 'an RFC 3161 token over this very bag, made before with the same --to and --at')
    .requiredOption('--out <PATH>', 'a new folder (bag) or file')
    .action(async (id: string, options: Options) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const { release, variant, timestampToken, ...given } = options;
        const token = timestampToken === undefined ? ok(null) : await readFileBytes(timestampToken, MOST_TOKEN_BYTES);
        if (!token.ok) return out.fail(token.error);
        const answer = await run(exportPackage, {
          id,
          ...given,
          ...(variant === undefined ? {} : { variant }),
          release: release === true,
          timestampToken: token.value?.toString('base64') ?? null,
        });
        if (!answer.ok) return out.fail(answer.error);
        const { bytes: _bytes, ...shown } = answer.value;
        if (out.json) out.data(shown);
        else for (const line of told(shown, options)) out.line(line);
        return 0;
      });
    });
}
