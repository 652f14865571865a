import type { EntityId } from '../../core/index.ts';
import { type LeadContext, nameOf } from '../context.ts';
import { subjectsOf } from '../subjects.ts';
import type { Statement } from '../types/statement.ts';
import type { LeadSubject } from '../types/subject.ts';
import { type Standing, standingOf } from './foreign.ts';
import { identifiersOf, type TargetIdentifiers } from './identifiers.ts';
import { linksOf, type SanctionsLink } from './links.ts';

/** Under which law a foreign person can be blocked, and what the records of a link analysis cannot show. */
const AUTHORITIES = [
  {
    authority: '22 USC 7108',
    missing:
      'a significant role in a severe form of trafficking in the United States, stated by a witness or record of process',
  },
  { authority: 'E.O. 13581', missing: 'that the network is a significant transnational criminal organisation' },
  { authority: 'E.O. 13818', missing: 'that the conduct is serious human rights abuse or corruption' },
] as const;

/** One foreign person, as a proposal for blocking: plain data for a person to complete and sign. */
export type SanctionsTarget = {
  readonly entity: EntityId;
  readonly kind: LeadSubject['kind'];
  readonly standing: Standing;
  readonly authorities: typeof AUTHORITIES;
  readonly identifiers: TargetIdentifiers;
  readonly conduct: readonly Statement[];
  readonly contrary: readonly Statement[];
  readonly links: readonly SanctionsLink[];
  readonly gaps: readonly string[];
};

/** Why a subject is not offered for blocking (R12). */
export type NotOffered = { readonly entity: EntityId; readonly name: string; readonly why: string };

const WHY_NOT: Readonly<Record<Exclude<Standing['is'], 'foreign'>, string>> = {
  us: 'organised under United States law, or a national of the United States: 22 USC 7108(f) reaches foreign persons only',
  conflict: 'records give both a United States and a foreign standing: a person decides',
  unknown: 'no record gives a nationality or a register: nothing is offered on silence',
};

function gapsOf(identifiers: TargetIdentifiers, links: readonly SanctionsLink[]): string[] {
  const asked = { birthDates: 'date of birth', birthPlaces: 'place of birth', nationalities: 'nationality' } as const;
  const unknown = (Object.keys(asked) as (keyof typeof asked)[]).filter((key) => identifiers[key].length === 0);
  return [
    ...unknown.map((key) => `no record states a ${asked[key]}`),
    ...links
      .filter(({ sufficient }) => !sufficient)
      .map(({ name, what, sources }) => `one source alone (${sources.join(', ')}) says: ${what} ${name}`),
    ...(links.length === 0 ? ['no link to property or to another party is recorded'] : []),
  ];
}

function targetOf(context: LeadContext, subject: LeadSubject, standing: Standing): SanctionsTarget {
  const { entity, kind, suspicion, contrary } = subject;
  const identifiers = identifiersOf(context, entity);
  const links = linksOf(context, entity);
  const gaps = gapsOf(identifiers, links).filter((gap) => kind === 'person' || !gap.startsWith('no record states'));
  return { entity, kind, standing, authorities: AUTHORITIES, identifiers, conduct: suspicion, contrary, links, gaps };
}

/**
 * Foreign persons among the subjects, for OFAC, and why the others are not offered. Possible victims are no subjects and
 * stand in neither list.
 */
export function sanctionsTargets(context: LeadContext): {
  readonly targets: SanctionsTarget[];
  readonly notOffered: NotOffered[];
} {
  const targets: SanctionsTarget[] = [];
  const notOffered: NotOffered[] = [];
  for (const subject of subjectsOf(context)) {
    const standing = standingOf(context, subject.entity);
    if (standing.is === 'foreign') targets.push(targetOf(context, subject, standing));
    else
      notOffered.push({
        entity: subject.entity,
        name: nameOf(context, subject.entity),
        why: WHY_NOT[standing.is],
      });
  }
  return { targets, notOffered };
}
