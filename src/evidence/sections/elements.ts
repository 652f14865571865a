import type { Lead } from '../../leads/index.ts';
import { type Block, heading, paragraph } from '../document.ts';
import { plainTable } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { elementColumns, elementLines, sentence } from './cited.ts';
import { type Part, part } from './part.ts';

type Predicate = Lead['predicate'][number];

/** Facts of one element that a table has room for; how many more there are is said. */
const SHOWN_FACTS = 4;

function elementsTable(scope: ExportScope, { statute, elements }: Predicate): Block {
  const columns = elementColumns('Element', 'Facts that touch it');
  const rows = elements.flatMap(({ element, facts, gap }) =>
    elementLines(scope, { element, facts, asked: gap ?? 'counsel judges whether the facts suffice' }, SHOWN_FACTS),
  );
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
      paragraph(sentence(`${item.why}; ${scope.redact(spanText(item))}.`)),
      elementsTable(scope, item),
    ]),
  ]);
}
