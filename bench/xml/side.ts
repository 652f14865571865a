import { createReadStream, statSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import { asSha256, type Json } from '../../src/core/index.ts';
import { readActivities } from '../../src/sources/fincen/batch.ts';
import { childOf, textOf } from '../../src/sources/guarded/xml-json.ts';
import { type Block, readSource } from '../../src/sources/index.ts';

/** One side of bench (b) in a process of its own: `node side.ts bare|redress|whole FILE`. The third of three runs counts. */
const CHUNK = 256 * 1024;

/** CPU seconds since `start`: on a machine that does other work too, elapsed time would measure that work. */
function cpuSeconds(start?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

type Sums = { elements: number; dollars: bigint };
type Measured = Sums & { readonly seconds: number };

async function bareSaxes(path: string): Promise<Measured> {
  const start = process.cpuUsage();
  const sums: Sums = { elements: 0, dollars: 0n };
  const parser = new SaxesParser({ xmlns: false, position: false });
  let text = '';
  parser.on('opentag', () => {
    sums.elements++;
    text = '';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', (tag) => {
    if (tag.name === 'fc2:TotalSuspiciousAmountText') sums.dollars += BigInt(text);
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    parser.write(decoder.decode(chunk, { stream: true }));
  }
  parser.close();
  return { ...sums, seconds: cpuSeconds(start) };
}

function countElements(content: Json): number {
  if (Array.isArray(content)) return content.reduce<number>((sum, item) => sum + countElements(item), 0);
  if (typeof content !== 'object' || content === null) return 1;
  return Object.entries(content).reduce((sum, [key, item]) => sum + (/^[@#]/.test(key) ? 0 : countElements(item)), 1);
}

/** The guarded reader up to whole Activities; counting their elements stands outside its time. */
async function redressReader(path: string): Promise<Measured> {
  // The root and its FormTypeCode stand outside the Activities.
  const sums: Sums = { elements: 2, dollars: 0n };
  let counting = 0;
  const start = process.cpuUsage();
  const open = () => createReadStream(path, { highWaterMark: CHUNK });
  for await (const activities of readActivities({ open, fileName: 'sar.xml' })) {
    const pause = process.cpuUsage();
    for (const activity of activities) {
      sums.elements += countElements(activity);
      const suspicious = childOf(activity, 'SuspiciousActivity');
      sums.dollars += BigInt(suspicious === null ? '0' : (textOf(suspicious, 'TotalSuspiciousAmountText') ?? '0'));
    }
    counting += cpuSeconds(pause);
  }
  return { ...sums, seconds: cpuSeconds(start) - counting };
}

function addBlock(sums: Sums, block: Block): void {
  for (const record of block.records) sums.elements += countElements(record.content);
  for (const fact of block.facts) {
    if (fact.kind === 'report') sums.dollars += BigInt(fact.totalAmount?.replace('.00', '') ?? '0');
  }
}

/** The same and all that follows: Records with their hash, Facts with their ids. */
async function wholeSource(path: string): Promise<Measured> {
  const sums: Sums = { elements: 2, dollars: 0n };
  let counting = 0;
  const start = process.cpuUsage();
  const blocks = readSource({
    open: () => createReadStream(path, { highWaterMark: CHUNK }),
    byteLength: statSync(path).size,
    fileName: 'sar.xml',
    sha256: asSha256('0'.repeat(64)),
    format: 'fincen-sar',
    sourceClass: 'BSA_LEAD_ONLY',
    compartment: 'bench',
    places: (text) => ({ text, state: null, city: null, countyFips: null, zone: null, lat: null, lon: null }),
  });
  for await (const block of blocks) {
    const pause = process.cpuUsage();
    addBlock(sums, block);
    counting += cpuSeconds(pause);
  }
  return { ...sums, seconds: cpuSeconds(start) - counting };
}

const SIDES = { bare: bareSaxes, redress: redressReader, whole: wholeSource } as const;
const [side = '', path = ''] = process.argv.slice(2);
const read = side === 'bare' || side === 'whole' ? SIDES[side] : SIDES.redress;
await read(path);
await read(path);
const { elements, dollars, seconds } = await read(path);
console.log(JSON.stringify({ elements, dollars: String(dollars), seconds }));
