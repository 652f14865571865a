import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateWorld, writeWorld } from '../../fixtures/generate.ts';

/** Writes the generated world of a seed and lists the files to ingest; the truth lies beside their folder. */
export function worldFiles(seed: number, folder: string): string[] {
  const input = writeWorld(generateWorld(seed), folder);
  return readdirSync(input)
    .sort()
    .map((name) => join(input, name));
}
