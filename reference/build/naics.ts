import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Builds naics.csv from the registry package naics 1.2.1 (MIT; 2017 NAICS by the U.S. Census Bureau). Argument: its folder. */
type Entry = { readonly Title: string };
const table = JSON.parse(
  readFileSync(join(process.argv[2] ?? '', 'data', '2017_NAICS_Descriptions.json'), 'utf8'),
) as Record<string, Entry>;

/** The Census file marks some titles with a superscript T (comparable in three countries), which is not of the title. */
const title = (text: string) =>
  text
    .trim()
    .replace(/(?<=[a-z)])T$/, '')
    .trim();
const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lines = Object.entries(table)
  .filter(([code]) => /^\d{2,6}$/.test(code))
  .map(([code, entry]) => `${code},${quoted(title(entry.Title))}`);
writeFileSync(join(import.meta.dirname, '..', 'naics.csv'), `code,title\n${lines.sort().join('\n')}\n`);
console.log(`${lines.length} codes`);
