import { canonicalJson, groupBy, sha256Hex } from '../core/index.ts';
import type { Source } from '../facts/index.ts';
import type { ExportInput } from './input.ts';

/** A certificate that a person completes and signs. Software never signs one and never says that it holds. */
export type Certificate = { readonly file: string; readonly title: string; readonly text: string };

type Held = { readonly label: string; readonly source: Source };

/** What a certificate can name: originals by their labels, and what the system made of them. */
export type Certifiable = {
  readonly run: ExportInput['run'];
  readonly held: readonly Held[];
  readonly outputs: ReadonlyMap<string, Uint8Array>;
};

const BLANK = '____________________';

/** 28 USC 1746: the closing of an unsworn declaration, inside and outside the United States. */
const CLOSING = `I declare under penalty of perjury that the foregoing is true and correct.
(Outside the United States: "under penalty of perjury under the laws of the United States of America".)

Executed on ${BLANK} (date)

${BLANK} (signature)
${BLANK} (name and position)
`;

const HEAD =
  'TEMPLATE. A person with the knowledge it states completes, checks and signs it; nobody has signed it yet.\n';

function paper(title: string, body: string): string {
  return `${HEAD}\n${title}\n\n${body}\n\n${CLOSING}`;
}

const heldLines = (held: readonly Held[]): string =>
  held
    .map(
      ({ label, source }) =>
        `${label}  ${source.fileName}, ${source.byteLength} bytes, ${source.recordsStored} rows, SHA-256 ${source.sha256}`,
    )
    .join('\n');

/** FRE 902(11) with 803(6)(A)-(C): one for each custodian of records obtained by process. */
function businessRecords(custodian: string | null, held: readonly Held[], number: number): Certificate {
  const title = `Certificate of a custodian of records, Federal Rule of Evidence 902(11), no. ${number}`;
  const body = `I am the custodian or another qualified person of ${custodian ?? BLANK}. The attached records

${heldLines(held)}

(A) were made at or near the time by, or from information transmitted by, someone with knowledge;
(B) were kept in the course of a regularly conducted activity;
(C) making them was a regular practice of that activity.

For a foreign record of regularly conducted activity see 18 USC 3505.`;
  return { file: `902-11-${number}.txt`, title, text: paper(title, body) };
}

/** FRE 902(13): what the system made, of what, and how. The tests are the signer's to name. */
function process({ run, outputs }: Certifiable): Certificate {
  const title = 'Certificate of a process, Federal Rule of Evidence 902(13)';
  const made = [...outputs].map(([path, bytes]) => `${path}, ${bytes.length} bytes, SHA-256 ${sha256Hex(bytes)}`);
  const body = `I am qualified by ${BLANK} (training). Redress, version ${run.codeVersion}, produced

${made.join('\n')}

from the records whose combined digest is ${run.inputDigest} (SHA-256), with the settings
${canonicalJson(run.parameters)}
(SHA-256 ${sha256Hex(canonicalJson(run.parameters))}), by the process that the method note of the summary describes. The process
produces an accurate result, as shown by ${BLANK} (tests, and the repetition of the process on the same records).`;
  return { file: '902-13.txt', title, text: paper(title, body) };
}

/** FRE 902(14): sameness of copies by digital identification. The second value is for the signer to compute. */
function copies({ held }: Certifiable): Certificate {
  const title = 'Certificate of copies by digital identification, Federal Rule of Evidence 902(14)';
  const rows = held.map(
    ({ label, source }) => `${label}  ${source.fileName}, ${source.byteLength} bytes
    received from ${source.custodian ?? BLANK} on ${source.receivedAt ?? BLANK}
    SHA-256 at acquisition  ${source.sha256}
    SHA-256 at production   ${BLANK}`,
  );
  const body = `I copied the files below on ${BLANK} (date) with ${BLANK} (tool, version). The SHA-256 value of each source file and
of its copy is

${rows.join('\n')}

They are identical. This certifies that the files are the same, not that what they say is true.`;
  return { file: '902-14.txt', title, text: paper(title, body) };
}

/** Templates of the certificates under FRE 902(11), (13) and (14), closed as 28 USC 1746 asks. */
export function certificatesOf(certifiable: Certifiable): Certificate[] {
  const obtained = certifiable.held.filter(({ source }) => source.sourceClass === 'PROCESS_OBTAINED');
  const byCustodian = [...groupBy(obtained, ({ source }) => source.custodian ?? '')];
  return [
    ...byCustodian.map(([custodian, held], i) => businessRecords(custodian === '' ? null : custodian, held, i + 1)),
    process(certifiable),
    copies(certifiable),
  ];
}
