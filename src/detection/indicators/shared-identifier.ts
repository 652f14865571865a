/**
 * Flags: one telephone, e-mail or address that 3 to 12 differently named holders give, who are not kin and do not openly own each other.
 * Matters: the person who answers the telephone or empties the letter box of several firms is behind them.
 * Innocent: a family, flat mates, tenants of one building, clients of one agent or bookkeeper, who all use a common address.
 * Parameters: 3 unrelated holders (default), above 12 the value is an agent's or a tower's and is masked (default).
 * Source: FINTRAC ("common address"); FIN-2014-A008; detection 1.3 row 32 (weight 1/log2(1+degree)).
 * Cost: one pass over contacts; quadratic only inside one contact of at most 12 holders.
 */
import type { EntityId } from '../../core/index.ts';
import { scoreText } from '../../core/index.ts';
import type { SharedContact } from '../contact-index.ts';
import type { Hit } from '../finding.ts';
import { sameName } from '../name-likeness.ts';
import { sharesSurname } from '../profile.ts';
import { labelOf, profileOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_HOLDERS = 3;

function openlyTied(view: View, a: EntityId, b: EntityId): boolean {
  const ties = (x: EntityId, y: EntityId) =>
    view.input.ownership.edges.some((edge) => edge.owner === x && edge.subject === y);
  const [p, q] = [profileOf(view, a), profileOf(view, b)];
  const kin = p !== null && q !== null && sharesSurname(p, q);
  return kin || ties(a, b) || ties(b, a);
}

/** The largest part of the holders that can be taken one by one without a tie among them, in id order. */
function unrelated(view: View, contact: SharedContact): EntityId[] {
  const kept: EntityId[] = [];
  for (const holder of contact.holders) {
    const free = kept.every(
      (other) => !openlyTied(view, holder, other) && !sameName(labelOf(view, holder), labelOf(view, other)),
    );
    if (free) kept.push(holder);
  }
  return kept;
}

function hits(view: View): Hit[] {
  return view.contacts.flatMap((contact) => {
    if (contact.isHub || contact.degree < MIN_HOLDERS) return [];
    const holders = unrelated(view, contact);
    if (holders.length < MIN_HOLDERS) return [];
    return [
      {
        subjects: holders,
        window: { from: null, to: null },
        value: `${holders.length} holders`,
        threshold: `${MIN_HOLDERS} holders`,
        inputs: { contact: contact.kind, degree: contact.degree, weight: scoreText(contact.weight) },
        records: contact.records,
        counterEvidence: contact.kind === 'address' ? ['an address can be a building with many tenants'] : [],
      },
    ];
  });
}

export const sharedIdentifier: Indicator = {
  id: 'shared-identifier',
  row: 32,
  version: '1.0.0',
  family: 'N',
  thresholdSource: 'default',
  about: {
    flags:
      'one telephone, e-mail or address that 3 to 12 differently named holders give, who are not kin and do not openly own each other.',
    matters: 'the person who answers the telephone or empties the letter box of several firms is behind them.',
    innocent:
      'a family, flat mates, tenants of one building, clients of one agent or bookkeeper, who all use a common address.',
    parameters: "3 unrelated holders (default), above 12 the value is an agent's or a tower's and is masked (default).",
    source: 'FINTRAC ("common address"); FIN-2014-A008; detection 1.3 row 32 (weight 1/log2(1+degree)).',
    cost: 'one pass over contacts; quadratic only inside one contact of at most 12 holders.',
  },
  hits,
};
