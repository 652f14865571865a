import type { RecordId } from '../../core/index.ts';

/**
 * A fact in plain words with the records that it rests on. A fact that is a flag has beside it the ordinary case that
 * looks the same.
 */
export type Statement = {
  readonly text: string;
  readonly records: readonly RecordId[];
  readonly innocent?: string;
};
