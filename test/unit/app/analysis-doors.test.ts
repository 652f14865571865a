import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as face from '../../../src/app/index.ts';
import { OPERATIONS } from '../../../src/app/operations.ts';

describe('The parts of a Run', () => {
  it('are operations of the closed list, each audited, and offered by no door', () => {
    const offered = Object.values(face).flatMap((item) => ('run' in item && 'name' in item ? [item.name] : []));
    assert.ok(offered.includes('run.analyze'));
    for (const part of ['run.prepare', 'run.communities', 'run.join']) {
      assert.ok(OPERATIONS.some(({ name }) => name === part));
      assert.ok(!offered.includes(part), part);
    }
  });
});
