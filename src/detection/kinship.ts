import type { EntityId } from '../core/index.ts';
import { sharesSurname } from './profile.ts';
import { profileOf, type View } from './view.ts';

/** Spouses and households: joint holders of an account, or one surname at one address or telephone. */
export function sameHousehold(view: View, a: EntityId, b: EntityId): boolean {
  const joint = (view.accountsOf.get(a) ?? []).some((account) => {
    const declared = view.accounts.get(account)?.holders ?? [];
    return declared.some((holder) => holder.entity === b && (holder.role === 'owner' || holder.role === 'joint'));
  });
  if (joint) return true;
  const [p, q] = [profileOf(view, a), profileOf(view, b)];
  if (p === null || q === null || !sharesSurname(p, q)) return false;
  return p.contacts.some((mine) => q.contacts.some((theirs) => theirs.kind === mine.kind && theirs.key === mine.key));
}

/** Kin by name: a family that helps out in each other's firms hides nothing. */
export function areKin(view: View, a: EntityId, b: EntityId): boolean {
  const [p, q] = [profileOf(view, a), profileOf(view, b)];
  return (p !== null && q !== null && sharesSurname(p, q)) || sameHousehold(view, a, b);
}
