import type { Lead } from '../../leads/index.ts';
import { type Block, heading, left, list, paragraph } from '../document.ts';
import { plainTable } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { type Part, part } from './part.ts';

type Predicate = Lead['predicate'][number];
type PredicateElement = Predicate['elements'][number];

/** Facts of one element that a table has room for; how many more there are is said. */
const SHOWN_FACTS = 4;

function factsText(scope: ExportScope, { facts }: PredicateElement): string {
  const shown = facts.slice(0, SHOWN_FACTS).map(({ text }) => scope.redact(text));
  const rest = facts.length - shown.length;
  return shown.length === 0 ? 'none' : `${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}

function elementsTable(scope: ExportScope, { statute, elements }: Predicate): Block {
  const columns = [left('Element', 4), left('Facts', 5), left('Sources', 3), left('Still to be got', 4)];
  const rows = elements.map((item) => [
    item.element,
    factsText(scope, item),
    scope.citations.cite(item.facts.flatMap(({ records }) => records)),
    item.gap ?? 'counsel judges whether the facts suffice',
  ]);
  return plainTable(`Elements of ${statute}`, columns, rows);
}

function spanText({ dates, places }: Predicate): string {
  const span = dates === null ? 'no dated fact' : `facts from ${dates[0]} to ${dates[1]}`;
  return places.length === 0 ? span : `${span}; places: ${places.join(', ')}`;
}

/**
 * Candidate statutes, element by element: facts, their sources, and the gap. A hypothesis for counsel and never a charge;
 * what rules found is in it, so it stands in a lead or beside the evidence, never inside a summary of records.
 */
export function elementsPart(scope: ExportScope, predicate: readonly Predicate[], title: string): Part {
  if (predicate.length === 0)
    return part([heading(2, title), paragraph('No candidate statute follows from the kind of network.')]);
  return part([
    heading(2, title),
    paragraph(
      'Candidates for counsel to judge, not charges. Most elements are proved by people and not by records of money.',
    ),
    ...predicate.flatMap((item) => [
      heading(3, item.statute),
      list([`${item.why}; ${scope.redact(spanText(item))}.`]),
      elementsTable(scope, item),
    ]),
  ]);
}
