import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { INDICATORS } from '../../../src/detection/index.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'src', 'detection', 'indicators');

describe('Rule files', () => {
  it('open with six lines that say the same as the texts that findings carry', () => {
    for (const { id, about } of INDICATORS) {
      const head = readFileSync(join(FOLDER, `${id}.ts`), 'utf8')
        .split('\n')
        .slice(0, 8);
      const expected = [
        '/**',
        ` * Flags: ${about.flags}`,
        ` * Matters: ${about.matters}`,
        ` * Innocent: ${about.innocent}`,
        ` * Parameters: ${about.parameters}`,
        ` * Source: ${about.source}`,
        ` * Cost: ${about.cost}`,
        ' */',
      ];
      assert.deepEqual(head, expected, id);
    }
  });

  it('are all registered, one rule a file, with the rows 2, 7, 9, 10, 13, 14, 31, 32, 37 and 40 to 44 of the catalogue', () => {
    const files = readdirSync(FOLDER).filter((name) => !['indicator.ts', 'registry.ts'].includes(name));
    assert.deepEqual(files.sort(), INDICATORS.map((rule) => `${rule.id}.ts`).sort());
    assert.deepEqual(
      INDICATORS.map((rule) => rule.row),
      [2, 7, 9, 10, 13, 14, 31, 32, 37, 40, 41, 42, 43, 44],
    );
  });

  it('each have a test of their own', () => {
    const tests = new Set(readdirSync(import.meta.dirname));
    for (const { id } of INDICATORS) assert.ok(tests.has(`${id}.test.ts`), id);
  });
});
