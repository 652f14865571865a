import type { Hit } from '../../../src/detection/finding.ts';
import type { Indicator } from '../../../src/detection/indicators/indicator.ts';
import { buildView } from '../../../src/detection/view.ts';
import type { SmallWorld } from './small-world.ts';

/** What one rule says of a small world. */
export function hitsOf(indicator: Indicator, world: SmallWorld): readonly Hit[] {
  return indicator.hits(buildView(world.input()));
}
