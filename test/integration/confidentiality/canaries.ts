import { inflateSync } from 'node:zlib';
import yauzl from 'yauzl';

/** Elements of a report in which an agency types text. Account numbers and last names stay, so that subjects still join. */
const TYPED = [
  'ActivityNarrativeText',
  'FilingInstitutionNotetoFinCEN',
  'RawPartyFullName',
  'RawIndividualFirstName',
  'RawStreetAddress1Text',
  'RawCityText',
  'OccupationBusinessText',
];

export const CANARIES: readonly string[] = Array.from(
  { length: 50 },
  (_, i) => `KANARI${String(i + 1).padStart(2, '0')}`,
);

/** The report with each canary in it at least once: in typed text by turns, and what is left over in a narrative. */
export function plantCanaries(xml: string): string {
  let next = 0;
  const planted = xml.replaceAll(/<fc2:(\w+)>([^<]*)<\/fc2:\1>/g, (whole, name: string, text: string) => {
    if (!TYPED.includes(name)) return whole;
    return `<fc2:${name}>${text} ${CANARIES[next++ % CANARIES.length]}</fc2:${name}>`;
  });
  if (next === 0) throw new Error('the report has no element of those that take text');
  return planted.replace('</fc2:ActivityNarrativeText>', ` ${CANARIES.slice(next).join(' ')}$&`);
}

function filesOfZip(bytes: Buffer): Promise<Buffer[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer[]>();
  yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
    if (error !== null) return reject(error);
    const files: Buffer[] = [];
    zip.on('end', () => resolve(files));
    zip.on('error', reject);
    zip.on('entry', (entry) => {
      zip.openReadStream(entry, async (failed, stream) => {
        if (failed !== null) return reject(failed);
        files.push(Buffer.from(entry.fileName), Buffer.concat(await stream.toArray()));
        zip.readEntry();
      });
    });
    zip.readEntry();
  });
  return promise;
}

function inflated(body: Buffer): Buffer {
  try {
    return inflateSync(body);
  } catch {
    return body;
  }
}

function streamsOfPdf(bytes: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('\nstream\n', at + 1)) {
    const start = bytes.indexOf('\n', at + 1) + 1;
    streams.push(inflated(bytes.subarray(start, bytes.indexOf('endstream', start))));
  }
  return streams;
}

/** Everything that is in a file, whatever it is packed in: itself, the files of a ZIP, the streams of a PDF. */
export async function unpacked(bytes: Buffer): Promise<Buffer[]> {
  const magic = bytes.subarray(0, 5).toString('latin1');
  if (magic === '%PDF-') return [bytes, ...streamsOfPdf(bytes)];
  if (!magic.startsWith('PK')) return [bytes];
  const files = await Promise.all((await filesOfZip(bytes)).map(unpacked));
  return [bytes, ...files.flat()];
}

/** The canaries that stand in these bytes, in whatever encoding of their letters a format writes. */
export function canariesIn(part: Buffer): string[] {
  const plain = part.toString('latin1');
  const wide = plain.replaceAll('\0', '');
  const hex = plain.toLowerCase();
  return CANARIES.filter(
    (canary) => plain.includes(canary) || wide.includes(canary) || hex.includes(Buffer.from(canary).toString('hex')),
  );
}
