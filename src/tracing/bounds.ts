import { type Failure, failure } from '../core/index.ts';

/**
 * Most parts that a trace may print by one method: movements times tags. Whatever is moved may consist of every tag, so a
 * file of a megabyte can ask for gigabytes. 10^5 movements may have 20 tags, 1,000 movements 2,000.
 */
const MAX_PARTS = 2_000_000;

/** Why a trace of so many movements under so many tags is refused, or null. */
export function tooManyParts(movements: number, tags: number): Failure | null {
  if (movements * tags <= MAX_PARTS) return null;
  const size = `${movements} movements under ${tags} tags`;
  return failure('LIMIT', `${size} may have more than ${MAX_PARTS} parts: trace fewer claims at a time`, {
    movements,
    tags,
    limit: MAX_PARTS,
  });
}
