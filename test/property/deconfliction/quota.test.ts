import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import fc from 'fast-check';
import type { DateText } from '../../../src/core/index.ts';
import { DAILY_QUESTIONS, logBatch } from '../../../src/deconfliction/quota.ts';

const root = mkdtempSync(join(tmpdir(), 'redress-quota-'));
after(() => rmSync(root, { recursive: true, force: true }));
const RUNS = process.env.REDRESS_LONG === '1' ? 1_000 : 50;
let folders = 0;

it('no asker ever has more than 100 questions answered on a day, and is refused none that fits', () => {
  const batch = fc.record({ actor: fc.constantFrom('ann', 'ben'), size: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 12 }), (batches) => {
      const folder = join(root, String(folders++));
      const used = new Map<string, number>();
      for (const { actor, size } of batches) {
        const before = used.get(actor) ?? 0;
        const fits = before + size <= DAILY_QUESTIONS;
        const questions = Array.from({ length: size }, (_, at) => `q${at}`);
        const logged = logBatch(folder, '2026-03-02' as DateText, {
          ...{ actor, questions, at: '', agency: null, caseId: 'c1', purpose: 'test' },
        });
        used.set(actor, fits ? before + size : before);
        assert.deepEqual(logged, { granted: fits, left: DAILY_QUESTIONS - (used.get(actor) ?? 0) });
      }
    }),
    { numRuns: RUNS },
  );
});
