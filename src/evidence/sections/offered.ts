import { heading, paragraph } from '../document.ts';
import { recipientText } from '../recipient.ts';
import type { ExportScope } from '../scope.ts';
import { type Part, part } from './part.ts';

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** The first page of an evidence summary: whom it is for and what it asks, which is no decision. */
export function offeredPart({ input, accounts, citations }: ExportScope): Part {
  const sources = citations.sources();
  const rows = sources.reduce((sum, item) => sum + item.rows, 0);
  const what = `what ${counted(rows, 'row', 'rows')} of ${counted(sources.length, 'source', 'sources')} record about ${counted(accounts.length, 'account', 'accounts')}`;
  return part([
    heading(2, 'What this is, for whom, and by when'),
    paragraph(
      `Prepared for ${recipientText(input.to)}: ${what}, in a form that can be offered under Federal Rule of Evidence 1006. It asks for no decision and sets no date; the originals are to be made available to the other parties at a reasonable time and place.`,
    ),
    paragraph(
      'How to check a figure: T numbers are movements of section C, which names the row of the original for each; A numbers are accounts of section B; S labels are the files of section J, so "S2 lines 3-17" are lines of the file S2.',
    ),
  ]);
}
