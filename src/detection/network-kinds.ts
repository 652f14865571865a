import type { Finding } from '../facts/index.ts';
import type { Core } from './decisive/index.ts';
import type { NetworkKind } from './types.ts';

/** What a network looks like when no decisive fact tells: the rule that is typical of each kind. */
const TYPICAL: readonly (readonly [string, NetworkKind])[] = [
  ['serial-storefront', 'front-company'],
  ['funnel-account', 'funnel'],
  ['wage-kick-back', 'wage-kickback'],
  ['many-wages-one-account', 'wage-kickback'],
  ['collector', 'layering'],
  ['owner-carousel', 'layering'],
];

/** The kinds of a network: those of its decisive facts, else those its findings are typical of, else `other`. */
export function kindsOf(cores: readonly Core[], findings: readonly Finding[]): NetworkKind[] {
  const decided = cores.filter((core) => core.stands === 'for').map((core) => core.kind);
  const rules = new Set(findings.map((finding) => finding.rule));
  const typical = TYPICAL.filter(([rule]) => rules.has(rule)).map(([, kind]) => kind);
  const kinds = [...new Set(decided.length > 0 ? decided : typical)].sort();
  return kinds.length === 0 ? ['other'] : kinds;
}
