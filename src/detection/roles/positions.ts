import { type EntityId, groupBy } from '../../core/index.ts';
import { isInLine } from '../lines-of-business.ts';
import type { Movement } from '../movement.ts';
import type { RoleName } from '../types.ts';
import { flowOfEntity, labelOf, profileOf, recordsOf } from '../view.ts';
import { type RoleQuestion, role } from './role-question.ts';

const MIN_PAYMENTS = 3;

/** Who stands to the network only by trade: takes its rent, clears its cards. */
function byTrade(name: RoleName, what: string, pick: (movement: Movement) => EntityId | null): RoleQuestion {
  return (relations, draft) => {
    const { view } = relations;
    const movements = draft.entities.flatMap((entity) => {
      const flow = flowOfEntity(view, entity);
      return [...flow.credits, ...flow.debits];
    });
    const groups = groupBy(movements, pick);
    return [...groups].flatMap(([entity, moves]) =>
      entity === null || moves.length < MIN_PAYMENTS
        ? []
        : [role(entity, name, 0.3, [{ text: `${labelOf(view, entity)} ${what}`, records: recordsOf(moves) }])],
    );
  };
}

export const landlords: RoleQuestion = byTrade('landlord', 'is paid rent by members of the network', (movement) =>
  movement.reading.purpose === 'rent' ? movement.to.entity : null,
);

export const processors: RoleQuestion = byTrade(
  'processor',
  'clears payments for members of the network',
  (movement) => (movement.reading.purpose === 'processor' ? movement.from.entity : null),
);

/** Agents at whose address many firms are registered, among them members of the network. */
export const registeredAgents: RoleQuestion = (relations, draft) =>
  relations.view.contacts
    .filter((contact) => contact.isHub && contact.kind === 'address')
    .flatMap((contact) => {
      const { view } = relations;
      const clients = contact.holders.filter((holder) => draft.members.has(holder));
      return contact.holders
        .filter(
          (holder) =>
            isInLine(profileOf(view, holder)?.naics ?? [], 'agent') && clients.some((client) => client !== holder),
        )
        .map((agent) => {
          const text = `${clients.length} members give its address, as do ${contact.degree} holders in all`;
          return role(agent, 'registered-agent', 0.3, [{ text, records: contact.records }]);
        });
    });
