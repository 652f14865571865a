import { type EntityId, percentText, sortedUnique } from '../core/index.ts';
import { type ControlLink, type Relations, TAKES_SHARE } from './control-links.ts';
import type { Core } from './decisive/index.ts';
import { isHiddenControl, nominalOwners } from './decisive/storefronts.ts';
import type { ControlFact } from './types.ts';
import { labelOf, recordsOf } from './view.ts';

/** Half of what one firm gives away; a quarter can be one worker's part (default). */
const MOST = 0.5;

/** What records say for and against a person's own benefit or control inside one network. */
export type Standing = {
  readonly person: EntityId;
  readonly facts: readonly ControlFact[];
  /** The person keeps money of the network, or a decisive fact turns on them. */
  readonly benefits: boolean;
  /** The person stands undeclared behind its organisations by two or more ways. */
  readonly controls: boolean;
};

function linkFacts(relations: Relations, link: ControlLink): ControlFact[] {
  const { view } = relations;
  const about = labelOf(view, link.organisation);
  const fact = (text: string, direction: ControlFact['direction']): ControlFact => ({
    entity: link.person,
    about: link.organisation,
    text,
    direction,
    records: link.records,
  });
  const facts: ControlFact[] = [];
  if (link.kept >= TAKES_SHARE)
    facts.push(fact(`keeps ${percentText(link.kept * 100)} percent of the free money of ${about}`, 'for'));
  if (link.ways.includes('signs')) facts.push(fact(`may sign for an account of ${about}`, 'for'));
  if (link.ways.includes('cash')) facts.push(fact(`moves cash over an account of ${about}`, 'for'));
  if (nominalOwners(relations, link.organisation).includes(link.person))
    facts.push(fact(`is declared as owner of ${about} and keeps none of its money`, 'against'));
  else if (link.ways.includes('declared')) facts.push(fact(`is declared openly as owner of ${about}`, 'for'));
  return facts;
}

function coreFacts(person: EntityId, cores: readonly Core[]): ControlFact[] {
  return cores
    .filter((core) => core.centre === person && core.stands !== 'not known')
    .map((core) => ({
      entity: person,
      about: core.kind,
      text: core.text,
      direction: core.stands === 'for' ? ('for' as const) : ('against' as const),
      records: core.records,
    }));
}

/**
 * Whether the links show a life from these firms: three of them; two, or half of one, beside another tie to it. Without
 * another tie, half of one firm's money may be the pay of its only worker.
 */
function livesFrom(taken: readonly ControlLink[]): boolean {
  const tied = taken.filter((link) => link.ways.length >= 2);
  return taken.length >= 3 || (taken.length >= 2 && tied.length > 0) || tied.some((link) => link.kept >= MOST);
}

/** Money of a decisive fact's centre that is followed to this person: who is behind the one who collects. */
function followedFacts(relations: Relations, person: EntityId, cores: readonly Core[]): ControlFact[] {
  const centres = new Set(
    cores.flatMap((core) => (core.stands === 'for' && core.centre !== null ? [core.centre] : [])),
  );
  return [...centres].flatMap((centre) => {
    const kept = centre === person ? 0 : (relations.benefit.keptBy(centre).get(person) ?? 0);
    if (kept < TAKES_SHARE) return [];
    // Who collects may be under control too, and this text stands beside another person's name.
    const text = `keeps ${percentText(kept * 100)} percent of what the receiver in the decisive fact hands on`;
    const records = recordsOf(relations.benefit.payments(centre));
    return [{ entity: person, about: centre, text, direction: 'for' as const, records }];
  });
}

/** Benefit and control facts of one person of a network, side by side (legal-and-evidence 6.2). */
export function standingOf(
  relations: Relations,
  person: EntityId,
  members: ReadonlySet<string>,
  cores: readonly Core[],
): Standing {
  const links = (relations.linksOfPerson.get(person) ?? []).filter((link) => members.has(link.organisation));
  const taken = links.filter((link) => link.kept >= TAKES_SHARE);
  const followed = followedFacts(relations, person, cores);
  const central = cores.some((core) => core.centre === person && core.stands === 'for');
  return {
    person,
    facts: [...links.flatMap((link) => linkFacts(relations, link)), ...coreFacts(person, cores), ...followed].map(
      (fact) => ({
        ...fact,
        records: sortedUnique(fact.records),
      }),
    ),
    benefits: central || followed.length > 0 || livesFrom(taken),
    controls: central || links.filter(isHiddenControl).length >= 2,
  };
}
