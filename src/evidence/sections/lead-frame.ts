import { groupBy, sortedUnique } from '../../core/index.ts';
import { DISTRICT_REASONS, type Lead } from '../../leads/index.ts';
import { type Block, heading, left, list, paragraph } from '../document.ts';
import { plainTable } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { type Part, part } from './part.ts';

/** One row a district and reason, with every place that gives it. */
function districtTable(scope: ExportScope, districts: Lead['districts']): Block {
  const rows = districts.flatMap(({ name, reasons }) =>
    [...groupBy(reasons, ({ reason }) => reason)].map(([reason, same]) => [
      name,
      DISTRICT_REASONS[reason],
      sortedUnique(same.map(({ text }) => scope.redact(text))).join('; '),
      scope.citations.cite(same.flatMap(({ records }) => records)),
    ]),
  );
  if (rows.length === 0)
    return paragraph('No record places an act, a property or an owner in one district: a person decides.');
  const columns = [left('District', 3), left('Reason', 4), left('Places', 5), left('Source', 3)];
  return plainTable('Candidate districts', columns, rows);
}

function agencyName({ input: { reference } }: ExportScope, id: string): string {
  const agency = reference.directory.get(id);
  return agency === undefined || agency.name === id ? id : `${agency.name} (${id})`;
}

function referralTable(scope: ExportScope, referrals: Lead['referrals']): Block[] {
  if (referrals.length === 0) return [paragraph('No referral follows from the records.')];
  const rows = referrals.map(({ recipient, also, signal, basis, answerDue, records }) => [
    agencyName(scope, recipient),
    also.map((id) => agencyName(scope, id)).join('; '),
    scope.redact(signal),
    basis,
    answerDue,
    scope.citations.cite(records),
  ]);
  const columns = [
    left('Asked first', 3.4),
    left('Then', 4),
    left('Because', 4),
    left('Basis', 3.2),
    left('Answer by', 2),
    left('Source', 2.8),
  ];
  return [plainTable('Who might take the lead', columns, rows)];
}

/** 8. Candidate districts, all with their reasons, and who might take the lead. */
export function routingPart(scope: ExportScope, { districts, referrals }: Lead): Part {
  return part([
    heading(2, '8. Candidate districts and referrals'),
    districtTable(scope, districts),
    ...referralTable(scope, referrals),
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

function complaintTable(scope: ExportScope, complaint: Lead['complaint']): Block {
  const rows = complaint.map(({ rule, asks, state, facts }) => [rule, asks, state, scope.redact(facts.join('. '))]);
  const columns = [left('Rule', 1.4), left('Asks for', 4.6), left('State', 2), left('What the lead holds', 7)];
  return plainTable('The complaint test of Supplemental Rule G(2)', columns, rows);
}

/** 10. What the lead lacks, the complaint test, and what the engine does not see. */
export function limitsPart(scope: ExportScope, { gaps, limits, complaint }: Lead): Part {
  return part([
    heading(2, '10. Gaps and limits'),
    ...(gaps.length === 0
      ? [paragraph('No gap of Supplemental Rule G(2) was found.')]
      : [paragraph('The lead is INCOMPLETE. It lacks:'), list(gaps.map(({ message }) => `${scope.redact(message)}.`))]),
    complaintTable(scope, complaint),
    paragraph('Limits of what is read and computed:'),
    list(limits.map(scope.redact)),
  ]);
}
