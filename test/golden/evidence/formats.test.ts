import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sha256Hex, unwrap } from '../../../src/core/index.ts';
import { GRAPH_FORMATS } from '../../../src/evidence/graph-export/formats.ts';
import { buildGraph } from '../../../src/evidence/index.ts';
import { fitSheet } from '../../../src/evidence/renderers/xlsx/limits.ts';
import { renderXlsx } from '../../../src/evidence/renderers/xlsx/workbook.ts';
import { exportInputOf } from '../../unit/evidence/export-input.ts';
import { makeScene } from '../../unit/leads/scene.ts';

const EXPECTED = readFileSync(join(import.meta.dirname, 'formats.sha256'), 'utf8');
const scene = await makeScene();

describe('an export, on every machine', () => {
  it('has these bytes: a workbook, and a graph in each of its formats', async () => {
    const sheet = fitSheet({
      name: 'rows',
      header: ['a', 'b'],
      rows: [
        ['1', '=x'],
        ['\u00e9', ''],
      ],
    });
    const about = { title: 'Rows', banner: 'CUI//SP-INV', draft: true, watermark: 'Copy 1', at: '2024-05-01' };
    const lines = [`${sha256Hex(await renderXlsx({ ...about, sheets: [sheet] }))}  rows.xlsx`];
    for (const format of GRAPH_FORMATS) {
      const { files } = unwrap(await buildGraph(exportInputOf(scene, { kind: 'graph', format }), format));
      for (const [name, bytes] of files) lines.push(`${sha256Hex(bytes)}  graph ${format} ${name}`);
    }
    assert.equal(`${lines.join('\n')}\n`, EXPECTED);
  });
});
