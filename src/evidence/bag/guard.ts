import { err, failure, type Result } from '../../core/index.ts';
import { pathFault } from './layout.ts';

/** Limits of what a verifier opens; a package of ours stays far below them. */
export const LIMITS = { entries: 10_000, bytes: 2_000_000_000, ratio: 100 } as const;

export function broken(path: string, why: string): Result<never> {
  return err(failure('VERIFY_FAILED', `${path}: ${why}`, { file: path }));
}

/** Why a set of names may not stand in one bag, with the name, or null. */
export function namesFault(paths: readonly string[]): { readonly path: string; readonly why: string } | null {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const fault = pathFault(path);
    if (fault !== null) return { path, why: fault };
    const folded = path.toLowerCase();
    const same = seen.get(folded);
    if (same !== undefined)
      return { path, why: same === path ? 'the name stands twice' : `the name differs from ${same} by case alone` };
    seen.set(folded, path);
  }
  return null;
}
