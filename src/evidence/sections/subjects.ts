import { type LeadSubject, stateWords } from '../../leads/index.ts';
import { type Block, heading, left, list, paragraph } from '../document.ts';
import { factTable, plainTable } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { cited } from './cited.ts';
import { type Part, part } from './part.ts';
import { identifiersText, otherNames } from './parties.ts';

const FACT_COLUMNS = [
  left('Fact', 5),
  left('Stands', 1.3),
  left('Ordinary case that looks the same', 3.4),
  left('Source', 2.6),
];

function suspicionTable(scope: ExportScope, { suspicion }: LeadSubject): Block {
  const rows = suspicion.map(({ text, confidence, innocent, records }) => [
    scope.redact(text),
    confidence,
    innocent ?? '',
    scope.citations.cite(records),
  ]);
  return plainTable('Facts that give reason for suspicion', FACT_COLUMNS, rows);
}

const HYPOTHESIS = 'a hypothesis of rules, which two people decide';

function subjectBlocks(scope: ExportScope, subject: LeadSubject): Block[] {
  const entity = scope.input.resolution.entities.find(({ id }) => id === subject.entity);
  const hidden = scope.isHidden(subject.entity);
  const roles = subject.roles.map(({ role }) => `possible ${role.replaceAll('-', ' ')}`).join(', ');
  const shown = entity === undefined || hidden ? null : entity;
  return [
    heading(3, scope.nameOf(subject.entity)),
    factTable('Identity and state', [
      ['Kind', subject.kind],
      ['Other names', shown === null ? 'withheld' : otherNames(shown) || 'none recorded'],
      ['Identifiers', shown === null ? 'withheld' : identifiersText(shown) || 'none recorded'],
      ...(subject.kind === 'person' ? [['Review state', stateWords(subject.personState)] as const] : []),
      ['Roles', roles === '' ? 'none' : `${roles}: ${HYPOTHESIS}`],
    ]),
    suspicionTable(scope, subject),
    paragraph('Facts that point the other way:'),
    list(subject.contrary.map((fact) => cited(scope, fact))),
  ];
}

/** 2. Who the lead is about: facts with their records, for and against, and the ordinary case beside each flag. */
export function subjectsPart(scope: ExportScope, subjects: readonly LeadSubject[]): Part {
  if (subjects.length === 0)
    return part([
      heading(2, '2. Subjects and reasons for suspicion'),
      paragraph('No person or organisation is named: the records do not yet support it.'),
    ]);
  return part([
    heading(2, '2. Subjects and reasons for suspicion'),
    paragraph(
      'How a fact stands by itself: high, a record that may go to court states it; medium, a rule computes it from such records; low, it is a hypothesis or rests on reports that are for leads alone.',
    ),
    ...subjects.flatMap((subject) => subjectBlocks(scope, subject)),
  ]);
}
