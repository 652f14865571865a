import { percentText, type Share } from '../core/index.ts';

const short = (percent: number): string => percentText(percent).replace(/\.?0+$/, '');

/** "100 percent", "25 to 50 percent". */
export function shareWords({ lo, hi }: Pick<Share, 'lo' | 'hi'>): string {
  return `${lo === hi ? short(lo) : `${short(lo)} to ${short(hi)}`} percent`;
}
