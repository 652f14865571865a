import { err, failure, type Result } from '../../core/index.ts';
import { pathFault } from './layout.ts';

/** Limits of what a verifier opens; a package of ours stays far below them. Bytes are those of all files, and of a ZIP. */
export const LIMITS = { entries: 10_000, bytes: 2_000_000_000, ratio: 100 } as const;

/** A line break or an escape in a name of the package could write a verdict of its own on the screen. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\uFFFD');
}

export function broken(path: string, why: string): Result<never> {
  const file = printable(path);
  return err(failure('VERIFY_FAILED', `${file}: ${printable(why)}`, { file }));
}

/** Judges the names of one bag, one after another: why a name may not stand beside those before it, or null. */
export function nameJudge(): (path: string) => string | null {
  const seen = new Map<string, string>();
  return (path) => {
    const fault = pathFault(path);
    if (fault !== null) return fault;
    if (seen.size === LIMITS.entries) return `more than ${LIMITS.entries} files`;
    const folded = path.toLowerCase();
    const same = seen.get(folded);
    if (same !== undefined)
      return same === path ? 'the name stands twice' : `the name differs from ${same} by case alone`;
    seen.set(folded, path);
    return null;
  };
}
