import type { EntityId } from '../../core/index.ts';
import type { Finding } from '../../facts/index.ts';
import type { Relations } from '../control-links.ts';
import type { DecisiveFact, NetworkKind } from '../types.ts';

/**
 * A decisive fact and those it is about: what separates a ring from its lawful twin (detection 1.4). `centre` is the
 * person whom the fact turns on, when there is one.
 */
export type Core = DecisiveFact & {
  readonly kind: NetworkKind;
  readonly centre: EntityId | null;
  readonly members: readonly EntityId[];
};

export type CoreQuestion = (relations: Relations, findings: readonly Finding[]) => readonly Core[];
