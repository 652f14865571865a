import { failure } from './errors.ts';
import { err, ok, type Result } from './result.ts';

/** A share in percent known to lie between two bounds. `open` names the bounds that are not reached themselves. */
export type Share = { readonly lo: number; readonly hi: number; readonly open?: 'lo' | 'hi' | 'both' };

export const UNKNOWN_SHARE: Share = { lo: 0, hi: 100 };

export function exactShare(percent: number): Share {
  return { lo: percent, hi: percent };
}

/** Checks 0 <= lo <= hi <= 100; an interval with equal bounds cannot be open. */
export function makeShare(lo: number, hi: number, open?: 'lo' | 'hi' | 'both'): Result<Share> {
  const inRange = Number.isFinite(lo) && Number.isFinite(hi) && lo >= 0 && hi <= 100 && lo <= hi;
  if (!inRange || (lo === hi && open !== undefined)) {
    return err(
      failure('BAD_SHARE', `share [${lo}, ${hi}]${open === undefined ? '' : ` open at ${open}`} is not possible`),
    );
  }
  return ok(open === undefined ? { lo, hi } : { lo, hi, open });
}

/** Percent with two decimals, half even on the binary value: the form the interface promises for shares. */
export function percentText(percent: number): string {
  return (Math.round(percent * 1e8) / 1e8).toFixed(2);
}

/** The pair of texts that JSON outputs carry, for example ["25.00","50.00"]. */
export function shareTexts(share: Share): readonly [string, string] {
  return [percentText(share.lo), percentText(share.hi)];
}

/** Whether a threshold is surely, possibly or not met by the interval. `>=` is meant. */
export function meets(share: Share, threshold: number): 'surely' | 'possibly' | 'not' {
  if (share.lo >= threshold) return 'surely';
  const reachesHi = share.open === 'hi' || share.open === 'both' ? share.hi > threshold : share.hi >= threshold;
  return reachesHi ? 'possibly' : 'not';
}

/** Scores are printed with four places. Half even, so that ties do not drift upwards over many scores. */
export function scoreText(score: number): string {
  const scaled = score * 10_000;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const tie = Math.abs(rest - 0.5) < 1e-9;
  const rounded = tie ? floor + (floor % 2) : Math.round(scaled);
  return (rounded / 10_000).toFixed(4);
}
