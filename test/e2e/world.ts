import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateWorld, writeWorld } from '../../fixtures/generate.ts';

/** Writes the generated world of a seed and lists the files that are ingested (never the truth beside them). */
export function worldFiles(seed: number, folder: string): string[] {
  writeWorld(generateWorld(seed), folder);
  return readdirSync(folder)
    .filter((name) => name !== 'expected.json')
    .sort()
    .map((name) => join(folder, name));
}
