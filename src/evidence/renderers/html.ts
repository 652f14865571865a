import { htmlText } from '../../core/index.ts';
import { type Block, type Figure, printedRows, type SummaryDocument, type Table } from '../document.ts';
import { seen } from './unseen.ts';

/** Rows of one table on the page where a schedule beside it holds all of them. */
const MAX_ROWS = 2_000;

const STYLE = `
:root{color-scheme:light}
body{font:16px/1.5 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;color:#14202c;background:#fff;max-width:74rem;margin:0 auto;padding:1rem 1.5rem 3rem}
h1{font-size:1.7rem;margin:.6rem 0}h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:2px solid #2f6690}h3{font-size:1.05rem;margin:1.4rem 0 .3rem}
table{border-collapse:collapse;width:100%;margin:.6rem 0 1.2rem;font-size:.86rem}
caption{text-align:left;font-weight:600;padding:.2rem 0}
th,td{border:1px solid #b8c4d0;padding:.25rem .45rem;text-align:left;vertical-align:top;overflow-wrap:break-word}.long{overflow-wrap:anywhere}
th{background:#e8eef5}.num{text-align:right;font-variant-numeric:tabular-nums;overflow-wrap:normal}
.banner{font-weight:700;text-align:center;border:2px solid #14202c;padding:.3rem}
.warning{text-align:center}.draft{font-weight:700;color:#8a1c1c;border:2px solid #8a1c1c;padding:.3rem;text-align:center}
figure{margin:1rem 0;overflow-x:auto}figure svg{width:100%;max-width:62rem;height:auto}.mark{font-size:.78rem;color:#37474f;margin-top:2.5rem;border-top:1px solid #b8c4d0;padding-top:.4rem}
@media print{body{max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}
`;

/** What a reader sees: unseen signs are shown. */
function shownText(text: string): string {
  return htmlText(seen(text));
}

/** A word of so many characters may be broken over lines, a digest for one; shorter ones, account numbers among them, stay whole. */
const LONG_WORD = /\S{25}/;

function cellHtml(text: string, align: 'left' | 'right'): string {
  const name = align === 'right' ? ' class="num"' : LONG_WORD.test(text) ? ' class="long"' : '';
  return `<td${name}>${shownText(text)}</td>`;
}

function tableHtml(table: Table): string {
  const { caption, columns } = table;
  const { shown, note } = printedRows(table, MAX_ROWS);
  const head = columns
    .map(({ title, align }) => `<th scope="col"${align === 'right' ? ' class="num"' : ''}>${shownText(title)}</th>`)
    .join('');
  const body = shown
    .map((row) => `<tr>${columns.map(({ align }, i) => cellHtml(row[i] ?? '', align)).join('')}</tr>`)
    .join('\n');
  const more = note === null ? '' : `<p>${shownText(note)}</p>`;
  return `<table><caption>${shownText(caption)}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>${more}`;
}

function figureHtml({ title, alt, svg }: Figure): string {
  // By a function: in a replacement text a "$" of a name would be an instruction.
  const labelled = svg.replace('<svg ', () => `<svg role="img" aria-label="${shownText(alt)}" `);
  return `<figure>${labelled}<figcaption>${shownText(title)}</figcaption></figure>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${shownText(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${shownText(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${shownText(item)}</li>`).join('')}</ul>`;
    case 'table':
      return tableHtml(block);
    case 'figure':
      return figureHtml(block);
    case 'new-page':
      return '';
  }
}

/** One self-contained page: no script, no font or image from elsewhere, readable by keyboard and screen reader. */
export function renderHtml(doc: SummaryDocument): string {
  const head = doc.head
    .map(([label, value]) => `<tr><th scope="row">${shownText(label)}</th><td>${shownText(value)}</td></tr>`)
    .join('\n');
  const mark = (text: string | null, name: string): string =>
    text === null ? '' : `<p class="${name}">${shownText(text)}</p>\n`;
  const top =
    mark(doc.banner, 'banner') +
    mark(doc.warning, 'warning') +
    mark(doc.draft ? 'DRAFT: not approved by a second person' : null, 'draft');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${shownText(doc.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
${top}<h1>${shownText(doc.title)}</h1>
<table><caption>Document</caption><tbody>
${head}
</tbody></table>
</header>
<main>
${doc.blocks.map(blockHtml).join('\n')}
</main>
<footer>
<p class="mark">${shownText(doc.watermark)}</p>
${mark(doc.banner, 'banner')}</footer>
</body>
</html>
`;
}
