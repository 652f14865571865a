/** A column: `weight` is its share of the width. Figures stand right. */
export type Column = { readonly title: string; readonly align: 'left' | 'right'; readonly weight: number };

export type Table = {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** The CSV that holds the same rows in full, when the table may be cut in print. */
  readonly schedule: string | null;
};

/** The rows of a table on paper, with a note where a schedule holds more. What stands in print alone is never cut. */
export function printedRows(
  { rows, schedule }: Table,
  most: number,
): { readonly shown: Table['rows']; readonly note: string | null } {
  if (schedule === null || rows.length <= most) return { shown: rows, note: null };
  return { shown: rows.slice(0, most), note: `${rows.length - most} more rows stand in schedules/${schedule}.` };
}

/** A drawing: the SVG text, its size, what it shows in words for who cannot see it. */
export type Figure = {
  readonly kind: 'figure';
  readonly title: string;
  readonly alt: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
};

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'new-page' }
  | Table
  | Figure;

/** What both renderers print: the words are the same on paper and on the screen. */
export type SummaryDocument = {
  readonly title: string;
  /** Label and value of the head of the first page. */
  readonly head: readonly (readonly [string, string])[];
  readonly banner: string | null;
  readonly warning: string | null;
  readonly draft: boolean;
  readonly watermark: string;
  readonly at: string;
  readonly blocks: readonly Block[];
};

export function heading(level: 1 | 2 | 3, text: string): Block {
  return { kind: 'heading', level, text };
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

export function list(items: readonly string[]): Block {
  return { kind: 'list', items };
}

export function left(title: string, weight: number): Column {
  return { title, align: 'left', weight };
}

export function right(title: string, weight: number): Column {
  return { title, align: 'right', weight };
}
