import { groupBy, sortedUnique } from '../core/index.ts';
import type { Statement } from './types/statement.ts';

/** Statements that are alike in all but their records are one, with the records of all. */
export function joinSame<T extends Statement>(statements: readonly T[]): T[] {
  const words = ({ records: _records, ...said }: T): string => JSON.stringify(said);
  return [...groupBy(statements, words).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return [{ ...first, records: sortedUnique([first, ...others].flatMap(({ records }) => records)) }];
  });
}
