import { canonicalJson, sortedUnique } from '../../core/index.ts';
import { heading, list } from '../document.ts';
import { factTable } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { type Part, part } from './part.ts';

/** Rules whose findings cite the credits that are traced, with their versions. */
function citingRules({ input: { lead, detection } }: ExportScope): string[] {
  const cited = new Set(
    (lead?.assets ?? []).flatMap(({ trace }) => trace?.claims.flatMap(({ findings }) => findings) ?? []),
  );
  return sortedUnique(
    detection.findings.filter(({ id }) => cited.has(id)).map(({ rule, ruleVersion }) => `${rule} ${ruleVersion}`),
  );
}

/** K. How the figures were made, so that they can be made again, and what they do not say. */
export function methodPart(scope: ExportScope, title: string): Part {
  const { run, asOf } = scope.input;
  const rules = citingRules(scope);
  return part([
    heading(2, title),
    factTable('Run', [
      ['Code version', run.codeVersion],
      ['Input digest (SHA-256)', run.inputDigest],
      ['Parameters', canonicalJson(run.parameters)],
      ['As of', asOf],
      ...(rules.length === 0 ? [] : [['Rules that cite the credits traced', rules.join('; ')] as const]),
    ]),
    list([
      'Sums are exact decimal sums of the rows cited. Amounts of different currencies are never added.',
      'A movement counts once: where two statements book it, both rows are cited.',
      'Parties are joined only by agreeing identifiers or by an equal name with a second agreeing attribute.',
      'A balance is printed only where a record states it. A missing statement is a gap and is not filled.',
      'A trace takes deposits before payments where the records tell no order, and never fills a missing statement. Each method stands alone: two are never used on one account.',
      'The summary rests only on records of the classes named in the source index.',
      'Persons who may be victims are numbered V-1, V-2 and so on, persons whom nobody has assessed, and whoever has the same name as one under a number, P-1, P-2 and so on. Each number is one person of the records; where no record joins two mentions, one person may stand under two. The originals name them. Memo texts stay in the originals.',
    ]),
  ]);
}

/** M. Where the manifest, the signature and the chain of custody stand, and how anyone checks them. */
export function integrityPart(title: string): Part {
  return part([
    heading(2, title),
    list([
      'The bag (BagIt 1.0, RFC 8493) lists the SHA-256 and SHA-512 of every file of this package.',
      'signature.json holds an Ed25519 signature (RFC 8032) over tagmanifest-sha256.txt.',
      'data/custody.json is a chain of hashes: how each original came in, and that this package was made.',
      'The command "redress verify PATH" checks all of it offline, makes the sums and traces again from the schedules, and names the first file that does not hold. Two stand-alone scripts, for Node and for Python, do the same without this system.',
      'A time stamp (RFC 3161) may stand beside the signature as timestamp.tsr.',
    ]),
  ]);
}
