import { WHOLE_HOME } from '../../../src/access/index.ts';
import type { App } from '../../../src/app/index.ts';
import type { Transfer } from '../../../src/facts/index.ts';

/** Records of the transfers with these ids in their source, in this order. */
export async function recordsOf(app: App, ...references: readonly string[]): Promise<string[]> {
  const transfers: Transfer[] = [];
  for await (const block of app.store.read.factsOf('transfer', WHOLE_HOME)) transfers.push(...block);
  return references.map((wanted) => transfers.find(({ reference }) => reference === wanted)?.record ?? wanted);
}
