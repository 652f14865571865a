#!/usr/bin/env node
// Checks a Redress package offline: files, both manifests, signature, chain of custody, time stamp; and makes sums,
// traces and restitution worksheets again from the data of the package. One file, no dependency, Node 18 or later.
//
//   node redress-verify.mjs PATH [--key FINGERPRINT] [--json]
//
// PATH is the folder or the ZIP. Exit status 0: everything holds. 1: something does not, and the first such file is
// named. 2: wrong call. It shares no code with the program that made the package, so that one fault cannot hide another.
// Formats: BagIt 1.0 (RFC 8493), Ed25519 (RFC 8032), canonical JSON (RFC 8785), time stamps (RFC 3161).
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TAG_FILES = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt'];
const [TAG_MANIFEST, SIGNATURE, TIME_STAMP] = ['tagmanifest-sha256.txt', 'signature.json', 'timestamp.tsr'];
const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const LIMITS = { files: 10_000, bytes: 2_000_000_000 };

// A line break or an escape in a name of the package could write a verdict of its own on the screen.
const printable = (value) => String(value).replaceAll(/\p{Cc}/gu, '\uFFFD');

class Broken extends Error {
  constructor(file, why) {
    super(printable(`${file}: ${why}`));
    this.file = printable(file);
  }
}

const fail = (file, why) => {
  throw new Broken(file, why);
};
const digest = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex');
const text = (bytes) => Buffer.from(bytes).toString('utf8');
const byCodeUnits = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// ---- what a bag may hold ------------------------------------------------------------------------------------------

function checkName(path) {
  if (path.length > 200) fail(path, 'the name is longer than 200 characters');
  if (path.split('/').includes('..')) fail(path, 'the name leaves the bag');
  if (path.startsWith('/') || path.includes('\\') || path.includes(':'))
    fail(path, 'the name is absolute or not portable');
  if (path.toLowerCase() === 'fetch.txt') fail(path, 'fetch.txt is refused: nothing is ever fetched');
  if (!/^(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*$/.test(path))
    fail(path, 'a name that no bag of ours has');
}

function checkNames(paths) {
  const seen = new Map();
  if (paths.length > LIMITS.files) fail(paths[LIMITS.files], `more than ${LIMITS.files} files`);
  for (const path of paths) {
    checkName(path);
    const same = seen.get(path.toLowerCase());
    if (same !== undefined)
      fail(path, same === path ? 'the name stands twice' : `it differs from ${same} by case alone`);
    seen.set(path.toLowerCase(), path);
  }
}

function readFolder(root) {
  const paths = [];
  const walk = (folder, prefix) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${prefix}${entry.name}`;
      if (!entry.isDirectory() && !entry.isFile()) fail(path, 'links and special files are refused');
      checkName(path);
      if (entry.isDirectory()) walk(join(folder, entry.name), `${path}/`);
      else paths.push(path);
      if (paths.length > LIMITS.files) fail(path, `more than ${LIMITS.files} files`);
    }
  };
  walk(root, '');
  checkNames(paths.sort(byCodeUnits));
  let total = 0;
  const files = new Map();
  for (const path of paths) {
    total += lstatSync(join(root, path)).size;
    if (total > LIMITS.bytes) fail(path, `more than ${LIMITS.bytes} bytes in all`);
    files.set(path, readFileSync(join(root, path)));
  }
  return files;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let i = 0; i < 8; i++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 255];
  return (crc ^ 0xffffffff) >>> 0;
}

// The one ZIP that these files make: stored, name order, 1 January 1980, plain files of mode 644.
function zipOf(files) {
  const [bodies, heads] = [[], []];
  let at = 0;
  for (const [path, bytes] of [...files].sort(([a], [b]) => byCodeUnits(a, b))) {
    const name = Buffer.from(path, 'latin1');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(0o100644 * 65536, 6);
    tail.writeUInt32LE(at, 10);
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, bytes);
    heads.push(Buffer.from('PK\x01\x02\x3f\x03', 'latin1'), common, tail, name);
    at += 30 + name.length + bytes.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

// Reads the files along the local headers, so that nothing can stand between them; `zipOf` then judges every other byte.
function readZip(path) {
  const bytes = readFileSync(path);
  const files = new Map();
  const names = [];
  let at = 0;
  while (at + 30 <= bytes.length && bytes.readUInt32LE(at) === 0x04034b50) {
    const size = bytes.readUInt32LE(at + 18);
    const name = bytes.toString('latin1', at + 30, at + 30 + bytes.readUInt16LE(at + 26));
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (bytes.readUInt16LE(at + 8) !== 0) fail(path, 'its entries are deflated; unpack it and verify the folder');
    if (start + size > bytes.length) fail(name, 'the ZIP ends inside it');
    names.push(name);
    if (names.length > LIMITS.files) fail(name, `more than ${LIMITS.files} files`);
    files.set(name, bytes.subarray(start, start + size));
    at = start + size;
  }
  checkNames(names);
  return { files, container: bytes };
}

// ---- bytes --------------------------------------------------------------------------------------------------------

function checkManifest(files, manifest, expected) {
  const algorithm = manifest.includes('sha512') ? 'sha512' : 'sha256';
  const content = text(files.get(manifest));
  const lines = content === '' ? [] : content.slice(0, -1).split('\n');
  if (content !== '' && !content.endsWith('\n')) fail(manifest, 'it does not have the form of a manifest');
  const form = new RegExp(`^([0-9a-f]{${algorithm === 'sha512' ? 128 : 64}}) {2}(\\S+)$`);
  const wanted = new Set(expected);
  const listed = new Set();
  let before = '';
  for (const line of lines) {
    const [, value, path] = form.exec(line) ?? [];
    if (path === undefined || path <= before) fail(manifest, 'it does not have the form of a manifest');
    before = path;
    if (!files.has(path)) fail(path, `${manifest} lists it and it is not there`);
    if (!wanted.has(path)) fail(manifest, `it lists ${path}, which does not belong there`);
    if (digest(algorithm, files.get(path)) !== value) fail(path, `its ${algorithm} is not the one in ${manifest}`);
    listed.add(path);
  }
  const missing = expected.find((path) => !listed.has(path));
  if (missing !== undefined) fail(missing, `${manifest} does not list it`);
}

// RFC 8785 for what a package holds: texts, booleans, null and whole numbers.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort(byCodeUnits)
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}

function readJson(files, path) {
  if (!files.has(path)) return null;
  let value = null;
  try {
    value = JSON.parse(text(files.get(path)));
  } catch {
    fail(path, 'it is not JSON');
  }
  if (canonical(value) !== text(files.get(path))) fail(path, 'it is not canonical JSON');
  return value;
}

function isSigned({ publicKey, signature }, bytes) {
  const der = Buffer.from(`302a300506032b6570032100${publicKey}`, 'hex');
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verifySignature(null, bytes, key, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}

function checkSignature(files) {
  const value = readJson(files, SIGNATURE);
  const hex = (item, digits) => typeof item === 'string' && new RegExp(`^[0-9a-f]{${digits}}$`).test(item);
  const sound =
    value !== null &&
    Object.keys(value).sort().join() === 'alg,keyId,publicKey,signature' &&
    value.alg === 'Ed25519' &&
    hex(value.keyId, 64) &&
    hex(value.publicKey, 64) &&
    hex(value.signature, 128);
  if (!sound) fail(SIGNATURE, 'it is not the canonical JSON of a signature');
  if (digest('sha256', Buffer.from(value.publicKey, 'hex')) !== value.keyId)
    fail(SIGNATURE, 'keyId is not the fingerprint of publicKey');
  if (isSigned(value, files.get(TAG_MANIFEST))) return value.keyId;
  // When every digest of the tag manifest still fits, the signature was changed; else the manifest was.
  try {
    checkManifest(files, TAG_MANIFEST, TAG_FILES);
  } catch {
    fail(TAG_MANIFEST, 'it is not what was signed');
  }
  return fail(SIGNATURE, `the signature does not fit ${TAG_MANIFEST}`);
}

function checkBytes(files) {
  const payload = [...files.keys()].filter((path) => path.startsWith('data/')).sort(byCodeUnits);
  const known = new Set([...payload, ...TAG_FILES, TAG_MANIFEST, SIGNATURE]);
  const absent = [...known].find((path) => !files.has(path));
  if (absent !== undefined) fail(absent, 'the file is missing');
  const stranger = [...files.keys()].find((path) => !known.has(path) && path !== TIME_STAMP);
  if (stranger !== undefined) fail(stranger, 'the file does not belong to the bag');
  if (payload.length === 0) fail('data/', 'the payload is empty');
  const fingerprint = checkSignature(files);
  checkManifest(files, TAG_MANIFEST, TAG_FILES);
  if (text(files.get('bagit.txt')) !== BAGIT) fail('bagit.txt', 'it is not BagIt 1.0');
  checkManifest(files, 'manifest-sha256.txt', payload);
  checkManifest(files, 'manifest-sha512.txt', payload);
  const octets = payload.reduce((sum, path) => sum + files.get(path).length, 0);
  const oxum = `Payload-Oxum: ${octets}.${payload.length}`;
  if (!text(files.get('bag-info.txt')).split('\n').includes(oxum))
    fail('bag-info.txt', 'Payload-Oxum does not fit the payload');
  return fingerprint;
}

// ---- chain of custody and time stamp ------------------------------------------------------------------------------

export function chainFault(events, head) {
  let prev = '0'.repeat(64);
  for (const [i, event] of events.entries()) {
    if (event.seq !== i + 1 || event.prev !== prev) return `event ${i + 1} does not follow from the one before`;
    prev = digest('sha256', canonical(event));
  }
  return head === prev ? null : 'its head is not the hash of its last event';
}

function checkCustody(files) {
  const path = 'data/custody.json';
  const custody = readJson(files, path);
  if (custody === null) return 0;
  const events = Array.isArray(custody.events) ? custody.events : [];
  const fault = chainFault(events, custody.head);
  if (fault !== null) fail(path, fault);
  const held = new Set(events.filter(({ act }) => act === 'received').map(({ itemSha256 }) => itemSha256));
  for (const { label, sha256 } of readJson(files, 'data/sources.json')?.sources ?? [])
    if (!held.has(sha256)) fail(path, `it does not tell how ${label} came in`);
  const lines = [...files]
    .filter(([name]) => name.startsWith('data/') && name !== path)
    .sort(([a], [b]) => byCodeUnits(a, b));
  const payload = digest('sha256', lines.map(([name, bytes]) => `${digest('sha256', bytes)}  ${name}\n`).join(''));
  const last = events.at(-1);
  if (last?.act !== 'packaged' || last.itemSha256 !== payload)
    fail(path, 'its last event is not the packaging of this payload');
  return events.length;
}

function derParts(bytes, from = 0, to = bytes.length) {
  const parts = [];
  for (let at = from; at < to; ) {
    const count = bytes[at + 1] < 128 ? 0 : bytes[at + 1] - 128;
    if (count > 4) throw new TypeError('a length');
    const length = count === 0 ? bytes[at + 1] : bytes.readUIntBE(at + 2, count);
    const start = at + 2 + count;
    if (!(start + length <= to)) throw new TypeError('it ends too early');
    parts.push({ tag: bytes[at], content: bytes.subarray(start, start + length), start, end: start + length });
    at = start + length;
  }
  return parts;
}

const HASHES = { '608648016503040201': 'sha256', '608648016503040202': 'sha384', '608648016503040203': 'sha512' };

// The stamped digest and the time; the token's own signature is checked by `redress verify` and `openssl ts`.
function checkTimeStamp(files) {
  const bytes = files.get(TIME_STAMP);
  if (bytes === undefined) return null;
  let [hash, imprint, time] = [];
  try {
    const outer = derParts(derParts(bytes)[0].content);
    const info = outer[0].tag === 6 ? outer : derParts(outer[1].content);
    const signed = derParts(derParts(info[1].content)[0].content);
    const octets = derParts(derParts(signed[2].content)[1].content)[0].content;
    const tst = derParts(derParts(octets)[0].content);
    const [algorithm, value] = derParts(tst[2].content);
    hash = HASHES[Buffer.from(derParts(algorithm.content)[0].content).toString('hex')];
    [imprint, time] = [Buffer.from(value.content).toString('hex'), Buffer.from(tst[4].content).toString('latin1')];
  } catch {
    fail(TIME_STAMP, 'it is not a time-stamp token that can be read');
  }
  const fits =
    hash !== undefined && [TAG_MANIFEST, SIGNATURE].some((path) => digest(hash, files.get(path)) === imprint);
  if (!fits) fail(TIME_STAMP, 'it was given for other bytes than the tag manifest or the signature');
  if (!/^\d{14}(?:\.\d{1,9})?Z$/.test(time)) fail(TIME_STAMP, 'its time is not of the form of RFC 3161');
  return `${time.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:$6')}, token signature not checked`;
}

// ---- figures ------------------------------------------------------------------------------------------------------

const PLACES = 18;

// A decimal text as whole 10^-18; null for anything else. No sum of a package has more digits than 60.
function decimal(value) {
  const match = /^(-?)(\d{1,60})(?:\.(\d{1,18}))?$/.exec(value ?? '');
  if (match === null) return null;
  const units = BigInt(match[2] + (match[3] ?? '').padEnd(PLACES, '0'));
  return match[1] === '-' ? -units : units;
}

// Where a quoted cell ends that begins at `at`: quotes inside it are doubled. A cell may be longer than a pattern can go.
function quotedEnd(content, at) {
  let end = content.indexOf('"', at + 1);
  while (end !== -1 && content[end + 1] === '"') end = content.indexOf('"', end + 2);
  return end;
}

function csvRows(file, content) {
  const rows = [];
  const plain = /[^",\r]*/y;
  let [row, at] = [[], 0];
  while (at < content.length) {
    const quoted = content[at] === '"';
    plain.lastIndex = at;
    const end = quoted ? quotedEnd(content, at) + 1 : at + plain.exec(content)[0].length;
    const isRowEnd = content.startsWith('\r\n', end);
    if ((quoted && end === 0) || (!isRowEnd && content[end] !== ',')) fail(file, 'it is not a table of our form');
    row.push(quoted ? content.slice(at + 1, end - 1).replaceAll('""', '"') : content.slice(at, end));
    at = end + (isRowEnd ? 2 : 1);
    if (!isRowEnd) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function readTable(files, name) {
  const file = `data/schedules/${name}`;
  if (!files.has(file)) return null;
  const [columns = [], ...rows] = csvRows(file, text(files.get(file)));
  const records = rows.map((cells, i) => ({
    ...Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])),
    // Last, because a schedule has a column of this name.
    line: i + 2,
  }));
  return { file, columns, rows: records };
}

const failRow = ({ file }, { line }, why) => fail(file, `line ${line}: ${why}`);

// The numbers that a row lists: never more than the `most` that there are, as a short cell could name them without end.
function listed(table, row, most) {
  const numbers = [];
  for (const item of row.movements === '' ? [] : row.movements.split(', ')) {
    const run = /^T-(\d{1,9})(?: to T-(\d{1,9}))?$/.exec(item);
    const [first, last] = [Number(run?.[1]), Number(run?.[2] ?? run?.[1])];
    if (run === null || last > most) failRow(table, row, `it lists ${item.slice(0, 40)}, which is no movement`);
    if (numbers.length + last - first >= most) failRow(table, row, 'it lists more movements than there are');
    for (let number = first; number <= last; number++) numbers.push(number);
  }
  return numbers;
}

function readMovements(files) {
  const table = readTable(files, 'movements.csv');
  if (table === null) return [];
  const labels = new Set(
    (readJson(files, 'data/sources.json')?.sources ?? [])
      .filter(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))
      .map(({ label }) => label),
  );
  return table.rows.map((row, i) => {
    const amount = decimal(row.amount);
    if (amount === null || !/^[A-Z]{3}$/.test(row.currency))
      failRow(table, row, 'its amount is not a decimal with a currency');
    if (row.movement !== `T-${i + 1}`) failRow(table, row, `it should be T-${i + 1}`);
    const unlisted = row.source.split('; ').find((part) => !labels.has(part.split(' ')[0]));
    if (unlisted !== undefined) failRow(table, row, 'it cites an original that data/sources.json does not list');
    return { ...row, units: amount };
  });
}

const BOTH = { to_account: ['credits', 'credited'], from_account: ['debits', 'debited'] };
const SUMS = [
  { name: 'by-account.csv', rowKey: () => '', movementKey: () => '', sides: BOTH },
  {
    name: 'by-counterparty.csv',
    rowKey: (row) => row.counterparty,
    movementKey: (m, side) => (side === 'to_account' ? m.from : m.to),
    sides: BOTH,
  },
  { name: 'by-month.csv', rowKey: (row) => row.month, movementKey: (m) => m.date.slice(0, 7), sides: BOTH },
  {
    name: 'payments-by-method.csv',
    rowKey: (row) => row.method,
    movementKey: (m) => m.method,
    sides: { from_account: ['payments', 'amount'] },
  },
];

// Each movement must stand in exactly the row that it belongs to, and each row must add up.
function checkSumSchedule(files, movements, { name, rowKey, movementKey, sides }) {
  const table = readTable(files, name);
  if (table === null) return 0;
  const open = new Map();
  for (const [i, movement] of movements.entries()) {
    if (movement.from_account === movement.to_account) continue;
    for (const side of Object.keys(sides)) {
      if (movement[side] === '') continue;
      open.set(JSON.stringify([movement[side], movement.currency, movementKey(movement, side), i + 1]), side);
    }
  }
  for (const row of table.rows) {
    const found = Object.fromEntries(Object.keys(sides).map((side) => [side, { count: 0, sum: 0n }]));
    for (const number of listed(table, row, movements.length)) {
      const key = JSON.stringify([row.account, row.currency, rowKey(row), number]);
      const side = open.get(key);
      if (side === undefined) failRow(table, row, `it lists T-${number}, which does not belong there`);
      open.delete(key);
      found[side].count += 1;
      found[side].sum += movements[number - 1].units;
    }
    for (const [side, [count, amount]] of Object.entries(sides)) {
      if (row[count] !== `${found[side].count}`) failRow(table, row, `${count} should be ${found[side].count}`);
      if (decimal(row[amount]) !== found[side].sum) failRow(table, row, `${amount} does not add up`);
    }
  }
  for (const key of open.keys()) fail(table.file, `no row lists T-${JSON.parse(key)[3]}`);
  return table.rows.length;
}

function checkListedSums(files, movements, name) {
  const table = readTable(files, name);
  for (const row of table?.rows ?? []) {
    const numbers = listed(table, row, movements.length);
    if (numbers.length === 0) continue;
    const found = numbers.map((number) => movements[number - 1]);
    if (found.some((m) => m === undefined || m.currency !== row.currency))
      failRow(table, row, 'it lists a movement that is not there');
    if (found.reduce((sum, { units }) => sum + units, 0n) !== decimal(row.amount))
      failRow(table, row, 'amount does not add up');
  }
  return table?.rows.length ?? 0;
}

// ---- traces: money as exact fractions over one denominator, in minor units --------------------------------------------

const OWN = 'own';

function least(a, b) {
  if (a < b) return a;
  return b;
}

const most = (a, b) => -least(-a, -b);

const MOST = 1n << 4096n;

function gcd(a, b) {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function reduced({ over, parts }) {
  const kept = [...parts].filter(([, units]) => units !== 0n).sort(([a], [b]) => byCodeUnits(a, b));
  const divisor = kept.reduce((common, [, units]) => gcd(common, units), over);
  return { over: over / divisor, parts: new Map(kept.map(([tag, units]) => [tag, units / divisor])) };
}

// Whole multiples of 1 / scale that add exactly to the total; what is left over goes to the largest remainders.
function largestRemainder({ over, parts }, scale) {
  const rows = [...parts].map(([tag, units]) => ({ tag, whole: (units * scale) / over, rest: (units * scale) % over }));
  const total = ([...parts.values()].reduce((sum, units) => sum + units, 0n) * scale) / over;
  let missing = Number(total - rows.reduce((sum, { whole }) => sum + whole, 0n));
  rows.sort((a, b) => (a.rest === b.rest ? byCodeUnits(a.tag, b.tag) : a.rest > b.rest ? -1 : 1));
  return new Map(rows.map(({ tag, whole }) => [tag, missing-- > 0 ? whole + 1n : whole]));
}

// Past 4,096 bits a composition is put in lowest terms, and if it stays longer rounded to 10^-12 of a minor unit, as the
// engine does. Lowest terms are not made before they are needed: the value is the same.
function bounded(money) {
  if (money.over < MOST) return money;
  const lowest = reduced(money);
  return lowest.over < MOST ? lowest : reduced({ over: 10n ** 12n, parts: largestRemainder(lowest, 10n ** 12n) });
}

const nothing = () => ({ over: 1n, parts: new Map() });
const totalOf = ({ over, parts }) => [...parts.values()].reduce((sum, units) => sum + units, 0n) / over;

function added(a, b) {
  const parts = new Map([...a.parts].map(([tag, units]) => [tag, units * b.over]));
  for (const [tag, units] of b.parts) parts.set(tag, (parts.get(tag) ?? 0n) + units * a.over);
  return { over: a.over * b.over, parts };
}

function split(money, units) {
  const total = totalOf(money);
  if (total === 0n) return [nothing(), money];
  const share = (n) => ({
    over: money.over * total,
    parts: new Map([...money.parts].map(([tag, part]) => [tag, part * n])),
  });
  return [share(units), share(total - units)];
}

const single = (tag, units) => ({ over: 1n, parts: new Map([[tag, units]]) });

// Own money and claims as two classes, one of which is spent first; claims share a loss in proportion.
function classes(ownFirst) {
  let [own, claims] = [0n, nothing()];
  return {
    deposit: (tag, units) => {
      if (tag === OWN) own += units;
      else claims = added(claims, single(tag, units));
    },
    withdraw: (units) => {
      const fromOwn = ownFirst ? least(units, own) : units - least(units, totalOf(claims));
      const [taken, left] = split(claims, units - fromOwn);
      own -= fromOwn;
      claims = bounded(left);
      return added(single(OWN, fromOwn), taken);
    },
    holds: () => added(single(OWN, own), claims),
  };
}

function proRata() {
  let held = nothing();
  return {
    deposit: (tag, units) => {
      held = added(held, single(tag, units));
    },
    withdraw: (units) => {
      const [taken, left] = split(held, units);
      held = bounded(left);
      return taken;
    },
    holds: () => held,
  };
}

function lots(newestFirst) {
  const held = [];
  const sum = (items) => items.reduce((money, { tag, units }) => added(money, single(tag, units)), nothing());
  return {
    deposit: (tag, units) => {
      if (units > 0n) held.push({ tag, units });
    },
    withdraw: (units) => {
      const taken = [];
      while (units > 0n && held.length > 0) {
        const lot = newestFirst ? held.at(-1) : held[0];
        const part = least(lot.units, units);
        taken.push({ tag: lot.tag, units: part });
        lot.units -= part;
        units -= part;
        if (lot.units === 0n) newestFirst ? held.pop() : held.shift();
      }
      return sum(taken);
    },
    holds: () => sum(held),
  };
}

const METHODS = {
  libr: () => classes(true),
  'taint-last': () => classes(true),
  'taint-first': () => classes(false),
  fifo: () => lots(false),
  lifo: () => lots(true),
  'pro-rata': proRata,
};

const decimalsOf = (value) => (value.split('.')[1] ?? '').length;
const claimsIn = (printed) => [...printed].reduce((sum, [tag, units]) => (tag === OWN ? sum : sum + units), 0n);
const atPlaces = (value, places) => {
  const units = decimal(value);
  return units === null ? null : units / 10n ** BigInt(PLACES - places);
};

function checkMethod(tables, result, lines, method) {
  const scale = Math.max(decimalsOf(result.opening), ...lines.map((line) => decimalsOf(line.credit || line.debit)));
  const [places, finer] = [Math.max(4, scale), 4 > scale ? 10n ** BigInt(4 - scale) : 1n];
  const opening = atPlaces(result.opening, scale);
  if (opening === null) failRow(tables.results, result, 'its opening balance is not a decimal');
  const book = METHODS[method]();
  let [balance, hole] = opening < 0n ? [0n, -opening] : [opening, 0n];
  let running = opening;
  book.deposit(OWN, balance);
  for (const line of lines) {
    const units = atPlaces(line.credit || line.debit, scale);
    let moved = nothing();
    if (line.credit !== '') {
      const fills = least(units, hole);
      [hole, balance, running] = [hole - fills, balance + units - fills, running + units];
      moved = single(line.tag || OWN, units - fills);
      book.deposit(line.tag || OWN, units - fills);
    } else {
      const covered = least(units, balance);
      moved = book.withdraw(covered);
      // A payment above the balance takes all of it, which ends every claim.
      [balance, hole, running] = [balance - covered, hole + units - covered, running - units];
    }
    if (atPlaces(line.balance, scale) !== running)
      failRow(tables.lines, line, 'balance does not follow from the line before');
    if (atPlaces(line[method], places) !== claimsIn(largestRemainder(moved, finer)))
      failRow(tables.lines, line, `${method} is not what the method gives`);
  }
  if (atPlaces(result[method], scale) !== claimsIn(largestRemainder(book.holds(), 1n)))
    failRow(tables.results, result, `${method} is not what the method leaves`);
}

// The schedule of payments that took cited money says what the lines of the traces say, of each such payment once.
function checkPayments(files, lines) {
  const table = readTable(files, 'traced-payments.csv') ?? { file: 'data/schedules/traced-payments.csv', rows: [] };
  const methods = lines.columns.slice(lines.columns.indexOf('balance') + 1);
  const keyOf = (row) => JSON.stringify([row.account, row.movement, ...methods.map((method) => row[method])]);
  const took = lines.rows.filter((row) => row.debit !== '' && methods.some((method) => /[1-9]/.test(row[method])));
  const open = new Map(took.map((row) => [keyOf(row), row.movement]));
  for (const row of table.rows)
    if (!open.delete(keyOf(row))) failRow(table, row, 'no line of the traces says this, or a row above');
  for (const movement of open.values()) fail(table.file, `it leaves out ${movement}`);
}

function checkTraces(files, movements) {
  const tables = { lines: readTable(files, 'trace-lines.csv'), results: readTable(files, 'trace-results.csv') };
  if (tables.lines === null || tables.results === null) {
    if (tables.lines !== tables.results)
      fail('data/schedules/trace-lines.csv', 'it and trace-results.csv stand together');
    return 0;
  }
  const byAsset = new Map();
  for (const line of tables.lines.rows) {
    if (!byAsset.has(line.asset)) byAsset.set(line.asset, []);
    byAsset.get(line.asset).push(line);
  }
  for (const result of tables.results.rows) {
    const lines = byAsset.get(result.asset) ?? [];
    byAsset.delete(result.asset);
    for (const line of lines) {
      const movement = movements[Number(line.movement.slice(2)) - 1];
      const [amount, account] =
        line.credit === '' ? [line.debit, movement?.from_account] : [line.credit, movement?.to_account];
      const same =
        movement !== undefined &&
        account === line.account &&
        movement.date === line.date &&
        movement.currency === result.currency &&
        movement.units === decimal(amount);
      if (!same) failRow(tables.lines, line, `it does not say what ${line.movement} says`);
    }
    // Each movement of the account once, from the day after the opening balance.
    const [, since = ''] = /^stated (\d{4}-\d\d-\d\d)$/.exec(result.opening_basis) ?? [];
    const listed = new Set(lines.map(({ movement }) => movement));
    const belongs = ({ from_account, to_account, currency, date }) =>
      (from_account === result.account) !== (to_account === result.account) &&
      currency === result.currency &&
      date > since;
    const expected = movements.filter(belongs);
    const missing = expected.find(({ movement }) => !listed.has(movement));
    if (missing !== undefined) fail(tables.lines.file, `no line of ${result.asset} names ${missing.movement}`);
    if (lines.length !== expected.length)
      fail(tables.lines.file, `${result.asset} has lines that do not belong to its account`);
    const early = lines.find((line, i) => i > 0 && line.date < lines[i - 1].date);
    if (early !== undefined) failRow(tables.lines, early, 'it is dated before the line above it');
    for (const method of Object.keys(METHODS))
      if (tables.results.columns.includes(method)) checkMethod(tables, result, lines, method);
  }
  for (const [line] of byAsset.values()) failRow(tables.lines, line, 'trace-results.csv does not name its asset');
  checkPayments(files, tables.lines);
  return tables.results.rows.length;
}

// ---- restitution worksheets (18 USC 1593: losses plus the greater of gross value and labour) -----------------------

const HALF_A_CENT = 5n * 10n ** 33n; // in 10^-36 dollars, as are products of two decimals

// Straight time, least and most. Of one rate it is known exactly; where the minimum wage changed inside the week, the hours
// of each rate are not printed: then it lies between the lowest and the highest, within half a cent of what is printed.
function straightOf(hours, rates, printed) {
  const at = rates.map((rate) => rate * hours);
  const [low, high] = [at.reduce((a, b) => least(a, b)), at.reduce((a, b) => most(a, b))];
  if (low === high) return [low, high];
  const exact = printed * 10n ** 18n;
  return [most(low, exact - HALF_A_CENT), least(high, exact + HALF_A_CENT)];
}

// 29 USC 206(a)(1), 207(a)(1): straight time, and half the regular rate for each hour over 40; half up to cents once.
function dueFor(straight, hours, exempt) {
  if (hours === 0n) return 0n;
  const over = exempt ? 0n : most(0n, hours - 40n * 10n ** 18n);
  const [dividend, divisor] = [straight * (2n * hours + over), 2n * hours];
  return ((dividend + HALF_A_CENT * divisor) / (2n * HALF_A_CENT * divisor)) * 10n ** 16n;
}

const regularRate = (straight, hours) =>
  ((2n * straight + hours * 10n ** 14n) / (2n * hours * 10n ** 14n)) * 10n ** 14n;

// The first figure of a week that its hours, rates and payments do not give, or null.
function weekFault(week) {
  const names = ['hours', 'rate', 'regularRate', 'straight', 'premium', 'due', 'paid', 'credited', 'unpaid'];
  const [hours, rate, regular, straight, premium, due, paid, credited, unpaid] = names.map((name) =>
    decimal(week[name]),
  );
  const strange = names.find((name) => !(decimal(week[name]) >= 0n));
  if (strange !== undefined) return strange;
  const rates = (Array.isArray(week.rates) ? week.rates : []).map((item) => decimal(item?.rate));
  if (rates.length === 0 || rates.some((item, i) => item === null || item === rates[i - 1])) return 'rates';
  if (rate !== rates[0]) return 'rate';
  const [low, high] = straightOf(hours, rates, straight);
  const between = (value, of) => of(low) <= value && value <= of(high);
  if (low > high || !between(straight, (of) => ((of + HALF_A_CENT) / (2n * HALF_A_CENT)) * 10n ** 16n))
    return 'straight';
  if (hours === 0n ? regular !== rate : !between(regular, (of) => regularRate(of, hours))) return 'regularRate';
  if (!between(due, (of) => dueFor(of, hours, week.overtimeExempt === true))) return 'due';
  if (straight + premium !== due) return 'premium';
  return unpaid === most(0n, due - paid - credited) ? null : 'unpaid';
}

function checkVictim(file, victim, liquidated) {
  const read = (name, value) => decimal(value) ?? fail(file, `${victim.id}: ${name} is not a decimal`);
  let unpaid = 0n;
  for (const week of victim.weeks ?? []) {
    const wrong = weekFault(week);
    if (wrong !== null)
      fail(file, `${victim.id}: ${wrong} of the week of ${week.start} does not follow from the others`);
    unpaid += decimal(week.unpaid);
  }
  const [flsa, extra, limb] = ['flsa', 'flsaLiquidated', 'labourLimb'].map((name) => read(name, victim[name]));
  if ((victim.weeks ?? []).length > 0 && flsa !== unpaid) fail(file, `${victim.id}: flsa is not the sum of its weeks`);
  if (extra !== flsa) fail(file, `${victim.id}: flsaLiquidated is not what flsa is`);
  const losses = (victim.lines ?? [])
    .filter(({ category, counted }) => counted && /^[A-F]$/.test(category))
    .reduce((sum, { amount }) => sum + read('a loss', amount), 0n);
  if (read('losses', victim.losses) !== losses) fail(file, `${victim.id}: losses is not the sum of its lines`);
  if (limb !== most(read('gross', victim.gross), flsa + (liquidated ? extra : 0n)))
    fail(file, `${victim.id}: labourLimb is not the greater of gross and labour`);
  if (read('total', victim.total) !== losses + limb) fail(file, `${victim.id}: total is not losses with labourLimb`);
}

// The schedule of workweeks says of every week what the worksheet says, and of no other.
function checkWeekSchedule(files, victims) {
  const weeks = victims.flatMap((victim) => (victim.weeks ?? []).map((week) => [victim.id, week]));
  const table = readTable(files, 'restitution-weeks.csv');
  if (table === null) {
    if (weeks.length > 0) fail('data/schedules/restitution-weeks.csv', 'the file is missing');
    return;
  }
  const same = { hours: 'hours', week_start: 'start', week_end: 'end', regular_rate: 'regularRate' };
  for (const name of ['straight', 'premium', 'due', 'paid', 'credited', 'unpaid']) same[name] = name;
  for (const [i, row] of table.rows.entries()) {
    const [victim, week] = weeks[i] ?? failRow(table, row, 'the worksheet has no such workweek');
    const later = week.rates.slice(1).map(({ rate, from }) => `; ${rate} from ${from}`);
    const said = { victim, rate: `${week.rate}${later.join('')}` };
    said.overtime_exempt = week.overtimeExempt === true ? '29 USC 213(b)(21)' : '';
    for (const [column, name] of Object.entries(same)) said[column] = week[name];
    const wrong = Object.keys(said).find((column) => row[column] !== said[column]);
    if (wrong !== undefined) failRow(table, row, `${wrong} is not what the worksheet says`);
  }
  if (table.rows.length !== weeks.length) fail(table.file, 'it does not hold every workweek of the worksheet');
}

function checkWorksheets(files) {
  const file = 'data/restitution.json';
  const { victims = [], liquidatedCounted = false } = readJson(files, file) ?? {};
  for (const victim of victims) checkVictim(file, victim, liquidatedCounted === true);
  checkWeekSchedule(files, victims);
  return victims.length;
}

// ---- all of it ----------------------------------------------------------------------------------------------------

// Checks files by path (bytes) and answers the report; `container` is the ZIP they came in, if any.
export function verifyFiles(files, { key = null, container = null, path = 'package' } = {}) {
  try {
    checkNames([...files.keys()]);
    const fingerprint = checkBytes(files);
    if (container !== null && Buffer.compare(zipOf(files), container) !== 0)
      fail(path, 'the ZIP container is damaged or was packed anew; unpack it and verify the folder');
    const timeStamp = checkTimeStamp(files);
    const movements = readMovements(files);
    const sums = [
      ...SUMS.map((schedule) => checkSumSchedule(files, movements, schedule)),
      ...['benefit.csv', 'returned-wages.csv'].map((name) => checkListedSums(files, movements, name)),
    ].reduce((a, b) => a + b, 0);
    const traces = checkTraces(files, movements);
    const worksheets = checkWorksheets(files);
    const custodyEvents = checkCustody(files);
    const figures = { movements: movements.length, sums, traces, worksheets, custodyEvents };
    const report = { files: files.size, fingerprint, figures, timeStamp };
    if (key === null)
      return { ok: true, verdict: `intact, SIGNER NOT CHECKED: ${fingerprint}`, firstBroken: null, ...report };
    return key.toLowerCase() === fingerprint
      ? { ok: true, verdict: `intact, signed by ${fingerprint}`, firstBroken: null, ...report }
      : {
          ok: false,
          verdict: `WRONG SIGNER: signed by ${fingerprint}, not by ${key}`,
          firstBroken: SIGNATURE,
          ...report,
        };
  } catch (error) {
    // Data of another form than ours: the bytes may hold, but nothing can be made again from them.
    const why = error instanceof Broken ? error.message : `its data is not of our form (${printable(error.message)})`;
    return { ok: false, verdict: `BROKEN: ${why}`, firstBroken: error.file ?? null, files: files.size };
  }
}

export function verifyPath(path, key = null) {
  try {
    const stat = lstatSync(path);
    if (stat.isDirectory()) return verifyFiles(readFolder(path), { key });
    if (!stat.isFile()) fail(path, 'links and special files are refused');
    if (stat.size > LIMITS.bytes) fail(path, `more than ${LIMITS.bytes} bytes`);
    const { files, container } = readZip(path);
    return verifyFiles(files, { key, container, path });
  } catch (error) {
    if (error instanceof Broken)
      return { ok: false, verdict: `BROKEN: ${error.message}`, firstBroken: error.file, files: 0 };
    const verdict = `${path} cannot be read (${error?.code ?? error})`;
    return { ok: false, verdict, firstBroken: null, files: 0 };
  }
}

function main(args) {
  const at = args.indexOf('--key');
  const key = at === -1 ? null : args[at + 1];
  const paths = args.filter((arg, i) => !arg.startsWith('--') && (at === -1 || i !== at + 1));
  if (paths.length !== 1 || key === undefined) {
    process.stderr.write('usage: node redress-verify.mjs PATH [--key FINGERPRINT] [--json]\n');
    return 2;
  }
  const report = verifyPath(paths[0], key);
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else {
    process.stdout.write(`${paths[0]}: ${report.verdict} (${report.files} files)\n`);
    if (report.figures !== undefined) process.stdout.write(`made again: ${JSON.stringify(report.figures)}\n`);
    if (report.timeStamp) process.stdout.write(`time stamp: ${report.timeStamp}\n`);
  }
  return report.ok ? 0 : 1;
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === realpathSync(process.argv[1]))
  process.exitCode = main(process.argv.slice(2));
