/**
 * Flags: one telephone, e-mail or address that 3 to 12 differently named holders give, who are not kin and of whom none may own another.
 * Matters: the person who answers the telephone or empties the letter box of several firms is behind them.
 * Innocent: a family, flat mates, tenants of one building, clients of one agent or bookkeeper; an owner who gives the telephone of the firm.
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
import { isOrganisation, labelOf, profileOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_HOLDERS = 3;

/** Whether one may own the other: a record says so, or no record says who owns a firm whose telephone a person gives too. */
function mayOwn(view: View, owner: EntityId, firm: EntityId): boolean {
  const above = view.input.ownership.edges.filter(({ subject }) => subject === firm);
  if (above.length > 0) return above.some((edge) => edge.owner === owner);
  return isOrganisation(view, firm) && !isOrganisation(view, owner);
}

function mayBeTied(view: View, a: EntityId, b: EntityId): boolean {
  const [p, q] = [profileOf(view, a), profileOf(view, b)];
  const kin = p !== null && q !== null && sharesSurname(p, q);
  return kin || mayOwn(view, a, b) || mayOwn(view, b, a);
}

/** The part of the holders that can be taken one by one without a possible tie among them, organisations first, in id order. */
function unrelated(view: View, contact: SharedContact): EntityId[] {
  const kept: EntityId[] = [];
  const isFirm = (id: EntityId) => isOrganisation(view, id);
  for (const holder of [...contact.holders.filter(isFirm), ...contact.holders.filter((id) => !isFirm(id))]) {
    const free = kept.every(
      (other) => !mayBeTied(view, holder, other) && !sameName(labelOf(view, holder), labelOf(view, other)),
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
  version: '1.1.0',
  family: 'N',
  thresholdSource: 'default',
  about: {
    flags:
      'one telephone, e-mail or address that 3 to 12 differently named holders give, who are not kin and of whom none may own another.',
    matters: 'the person who answers the telephone or empties the letter box of several firms is behind them.',
    innocent:
      'a family, flat mates, tenants of one building, clients of one agent or bookkeeper; an owner who gives the telephone of the firm.',
    parameters: "3 unrelated holders (default), above 12 the value is an agent's or a tower's and is masked (default).",
    source: 'FINTRAC ("common address"); FIN-2014-A008; detection 1.3 row 32 (weight 1/log2(1+degree)).',
    cost: 'one pass over contacts; quadratic only inside one contact of at most 12 holders.',
  },
  hits,
};
