import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of shared samples beside the checkout, or null where it is absent (the project works without it). */
export function sharedData(name: string): string | null {
  const folder = join(import.meta.dirname, '..', '..', 'shared', 'data', name);
  return existsSync(folder) ? folder : null;
}
