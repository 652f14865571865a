import { seen } from './unseen.ts';
import { xmlText } from './xml.ts';

/** A box of the drawing: two lines of text. */
export type FlowNode = { readonly id: string; readonly label: string; readonly detail: string };
export type FlowEdge = { readonly from: string; readonly to: string; readonly weight: number };
export type FlowDrawing = {
  readonly left: readonly FlowNode[];
  readonly middle: readonly FlowNode[];
  readonly right: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
};

const WIDTH = 760;
const BOX = { width: 196, height: 36, gap: 12 };
const COLUMN_X = { left: 4, middle: 282, right: 560 };
const TOP = 26;
const MAX_STROKE = 9;
const LABEL_CHARS = 33;
const DETAIL_CHARS = 38;

type Placed = FlowNode & { readonly x: number; readonly y: number; readonly column: keyof typeof COLUMN_X };

/** Coordinates with one decimal, so that the same drawing is the same text. */
const n = (value: number): string => value.toFixed(1);

function cut(text: string, chars: number): string {
  const points = [...seen(text)];
  return points.length <= chars ? points.join('') : `${points.slice(0, chars - 1).join('')}…`;
}

function place(nodes: readonly FlowNode[], column: keyof typeof COLUMN_X, height: number): Placed[] {
  const used = nodes.length * (BOX.height + BOX.gap) - BOX.gap;
  const start = TOP + (height - TOP - used) / 2;
  return nodes.map((node, i) => ({ ...node, column, x: COLUMN_X[column], y: start + i * (BOX.height + BOX.gap) }));
}

function box({ x, y, label, detail, column }: Placed): string {
  const fill = column === 'middle' ? '#dfe9f5' : '#f4f5f7';
  return [
    `<rect x="${n(x)}" y="${n(y)}" width="${BOX.width}" height="${BOX.height}" rx="3" fill="${fill}" stroke="#2b3a4a" stroke-width="0.8"/>`,
    `<text x="${n(x + 7)}" y="${n(y + 15)}" font-size="10" font-weight="bold" fill="#14202c">${xmlText(cut(label, LABEL_CHARS))}</text>`,
    `<text x="${n(x + 7)}" y="${n(y + 28)}" font-size="9" fill="#37474f">${xmlText(cut(detail, DETAIL_CHARS))}</text>`,
  ].join('');
}

/** A curve from the right side of one box to the left side of another; between boxes of one column it swings out. */
function curve(from: Placed, to: Placed, width: number): string {
  const sameColumn = from.column === to.column;
  const x1 = from.x + BOX.width;
  const y1 = from.y + BOX.height / 2 - (sameColumn ? 6 : 0);
  const x2 = sameColumn ? to.x + BOX.width : to.x;
  const y2 = to.y + BOX.height / 2 + (sameColumn ? 6 : 0);
  const tip = sameColumn ? 6 : -6;
  const bend = sameColumn ? 46 : (x2 - x1) / 2;
  const path = sameColumn
    ? `M${n(x1)} ${n(y1)} C${n(x1 + bend)} ${n(y1)} ${n(x2 + bend)} ${n(y2)} ${n(x2 + tip)} ${n(y2)}`
    : `M${n(x1)} ${n(y1)} C${n(x1 + bend)} ${n(y1)} ${n(x2 - bend)} ${n(y2)} ${n(x2 + tip)} ${n(y2)}`;
  const color = sameColumn ? '#6a4c93' : to.column === 'middle' ? '#2f6690' : '#9c5a1a';
  const half = Math.max(3, width / 2 + 1.5);
  const arrow = `<polygon points="${n(x2)},${n(y2)} ${n(x2 + tip)},${n(y2 - half)} ${n(x2 + tip)},${n(y2 + half)}" fill="${color}"/>`;
  return `<path d="${path}" fill="none" stroke="${color}" stroke-opacity="0.55" stroke-width="${n(width)}"/>${arrow}`;
}

function columnTitle(text: string, x: number): string {
  return `<text x="${n(x)}" y="14" font-size="10" fill="#37474f">${text}</text>`;
}

/**
 * Draws payers, accounts and payees in three columns, top to bottom by sum, as SVG text. Nothing is random and nothing
 * is measured, so the same flows give the same bytes.
 */
export function drawFlows({ left, middle, right, edges }: FlowDrawing): { svg: string; width: number; height: number } {
  const rows = Math.max(left.length, middle.length, right.length, 1);
  const height = TOP + rows * (BOX.height + BOX.gap);
  const placed = [...place(left, 'left', height), ...place(middle, 'middle', height), ...place(right, 'right', height)];
  const byId = new Map(placed.map((node) => [node.id, node]));
  const heaviest = Math.max(...edges.map(({ weight }) => weight), 1);
  const curves = edges.map(({ from, to, weight }) => {
    const [a, b] = [byId.get(from), byId.get(to)];
    return a === undefined || b === undefined ? '' : curve(a, b, Math.max(0.8, (weight / heaviest) * MAX_STROKE));
  });
  const titles = [
    columnTitle('Paid by', COLUMN_X.left),
    columnTitle('Accounts of the scope', COLUMN_X.middle),
    columnTitle('Paid to', COLUMN_X.right),
  ];
  const body = [...titles, ...curves, ...placed.map(box)].join('');
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${n(height)}" font-family="sans-serif">${body}</svg>`,
    width: WIDTH,
    height,
  };
}
