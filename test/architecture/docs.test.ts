import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { SETTINGS } from '../../src/app/config.ts';
import { ERROR_CATALOG } from '../../src/core/index.ts';
import { root } from './tree.ts';

const doc = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');
const firstCells = (text: string) => [...text.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map((match) => match[1]);

describe('the documents', () => {
  it('list every error code with its class and next step, and no other', () => {
    const text = doc('errors.md');
    assert.deepEqual(firstCells(text), Object.keys(ERROR_CATALOG).sort());
    for (const [code, { class: kind, next }] of Object.entries(ERROR_CATALOG))
      assert.ok(text.includes(`| \`${code}\` | ${kind} | ${next} |`), code);
  });

  it('list every setting with what it does, and no other', () => {
    const text = doc('settings.md');
    assert.deepEqual(firstCells(text), Object.keys(SETTINGS).sort());
    for (const [name, what] of Object.entries(SETTINGS)) assert.ok(text.includes(`| \`${name}\` | ${what} |`), name);
  });

  it('give every room a page of its own', () => {
    for (const room of readdirSync(join(root, 'src'), { withFileTypes: true })) {
      if (room.isDirectory())
        assert.ok(existsSync(join(root, 'src', room.name, 'README.md')), `src/${room.name}/README.md is missing`);
    }
  });

  it('name in the README only npm scripts that exist', () => {
    const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);
    const text = readFileSync(join(root, 'README.md'), 'utf8');
    for (const [, name] of text.matchAll(/npm run ([a-z:]+)/g))
      assert.ok(scripts.includes(name ?? ''), `npm run ${name}`);
  });
});
