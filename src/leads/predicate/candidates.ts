import type { NetworkKind, RoleName } from '../../detection/index.ts';
import type { Family } from '../../facts/index.ts';
import { STATUTES, type StatuteRule } from './statutes.ts';

/** What of a lead decides which statutes are candidates. */
export type CandidateGround = {
  readonly network: { readonly kinds: readonly NetworkKind[]; readonly roles: readonly { readonly role: RoleName }[] };
  readonly findings: readonly { readonly family: Family }[];
};

function showsFamily({ findings }: CandidateGround, families: readonly Family[]): boolean {
  return findings.some(({ family }) => families.includes(family));
}

function applies(
  { kinds, orFamilies, when }: StatuteRule,
  ground: CandidateGround,
  largest: 'large' | 'small',
): boolean {
  const { network } = ground;
  if (!kinds.some((kind) => network.kinds.includes(kind)) && !showsFamily(ground, orFamilies ?? [])) return false;
  if (when === undefined) return true;
  if ('claims' in when) return largest === 'large';
  if ('role' in when) return network.roles.some(({ role }) => role === when.role);
  return showsFamily(ground, when.families);
}

/** Statutes that the facts make candidates; `largest` says whether a claimed credit is above 10,000 USD. */
export function candidateStatutes(ground: CandidateGround, largest: 'large' | 'small'): readonly StatuteRule[] {
  return STATUTES.filter((rule) => applies(rule, ground, largest));
}

/** Chapter 77 of title 18, sections 1581 to 1597: what section 1594 is about. */
export function isChapter77({ statute }: StatuteRule): boolean {
  return /^18 USC 15(?:8[1-9]|9[0-7])A?$/.test(statute);
}
