import type { EntityId } from '../core/index.ts';
import type { UnreadMovement } from './purpose.ts';

/** From so many payers on an organisation is held to serve the public (default). */
export const MIN_PUBLIC_PAYERS = 8;

/** Number of distinct entities that ever pay an entity. */
export function countPayers(movements: readonly Pick<UnreadMovement, 'from' | 'to'>[]): Map<EntityId, number> {
  const payers = new Map<EntityId, Set<EntityId>>();
  for (const { from, to } of movements) {
    if (from.entity === null || to.entity === null || from.entity === to.entity) continue;
    const known = payers.get(to.entity);
    if (known === undefined) payers.set(to.entity, new Set([from.entity]));
    else known.add(from.entity);
  }
  return new Map([...payers].map(([payee, set]) => [payee, set.size]));
}
