import type { SummaryDocument } from '../../../src/evidence/document.ts';
import { drawFlows } from '../../../src/evidence/renderers/flow-svg.ts';

const drawing = drawFlows({
  left: [{ id: 'in', label: 'Harbor Works LLC', detail: '2 movements, 1,800.00 USD' }],
  middle: [{ id: 'acc', label: 'A-1 021000021 / 300', detail: 'V-1' }],
  right: [{ id: 'out', label: 'Paul Stone', detail: '2 movements, 1,360.00 USD' }],
  edges: [
    { from: 'in', to: 'acc', weight: 1800 },
    { from: 'acc', to: 'out', weight: 1360 },
  ],
});

/** One of every kind of block, for the renderers. */
export const smallSummary: SummaryDocument = {
  title: 'Summary of financial records',
  head: [['Prepared for', 'Agent Lee']],
  banner: null,
  warning: null,
  draft: true,
  watermark: 'Copy 0123456789abcdef | Agent Lee | scope_1 | evidence | bag | 2024-05-01',
  at: '2024-05-01',
  blocks: [
    { kind: 'heading', level: 2, text: 'A. Scope and question' },
    { kind: 'paragraph', text: 'What do the records show?' },
    { kind: 'list', items: ['One account.', 'Two movements.'] },
    {
      kind: 'table',
      caption: 'Movements',
      columns: [
        { title: 'No.', align: 'left', weight: 1 },
        { title: 'Amount', align: 'right', weight: 2 },
      ],
      rows: [
        ['T-1', '900.00'],
        ['T-2', '900.00'],
      ],
      schedule: 'movements.csv',
    },
    { kind: 'new-page' },
    { kind: 'figure', title: 'Payers, accounts, payees', alt: 'Flow drawing of one account.', ...drawing },
  ],
};
