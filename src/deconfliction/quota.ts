import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DateText, secretHex } from '../core/index.ts';

/** Questions that one asker may put on one day (UTC). */
export const DAILY_QUESTIONS = 100;

/** A batch of questions as the broker's own log keeps it. */
export type AskedBatch = {
  readonly nonce: string;
  readonly at: string;
  readonly actor: string;
  readonly agency: string | null;
  readonly caseId: string;
  readonly purpose: string;
  /** Keyed digests of what was asked. */
  readonly questions: readonly string[];
};

/** A line that was not written whole says nothing; every line begins anew, so it spoils no other. */
function readBatches(path: string): AskedBatch[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as AskedBatch];
      } catch {
        return [];
      }
    });
}

/**
 * Logs a batch, then asks the log whether it fits the day. Batches count in the order of the file: one that does not fit is
 * refused whole and uses nothing up, so two that come at once never pass the limit together and no lock is needed.
 */
export function logBatch(
  folder: string,
  day: DateText,
  batch: Omit<AskedBatch, 'nonce'>,
): { readonly granted: boolean; readonly left: number } {
  const nonce = secretHex(8);
  const asked = join(folder, 'asked');
  mkdirSync(asked, { recursive: true, mode: 0o700 });
  const path = join(asked, `${day}.ndjson`);
  appendFileSync(path, `\n${JSON.stringify({ nonce, ...batch })}\n`, { mode: 0o600 });
  let used = 0;
  for (const earlier of readBatches(path).filter(({ actor }) => actor === batch.actor)) {
    const fits = used + earlier.questions.length <= DAILY_QUESTIONS;
    if (fits) used += earlier.questions.length;
    if (earlier.nonce === nonce) return { granted: fits, left: DAILY_QUESTIONS - used };
  }
  throw new Error('the broker’s log lost a batch that was just written to it');
}
