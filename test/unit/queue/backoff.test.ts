import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backoffSeconds } from '../../../src/queue/port/index.ts';

describe('the wait before another attempt', () => {
  it('doubles from one second to five minutes and stays there', () => {
    const seconds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1_000].map(backoffSeconds);
    assert.deepEqual(seconds, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });
});
