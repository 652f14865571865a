import type { Json } from '../core/index.ts';
import type { Lead } from './types/lead.ts';

/** The JSON of a lead as interface 3 prints it. The classes it rests on stay in the house. */
export function leadJson(lead: Lead): Json {
  const { classes: _inHouse, ...outward } = lead;
  return outward;
}
