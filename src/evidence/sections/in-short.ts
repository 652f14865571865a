import { groupBy } from '../../core/index.ts';
import { FAMILY_WORDS } from '../../detection/index.ts';
import type { Lead } from '../../leads/index.ts';
import { type Block, list, paragraph } from '../document.ts';
import type { ExportScope } from '../scope.ts';
import { cited } from './cited.ts';

/** What is lacking, by kind: how many of them, in words. */
const LACKING: Readonly<Record<Lead['gaps'][number]['code'], string>> = {
  NO_PROPERTY: 'any property of the network',
  NO_VENUE: 'a judicial district',
  NO_FACTS: 'facts that support a route against property of a named subject',
  NO_STATUTE: 'a candidate statute',
  NOT_PARTICULAR: 'an identifier that describes the property',
  NO_LOCATION: 'the location of tangible property',
  NO_BALANCE: 'a stated balance of an account',
  TRACE_BROKEN: 'statements that are missing inside a trace',
  DISTRICT_ASK_PERSON: 'a decision about a district that no table tells',
};

function lackingText({ gaps }: Lead): string {
  if (gaps.length === 0) return 'no item of Supplemental Rule G(2)';
  const kinds = [...groupBy(gaps, ({ code }) => code)].map(
    ([code, { length }]) => `${LACKING[code]}${length === 1 ? '' : ` (${length} times)`}`,
  );
  return `${kinds.join('; ')}; section 10 has each`;
}

/** Why the network is raised: its decisive fact where it stands for it, else the kinds of signs. */
function whyText(scope: ExportScope, lead: Lead): string {
  const network = scope.input.detection.networks.find(({ id }) => id === lead.network);
  if (network === undefined) return 'the signs of section 2';
  const { decisiveFact, families } = network;
  const said = cited(scope, decisiveFact);
  if (decisiveFact.stands === 'for') return said;
  const signs = families.map((family) => FAMILY_WORDS[family]).join(', ');
  return `signs of ${signs}; what would decide ${decisiveFact.stands === 'against' ? 'stands against it' : 'is not known'}: ${said}`;
}

function contraryText({ subjects }: Lead): string {
  const recorded = subjects.filter(({ contraryReview }) => contraryReview.state === 'contrary facts recorded');
  const count = recorded.reduce((sum, { contrary }) => sum + contrary.length, 0);
  if (count === 0) return 'no contrary fact was found by the checks named in section 2';
  return count === 1
    ? '1 fact that points the other way stands in section 2'
    : `${count} facts that point the other way stand in section 2`;
}

/** The lead in a few lines: why, about whom, what speaks against it, who may be a victim, where, and what is missing. */
export function inShort(scope: ExportScope, lead: Lead): Block[] {
  const { subjects, pseudonyms, districts } = lead;
  const names = subjects.map(({ entity }) => scope.nameOf(entity)).join(', ');
  const victims =
    pseudonyms.length === 0
      ? 'none among those read, which is no clearance'
      : `${pseudonyms.length}, named by number only; nothing of theirs is asked for`;
  return [
    paragraph('In short:'),
    list([
      `Why: ${whyText(scope, lead)}`,
      `About whom: ${names || 'nobody is named yet'}. Every role is a hypothesis of rules, which two people decide; nobody is accused.`,
      `Against it: ${contraryText(lead)}; an ordinary explanation stands beside every flag.`,
      `Possible victims: ${victims}.`,
      `Where: ${districts.map(({ name }) => name).join(', ') || 'a person decides the district'}.`,
      `Missing: ${lackingText(lead)}.`,
    ]),
  ];
}
