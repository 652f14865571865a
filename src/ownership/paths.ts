import { byKeys, type EntityId, type Share, UNKNOWN_SHARE } from '../core/index.ts';
import type { Stake } from './stakes.ts';
import type { PathStep } from './types.ts';

/** Paths are shown to people: a few short ones, never all. The arithmetic does not use them. */
const MAX_PATHS = 5;
const MAX_EXPLORED = 2000;

type Step = {
  readonly owner: EntityId;
  readonly subject: EntityId;
  readonly share: Share | null;
  readonly stake: Stake;
};
type Trail = { readonly at: EntityId; readonly visited: readonly EntityId[]; readonly steps: readonly PathStep[] };

function stepOf({ share, stake }: Step): PathStep[] {
  const holding = stake.holdings[0]?.holding;
  return holding === undefined ? [] : [{ holding: holding.id, share: share ?? UNKNOWN_SHARE, record: holding.record }];
}

/** The shortest chains of holdings from each owner down to the subject, owner's holding first; at most five an owner. */
export function pathsTo(subject: EntityId, steps: readonly Step[]): Map<EntityId, (readonly PathStep[])[]> {
  const into = new Map<EntityId, Step[]>();
  for (const step of [...steps].sort(byKeys((item) => item.owner)))
    into.set(step.subject, [...(into.get(step.subject) ?? []), step]);
  const paths = new Map<EntityId, (readonly PathStep[])[]>();
  let front: Trail[] = [{ at: subject, visited: [subject], steps: [] }];
  for (let explored = 0; front.length > 0 && explored < MAX_EXPLORED; explored += front.length) {
    front = front.flatMap(({ at, visited, steps: below }) =>
      (into.get(at) ?? [])
        .filter(({ owner }) => !visited.includes(owner))
        .map((step) => ({ at: step.owner, visited: [...visited, step.owner], steps: [...stepOf(step), ...below] })),
    );
    for (const { at, steps: path } of front) {
      const known = paths.get(at) ?? [];
      if (known.length < MAX_PATHS) paths.set(at, [...known, path]);
    }
    front = front.slice(0, MAX_EXPLORED);
  }
  return paths;
}
