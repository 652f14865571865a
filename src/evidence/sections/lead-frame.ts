import type { Lead } from '../../leads/index.ts';
import { type Block, heading, left, list, paragraph } from '../document.ts';
import { plainTable } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { type Part, part } from './part.ts';

/** 8. Candidate districts, all with their reasons, and who might take the lead. */
export function routingPart(scope: ExportScope, { districts, referrals }: Lead): Part {
  const words = {
    '1355b1A': 'act or omission, 28 USC 1355(b)(1)(A)',
    '1395b': 'property found, 28 USC 1395(b)',
    '981h': 'owner found, 18 USC 981(h)',
    '1355b2': 'foreign property, 28 USC 1355(b)(2)',
  } as const;
  const rows = districts.flatMap(({ name, reasons }) =>
    reasons.map(({ reason, text, records }) => [
      name,
      words[reason],
      scope.redact(text),
      scope.citations.cite(records),
    ]),
  );
  const table: Block =
    rows.length === 0
      ? paragraph('No record places an act, a property or an owner in one district: a person decides.')
      : plainTable(
          'Candidate districts',
          [left('District', 3), left('Reason', 4), left('Place', 4), left('Source', 3)],
          rows,
        );
  return part([
    heading(2, '8. Candidate districts and referrals'),
    table,
    list(
      referrals.map(
        ({ recipient, also, signal, basis }) => `${[recipient, ...also].join(', also ')}: ${signal} (${basis}).`,
      ),
    ),
  ]);
}

/** 9. Possible victims, by pseudonym only. */
export function victimsPart({ pseudonyms, restitution }: Lead): Part {
  const who = pseudonyms.map(({ pseudonym }) => pseudonym).join(', ');
  return part([
    heading(2, '9. Possible victims'),
    paragraph(
      who === ''
        ? 'No member of the network stands as a possible victim in the records read. A miss of the screen is not clearance.'
        : `${who}: pseudonyms of this package. Their names, contact data and account numbers are withheld until a trained reviewer decides. Being named an account holder here accuses nobody.`,
    ),
    paragraph(`Restitution: ${restitution.note}.`),
  ]);
}

/** 10. What the lead lacks and what the engine does not see. */
export function limitsPart(scope: ExportScope, { gaps, limits }: Lead): Part {
  return part([
    heading(2, '10. Gaps and limits'),
    ...(gaps.length === 0
      ? [paragraph('No gap of Supplemental Rule G(2) was found.')]
      : [
          paragraph('The lead is INCOMPLETE. It lacks:'),
          list(gaps.map(({ code, message }) => `${code}: ${scope.redact(message)}.`)),
        ]),
    list(limits.map(scope.redact)),
  ]);
}
