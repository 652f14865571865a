import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { traceLedger } from '../../../src/tracing/index.ts';
import { ledger } from '../../unit/tracing/ledgers.ts';

describe('the trace of T1 of detection 4.3 with two claimants and no opening', () => {
  it('is this JSON, on every machine', () => {
    const trace = traceLedger(ledger(null, ['-20', '+100', '+100 V-1', '-50', '+200', '-180', '+60 V-2', '-40']));
    const expected = readFileSync(join(import.meta.dirname, 'two-claimants.json'), 'utf8');
    assert.deepEqual(trace, JSON.parse(expected));
  });
});
