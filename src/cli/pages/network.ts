import { FAMILY_WORDS, ordinaryRole, type RoleName, stateWords } from '../../app/index.ts';
import { grouped } from '../../core/index.ts';
import type { Family, PersonState } from '../../facts/index.ts';
import { findingsSection, type ShownFinding } from './findings.ts';
import type { Marks } from './marks.ts';
import { type Page, type Said, type Section, saidLines } from './page.ts';

type Role = { readonly role: RoleName; readonly reasons: readonly string[]; readonly records: readonly string[] };
type EntityMember = {
  readonly type: 'entity';
  readonly id: string;
  readonly kind: string;
  readonly names: readonly string[];
  readonly roles: readonly Role[];
  readonly personState: PersonState;
};
type AccountMember = {
  readonly type: 'account';
  readonly id: string;
  readonly institution: string;
  readonly number: string;
  readonly holders: readonly string[];
};

/** The fields of a `networks` row of interface 3 that the page shows. */
export type ShownNetwork = {
  readonly id: string;
  readonly rank: number;
  readonly flagged: boolean;
  readonly kinds: readonly string[];
  readonly explanation: string;
  readonly whyNotFlagged: string | null;
  readonly familiesNotComputed: readonly Family[];
  readonly decisiveFact: Said & { readonly stands: 'for' | 'against' | 'not known' };
  readonly members: readonly (EntityMember | AccountMember)[];
  readonly controlFacts: readonly (Said & { readonly entity: string; readonly direction: 'for' | 'against' })[];
  readonly outsideRoles: readonly (Role & { readonly entity: string; readonly names: readonly string[] })[];
  readonly totals: {
    readonly inflow: string;
    readonly outflow: string;
    readonly cash: string;
    readonly currency: string;
  };
  readonly assets: number;
};

const entitiesOf = ({ members }: ShownNetwork): EntityMember[] => members.filter((member) => member.type === 'entity');
const accountsOf = ({ members }: ShownNetwork): AccountMember[] =>
  members.filter((member) => member.type === 'account');

function peopleSection(network: ShownNetwork): Section {
  const rows = entitiesOf(network).map(({ id, kind, names, roles, personState }) => [
    names[0] ?? 'not named',
    kind === 'person' ? `person: ${stateWords(personState)}` : kind,
    roles.map(({ role }) => `possible ${role.replaceAll('-', ' ')}`).join(', '),
    id,
  ]);
  return {
    title: 'People and organisations (a role is a hypothesis of rules, which two people decide)',
    table: { head: ['name', 'kind and state', 'role', 'show'], rows },
  };
}

function accountsSection(network: ShownNetwork): Section {
  const names = new Map(entitiesOf(network).map(({ id, names: [name = 'not named'] }) => [id, name]));
  const rows = accountsOf(network).map(({ id, institution, number, holders }) => [
    `${number} at ${institution}`,
    holders.map((holder) => names.get(holder) ?? `someone outside it (${holder})`).join(', '),
    id,
  ]);
  return { title: 'Accounts', table: { head: ['account', 'holders', 'show'], rows } };
}

function factsSection(network: ShownNetwork, direction: 'for' | 'against', marks: Marks): Section {
  const names = new Map(entitiesOf(network).map(({ id, names: [name = 'not named'] }) => [id, name]));
  const facts = network.controlFacts
    .filter((fact) => fact.direction === direction)
    .map(({ entity, text, records }) => ({ text: `${names.get(entity) ?? entity}: ${text}`, records }));
  const title = direction === 'for' ? 'Facts for benefit or control' : 'Facts against benefit or control';
  return { title, lines: saidLines(facts, marks), empty: 'none recorded' };
}

function outsideSection({ outsideRoles }: ShownNetwork, marks: Marks): Section[] {
  if (outsideRoles.length === 0) return [];
  const said = outsideRoles.map(({ names: [name = 'not named'], role, reasons, records }) => ({
    text: `${name}, possible ${role.replaceAll('-', ' ')}: ${reasons.join('; ')}`,
    records,
    innocent: ordinaryRole(role),
  }));
  return [{ title: 'Who serves it from outside (hypotheses)', lines: saidLines(said, marks) }];
}

const STANDS = { for: 'stands for it', against: 'stands against it', 'not known': 'is not known' } as const;

/** One network: why it is raised or not, who and what is in it, its signs, and what speaks for and against. */
export function networkPage(
  network: ShownNetwork,
  { marks, findings }: { readonly marks: Marks; readonly findings: readonly ShownFinding[] },
): Page {
  const { id, rank, kinds, flagged, decisiveFact, totals, assets, familiesNotComputed } = network;
  const { inflow, outflow, cash, currency } = totals;
  const missing = familiesNotComputed.map((family) => FAMILY_WORDS[family]).join(', ');
  return {
    title: `Network ${id}: rank ${rank}, ${kinds.join(', ').replaceAll('-', ' ')}, ${flagged ? 'raised as a lead' : 'not raised'}`,
    intro: ['A pattern in records, no statement about a person.'],
    sections: [
      {
        title: 'Why',
        lines: [
          network.whyNotFlagged ?? network.explanation,
          `The decisive fact ${STANDS[decisiveFact.stands]}: ${decisiveFact.text} ${marks.of(decisiveFact.records)}`,
          ...(missing === '' ? [] : [`Could not be computed from the records: ${missing}.`]),
        ],
      },
      {
        title: 'Money',
        lines: [
          `in ${grouped(inflow)} ${currency}, out ${grouped(outflow)} ${currency}, in cash ${grouped(cash)} ${currency}; ${assets} ${assets === 1 ? 'asset' : 'assets'} listed`,
        ],
      },
      peopleSection(network),
      accountsSection(network),
      findingsSection('Signs', findings),
      factsSection(network, 'for', marks),
      factsSection(network, 'against', marks),
      ...outsideSection(network, marks),
    ],
  };
}
