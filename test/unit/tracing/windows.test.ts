import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadReference } from '../../../reference/load.ts';
import type { DateText } from '../../../src/core/index.ts';
import { fungibleDeadline, reachableWithoutTracing } from '../../../src/tracing/index.ts';
import { sharedData } from '../../shared-data.ts';

const date = (text: string) => text as DateText;

describe('18 USC 984', () => {
  it('lets an action commence up to one year from the offence, and not the day after (Q1, Q2)', () => {
    assert.equal(reachableWithoutTracing('account', date('2024-03-01'), date('2025-03-01')), true);
    assert.equal(reachableWithoutTracing('account', date('2024-03-01'), date('2025-03-02')), false);
  });

  it('opens on the day of the offence, and not before', () => {
    assert.equal(reachableWithoutTracing('account', date('2024-03-01'), date('2024-03-01')), true);
    assert.equal(reachableWithoutTracing('account', date('2024-03-01'), date('2024-02-29')), false);
  });

  it('covers cash, bearer instruments, account funds and precious metals only (Q3)', () => {
    assert.equal(reachableWithoutTracing('real_property', date('2024-03-01'), date('2024-04-01')), false);
    for (const kind of ['account', 'cash', 'bearer-instrument', 'precious-metal'])
      assert.equal(reachableWithoutTracing(kind, date('2024-03-01'), date('2024-04-01')), true, kind);
  });

  it('ends on 28 February for an offence of 29 February', () => {
    assert.equal(fungibleDeadline(date('2024-02-29')), '2025-02-28');
  });

  it('has the length that the clock table gives', () => {
    const clock = loadReference().clocks.get('fungible_property_window');
    assert.deepEqual([clock?.length, clock?.unit, clock?.authority], [1, 'years', '18 USC 984(b)']);
  });

  it('agrees with the fungible_984 group of legal_test_vectors.json', (t) => {
    const folder = sharedData('reference');
    if (folder === null) return t.skip('NOT RUN: shared data absent');
    const vectors = JSON.parse(readFileSync(join(folder, 'legal_test_vectors.json'), 'utf8')).fungible_984 as {
      property?: string;
      offence_date: string;
      action_commenced: string;
      allowed_without_tracing: boolean;
    }[];
    for (const { property = 'account', offence_date, action_commenced, allowed_without_tracing } of vectors)
      assert.equal(
        reachableWithoutTracing(property, date(offence_date), date(action_commenced)),
        allowed_without_tracing,
      );
  });
});
