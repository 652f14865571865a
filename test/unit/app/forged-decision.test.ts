import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { WHOLE_HOME } from '../../../src/access/index.ts';
import { analyze, auditVerify, ingest, listResults, personState } from '../../../src/app/index.ts';
import { auditEvent } from '../../../src/audit/index.ts';
import type { EntityId, PartyId } from '../../../src/core/index.ts';
import type { Decision } from '../../../src/facts/index.ts';
import type { StoreReader } from '../../../src/store/port/index.ts';
import { answer, callerOf, openEmbeddedHome } from '../../e2e/restore-drill.ts';

const folder = mkdtempSync(join(tmpdir(), 'redress-forged-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const SAR = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'formats', 'fincen-sar', 'valid.xml');

type Entity = {
  readonly id: EntityId;
  readonly kind: string;
  readonly mentions: readonly { readonly party: PartyId }[];
};

describe('a decision that was written past the product', () => {
  it('takes no protection away, is named by `audit verify`, and so is one that the log tells of and is not there', async () => {
    const app = await openEmbeddedHome(folder);
    try {
      await answer(app, ingest, { paths: [SAR] });
      await answer(app, analyze, {});
      const entities = (await answer(app, listResults, { kind: 'entity' })).results as Entity[];
      const person = entities.find(({ kind }) => kind === 'person');
      assert.ok(person !== undefined);
      const entity = person.id;
      await answer(app, personState, { entity, state: 'POSSIBLE_VICTIM', reason: 'spoke with them' });
      assert.deepEqual((await answer(app, auditVerify, {})).decisions, { stored: 1, missing: 0, unverified: [] });

      const party = person.mentions[0]?.party;
      assert.ok(party !== undefined);
      const forged: Decision = {
        kind: 'person-state',
        party,
        entity,
        state: 'CLEARED',
        reason: 'none',
        actor: 'local',
        keyId: callerOf(app, 'local').signer.keyId,
        signature: 'ab'.repeat(64),
        confirmedBy: 'local',
        ordinal: 2,
        atMicros: app.clock.nowMicros(),
        classes: ['BSA_LEAD_ONLY'],
      };
      const act = (operation: string) =>
        auditEvent({
          viewer: callerOf(app, 'local').viewer,
          operation,
          key: operation,
          object: party,
          decision: 'allowed',
          details: null,
          atMicros: app.clock.nowMicros(),
        });
      await app.store.write(act('forgery'), (writer) => writer.decide(forged));

      const states = async (read: StoreReader) =>
        (await read.judgements(WHOLE_HOME)).decisions.map((item) => item.kind === 'person-state' && item.state);
      assert.deepEqual(await states(app.store.stored), ['POSSIBLE_VICTIM', 'CLEARED']);
      assert.deepEqual(await states(app.store.read), ['POSSIBLE_VICTIM', 'POSSIBLE_VICTIM']);
      assert.equal((await answer(app, analyze, {})).unverified, 1);

      for (const operation of ['lead.move', 'person.state']) await app.store.note(act(operation));
      const verdict = await eventually(() => answer(app, auditVerify, {}));
      assert.deepEqual(verdict.decisions, {
        stored: 2,
        missing: 1,
        unverified: [{ object: party, actor: 'local', why: 'its signature does not fit what it says' }],
      });
    } finally {
      await app.close();
    }
  });
});

/** The verdict once the sequencer has placed every event, which takes it less than a second. */
async function eventually<T extends { readonly unsequenced: number }>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const verdict = await ask();
    if (verdict.unsequenced === 0) return verdict;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
