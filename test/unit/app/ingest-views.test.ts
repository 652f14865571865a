import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { auditEvent } from '../../../src/audit/index.ts';
import { asSha256, createRng, sha256Hex } from '../../../src/core/index.ts';
import type { Source } from '../../../src/facts/index.ts';
import { type Block, readSource } from '../../../src/sources/index.ts';
import { inChunks, places } from '../sources/reading.ts';
import { partsOf, readPart } from '../sources/splitting.ts';
import { type Desk, openDesk, shownBy, temporaryFolder } from './ingest-world.ts';

const rng = createRng('accounts that are named again and again');
const HEADER =
  'institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation';
/** 400 rows about 12 accounts, of which some are said to have been opened on another day now and then. */
const bytes = Buffer.from(
  `${HEADER}\n${Array.from({ length: 400 }, (_, i) => `021000021,${rng.int(12)},Holder ${i},person,,,joint,201${rng.int(3)},,,,,,`).join('\n')}\n`,
);
const sha256 = asSha256(sha256Hex(bytes));
const source: Source = {
  sha256,
  fileName: 'test-file',
  byteLength: bytes.length,
  format: 'redress-accounts',
  sourceClass: 'PROCESS_OBTAINED',
  compartment: 'local',
  custodian: null,
  receivedAt: null,
  status: 'receiving',
  rowsRead: 0,
  recordsStored: 0,
  quarantined: 0,
  reason: null,
};

async function store({ app, caller }: Desk, blocks: readonly Block[]): Promise<void> {
  const event = (key: string) =>
    auditEvent({
      viewer: caller.viewer,
      operation: 'test',
      key,
      object: sha256,
      decision: 'allowed',
      details: null,
      atMicros: 1,
    });
  await app.store.write(event('receive'), (writer) => writer.receive(source));
  for (const [index, { records, facts, quarantine }] of blocks.entries())
    await app.store.write(event(`batch ${index}`), (writer) =>
      writer.writeBatch({ source: sha256, records, facts, quarantine }),
    );
  const counts = { rowsRead: 400, recordsStored: 400, quarantined: 0 };
  await app.store.write(event('seal'), (writer) => writer.seal({ ...source, ...counts, status: 'sealed' }));
}

async function shownAfter(blocks: readonly Block[]): Promise<Record<string, unknown[]>> {
  const desk = await openDesk(join(temporaryFolder(), 'home'));
  try {
    await store(desk, blocks);
    return await shownBy(desk);
  } finally {
    await desk.app.close();
  }
}

describe('a file stored in parts', () => {
  it('is shown as the file stored whole, also where many rows say the same of an account, in any order of the parts', async () => {
    const whole: Block[] = [];
    for await (const block of readSource({ ...source, open: inChunks(bytes, 4_096), places })) whole.push(block);
    const parts: Block[] = [];
    for (const chunk of await partsOf({ format: source.format, bytes }, 700))
      parts.unshift(...(await readPart({ format: source.format, bytes }, chunk)));
    assert.deepEqual([whole.length, parts.length >= 20], [1, true]);

    const [shown, shownInParts] = [await shownAfter(whole), await shownAfter(parts)];
    assert.deepEqual(shownInParts, shown);
    assert.equal(shown.account?.length, 36, '12 accounts with 3 opening days each');
  });
});
