import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { caseFile } from './vocabulary.ts';

const FOLDERS = [join(import.meta.dirname, 'cases'), join(import.meta.dirname, '..', 'queue', 'cases')];
const texts = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')));
const sparing = /"(only|skip|todo|adapter|adapters|embedded|sqlite|neo4j|bullmq|redis)"\s*:/i;

describe('the contract cases', () => {
  it('spare no adapter and single out none', () => {
    for (const text of texts) assert.doesNotMatch(text, sparing);
    assert.match('{ "neo4j": "skip" }', sparing);
  });

  it('have names of their own', () => {
    const names = texts.flatMap((text) => [...text.matchAll(/"name": "([^"]{20,})"/g)].map((match) => match[1]));
    assert.ok(names.length >= 100, `${names.length} cases`);
    assert.equal(new Set(names).size, names.length);
  });

  it('are refused when they use a word that the vocabulary lacks', () => {
    const stated = (more: string, then = '[{ "view": "records", "shows": [] }]') =>
      `{ "rule": "a rule that is long enough", "cases": [
        { "name": "a case that is long enough", "given": [], "when": [], "then": ${then} ${more} }] }`;
    const isCase = (text: string) => caseFile.safeParse(JSON.parse(text)).success;
    assert.equal(isCase(stated('')), true);
    for (const more of ['"skip": true', '"only": true', '"neo4j": "skip"'])
      assert.equal(isCase(stated(`, ${more}`)), false);
    assert.equal(isCase(stated('', '[]')), false);
  });
});
