import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { generateWorld, writeWorld } from '../../fixtures/generate.ts';

/** Writes the generated world of a seed and lists the files to ingest; the truth lies beside their folder. */
export function worldFiles(seed: number, folder: string): string[] {
  const input = writeWorld(generateWorld(seed), folder);
  return readdirSync(input)
    .sort()
    .map((name) => join(input, name));
}

const PART = ['accounts.csv', 'balances.csv', 'bods.json', 'sar.xml', 'transfers-6.csv'];

/** A part of a world with filings, registers and transfers in it; the long run takes the whole world. */
export function partOfWorld(seed: number, folder: string): string[] {
  const files = worldFiles(seed, folder);
  return process.env.REDRESS_LONG === '1' ? files : files.filter((file) => PART.includes(basename(file)));
}
