import type { AssetRoute, RouteOption } from '../types/route.ts';
import type { Statement } from '../types/statement.ts';
import { ELEMENTS, type ElementId, type RouteRule } from './route-table.ts';

/** Facts by the element that they meet. An element that is absent has none yet; `null` does not apply to the asset. */
export type ElementFacts = Readonly<Partial<Record<ElementId, readonly Statement[] | null>>>;

type Standard = Pick<AssetRoute, 'elements' | 'standardFacts' | 'missing'> & Pick<RouteRule, 'authority' | 'burden'>;

/** The standard of a route held against the facts: what meets each element, and what is still to be got. */
export function meetStandard({ authority, burden, elements }: RouteRule, facts: ElementFacts): Standard {
  const rows = elements
    .filter((id) => facts[id] !== null)
    .map((id) => {
      const met = facts[id] ?? [];
      const { words, ask } = ELEMENTS[id];
      return { element: words, facts: met, missing: met.length === 0 ? ask : null };
    });
  return {
    authority,
    burden,
    elements: rows,
    standardFacts: Object.fromEntries(
      rows
        .filter(({ facts: met }) => met.length > 0)
        .map(({ element, facts: met }) => [element, met.map(({ text }) => text)]),
    ),
    missing: rows.flatMap(({ missing }) => missing ?? []),
  };
}

/** Another route that fits the theories of an asset, with what it still lacks. */
export function optionOf(rule: RouteRule, facts: ElementFacts): RouteOption {
  const { authority, burden, missing } = meetStandard(rule, facts);
  return { route: rule.route, authority, burden, missing };
}
