import type { Json } from '../../core/index.ts';
import type { Locator } from '../../facts/index.ts';
import type { Marks } from './marks.ts';
import type { Page } from './page.ts';

/** The fields of a stored record that the page shows. */
export type ShownRecord = {
  readonly id: string;
  readonly source: string;
  readonly sourceClass: string;
  readonly format: string;
  readonly locator: Locator;
  readonly hash: string;
  readonly date: string | null;
  readonly content: Json;
};

type Fact = { readonly kind: string; readonly id: string };

/** Leaves of the content by their path, so that a nested report reads as lines. */
function leaves(value: Json, path: string): string[][] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, `${path}[${i + 1}]`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => leaves(item, path === '' ? key : `${path}.${key}`));
  return value === null || value === '' ? [] : [[path, String(value)]];
}

/** One record: where it stands in its original, every field that the original states, and the facts read from it. */
export function recordPage(
  record: ShownRecord,
  { marks, facts }: { readonly marks: Marks; readonly facts: readonly Fact[] },
): Page {
  const { id, format, sourceClass, date, hash, content } = record;
  return {
    title: `Record ${id} ${marks.of([id])}`,
    intro: [
      `Format ${format}, class ${sourceClass.replaceAll('_', ' ').toLowerCase()}, ${date === null ? 'no date' : `dated ${date}`}.`,
      `SHA-256 of the record: ${hash}`,
    ],
    sections: [
      {
        title: 'What it states (empty fields are left out)',
        table: { head: ['field', 'value'], rows: leaves(content, '') },
      },
      { title: 'Facts read from it', lines: facts.map(({ kind, id: fact }) => `${kind.replaceAll('-', ' ')} ${fact}`) },
    ],
  };
}
