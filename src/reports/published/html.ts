import { htmlText } from '../../core/index.ts';
import type { Publication, PublishedTable } from './publish.ts';

const STYLE = `
:root{color-scheme:light}
body{font:16px/1.5 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;color:#14202c;background:#fff;max-width:74rem;margin:0 auto;padding:1rem 1.5rem 3rem}
table{border-collapse:collapse;width:100%;margin:1.6rem 0;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border:1px solid #b8c4d0;padding:.25rem .5rem;text-align:left;vertical-align:top}
thead th,tfoot th,tfoot td{background:#e8eef5}td{text-align:right;font-variant-numeric:tabular-nums}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{tr{break-inside:avoid}}
`;

/** A screen reader says the words; the eye sees a dash. */
const LEFT_OUT = '<td><span aria-hidden="true">–</span><span class="said">left out</span></td>';

function rowHtml({ name, cells }: PublishedTable['rows'][number]): string {
  const values = cells.map((cell) => (cell === null ? LEFT_OUT : `<td>${htmlText(cell)}</td>`));
  return `<tr><th scope="row">${htmlText(name)}</th>${values.join('')}</tr>`;
}

function tableHtml({ id, caption, unit, columns, rows }: PublishedTable): string {
  const head = ['District', ...columns].map((title) => `<th scope="col">${htmlText(title)}</th>`).join('');
  const nation = rows.at(-1);
  const body = rows.slice(0, -1).map(rowHtml).join('\n');
  const foot = nation === undefined ? '' : `<tfoot>${rowHtml(nation)}</tfoot>`;
  return `<table id="${htmlText(id)}"><caption>${htmlText(caption)} (${htmlText(unit)})</caption><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody>${foot}</table>`;
}

/** One self-contained page: no script, nothing from elsewhere; tables with captions and header cells. */
export function publicationHtml({ year, rule, tables }: Publication): string {
  const title = `Restitution and restraint by district, ${year}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
<p>${htmlText(rule)} A dash stands for every cell left out. Figures rest on records that may be used in court; nothing in them comes from a report that is confidential by law.</p>
${tables.map(tableHtml).join('\n')}
</main></body></html>
`;
}
