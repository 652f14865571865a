import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sha256Hex } from '../../../src/core/index.ts';
import { renderHtml } from '../../../src/evidence/renderers/html.ts';
import { renderPdf } from '../../../src/evidence/renderers/pdf.ts';
import { smallSummary } from '../../unit/evidence/small-summary.ts';

const expected = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');

describe('the rendered summary, on every machine', () => {
  it('is this page of HTML', () => {
    assert.equal(renderHtml(smallSummary), expected('small-summary.html'));
  });

  it('is a PDF with these bytes', async () => {
    assert.equal(`${sha256Hex(await renderPdf(smallSummary))}\n`, expected('small-summary.pdf.sha256'));
  });
});
