import { ordinaryRole, type RoleName, stateWords } from '../../app/index.ts';
import type { PersonState } from '../../facts/index.ts';
import { findingsSection, type ShownFinding } from './findings.ts';
import type { Marks, Support } from './marks.ts';
import { type Page, type Said, type Section, saidLines } from './page.ts';

type Identifier = { readonly type: string; readonly value: string };

/** The fields of an `entities` row of interface 3 that the page shows. */
export type ShownEntity = {
  readonly id: string;
  readonly kind: string;
  readonly names: readonly string[];
  readonly identifiers: readonly Identifier[];
  readonly mentions: readonly {
    readonly name: string;
    readonly role: string;
    readonly record: string;
    readonly source: string;
    readonly locator: string;
  }[];
  readonly accounts: readonly {
    readonly id: string;
    readonly institution: string;
    readonly number: string;
    readonly role: string;
  }[];
  readonly roles: readonly {
    readonly role: RoleName;
    readonly reasons: readonly string[];
    readonly records: readonly string[];
    readonly network: string;
  }[];
  readonly personState: PersonState;
  readonly coercionScreen: { readonly hit: boolean; readonly items: readonly Said[] };
  readonly networks: readonly string[];
};

/** The mentions of an entity say where each of its records stands. */
export function mentionSupport({ mentions }: ShownEntity): Support[] {
  return mentions.map(({ record, source, locator }) => ({ id: record, source, locator }));
}

/** Each way in which records name it, with the roles and the places. */
function namesSection({ mentions }: ShownEntity, marks: Marks): Section {
  const byName = Map.groupBy(mentions, ({ name }) => name);
  const rows = [...byName].map(([name, same]) => [
    name === '' ? 'not named' : name,
    [...new Set(same.map(({ role }) => role.replaceAll('-', ' ')))].join(', '),
    marks.of(same.map(({ record }) => record)),
  ]);
  return { title: 'How records name it', table: { head: ['name', 'as', 'where'], rows } };
}

function rolesSection({ roles }: ShownEntity, marks: Marks): Section {
  const said = roles.map(({ role, reasons, records, network }) => ({
    text: `possible ${role.replaceAll('-', ' ')} in ${network}: ${reasons.join('; ')}`,
    records,
    innocent: ordinaryRole(role),
  }));
  return {
    title: 'Roles (hypotheses of rules, which two people decide)',
    lines: saidLines(said, marks),
    empty: 'none',
  };
}

function screenSection({ kind, coercionScreen }: ShownEntity, marks: Marks): Section[] {
  if (kind === 'organisation') return [];
  const title = coercionScreen.hit
    ? 'Coercion screen: hit. A trained reviewer decides before anything about this person leaves'
    : 'Coercion screen: no hit, which is no clearance';
  return [{ title, lines: saidLines(coercionScreen.items, marks), empty: 'no item was met' }];
}

/** One person or organisation: how records name it, its accounts and roles, the screen, and the signs about it. */
export function entityPage(
  entity: ShownEntity,
  { marks, findings }: { readonly marks: Marks; readonly findings: readonly ShownFinding[] },
): Page {
  const { id, kind, names, identifiers, accounts, networks, personState } = entity;
  const shown = identifiers.filter(({ type }) => type !== 'bods-record').map(({ type, value }) => `${type} ${value}`);
  return {
    title: `${names[0] ?? 'Not named'} (${kind}) ${id}`,
    intro: [
      ...(kind === 'organisation' ? [] : [`Review state: ${stateWords(personState)}.`]),
      `Identifiers: ${shown.join(', ') || 'none recorded'}.`,
      `Networks: ${networks.join(', ') || 'none'}.`,
    ],
    sections: [
      namesSection(entity, marks),
      {
        title: 'Accounts',
        table: {
          head: ['account', 'as', 'show'],
          rows: accounts.map(({ id: account, institution, number, role }) => [
            `${number} at ${institution}`,
            role,
            account,
          ]),
        },
        empty: 'none recorded',
      },
      rolesSection(entity, marks),
      ...screenSection(entity, marks),
      findingsSection('Signs about it, or an account that it owns or may act on', findings),
    ],
  };
}
