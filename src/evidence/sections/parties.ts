import { byKeys, groupBy, grouped, moneyText, sortedUnique } from '../../core/index.ts';
import type { Identifier } from '../../facts/index.ts';
import { type Entity, nameLikeness, nameWords, statedInstitution } from '../../resolution/index.ts';
import { heading, left, paragraph, right } from '../document.ts';
import { plainTable, type Schedule, tableOf } from '../schedule.ts';
import type { ExportScope, ScopeAccount } from '../scope.ts';
import { type Part, part } from './part.ts';

/** Numbers of a person show four digits only in what may go to court (FRCrP 49.1(a)); those of companies are public. */
const PERSONAL: readonly Identifier['type'][] = ['ssn', 'itin', 'passport', 'licence', 'alien-registration'];
/** SSN, EIN, TIN, LEI are said in capitals. */
const LONGEST_ABBREVIATION = 4;
/** Keys of a register's own data, which identify statements and not people. */
const INTERNAL: readonly Identifier['type'][] = ['bods-record'];

export function identifiersText({ kind, identifiers }: Pick<Entity, 'kind' | 'identifiers'>): string {
  const shown = identifiers.filter(({ type }) => !INTERNAL.includes(type));
  const texts = shown.map(({ type, value }) => ({
    type: type.length <= LONGEST_ABBREVIATION ? type.toUpperCase() : type.replaceAll('-', ' '),
    text: kind !== 'organisation' || PERSONAL.includes(type) ? `ending ${value.slice(-4)}` : value,
  }));
  return [...groupBy(texts, ({ text }) => text)]
    .map(([text, same]) => `${sortedUnique(same.map(({ type }) => type)).join(', ')} ${text}`)
    .join('; ');
}

/** Names that are hardly more than another spelling of the first one are counted, not listed. */
const SAME_NAME = 0.9;
const SHOWN_NAMES = 6;

/** Other names of a party; the many ways in which clerks write the same name are one count. */
export function otherNames({ names: [first = '', ...others] }: Pick<Entity, 'names'>): string {
  const different = others.filter((name) => nameLikeness(first, name) < SAME_NAME);
  const shown = different.slice(0, SHOWN_NAMES);
  const written = new Set(others.filter((name) => !shown.includes(name)).map((name) => nameWords(name).join(' ')));
  const spellings = [...written].filter((name) => name !== nameWords(first).join(' ')).length;
  const count = spellings === 1 ? '1 other spelling' : `${spellings} other spellings`;
  return [...shown, ...(spellings === 0 ? [] : [`${count} in the originals`])].join('; ');
}

function accountRow(scope: ExportScope, { ref, account, isVictims }: ScopeAccount, all: boolean): string[] {
  const holders = account.holders.map(({ entity, role }) => `${scope.nameOf(entity)} (${role})`);
  const cite = all ? scope.citations.citeAll : scope.citations.cite;
  const stated = statedInstitution(account);
  const name = account.institutionName;
  const institution = name === null || name === stated ? stated : `${name} (${stated})`;
  return [
    ref,
    institution,
    isVictims ? 'withheld' : account.number,
    holders.length === 0 ? 'no holder recorded' : holders.join('; '),
    [account.openedOn ?? 'not recorded', account.closedOn ?? ''].filter((item) => item !== '').join(' to '),
    cite(account.records),
  ];
}

/** Named parties first, by name; then people under numbers, V before P, by number. */
function inPrintedOrder(scope: ExportScope): Entity[] {
  const numberOf = (name: string): number => Number(/^[VP]-(\d+)$/.exec(name)?.[1] ?? 0);
  return scope.entities.toSorted(
    byKeys(
      ({ id }) => (scope.isNumbered(id) ? (scope.nameOf(id).startsWith('V') ? 1 : 2) : 0),
      ({ id }) => numberOf(scope.nameOf(id)),
      ({ id }) => scope.nameOf(id),
      ({ id }) => id,
    ),
  );
}

function partyRows(scope: ExportScope): string[][] {
  return inPrintedOrder(scope).map((entity) => {
    const hidden = scope.isHidden(entity.id);
    const records = entity.parties.flatMap((id) => scope.input.resolution.partyById.get(id)?.record ?? []);
    return [
      scope.nameOf(entity.id),
      entity.kind,
      hidden ? '' : otherNames(entity),
      hidden ? 'withheld' : identifiersText(entity),
      scope.citations.cite(records),
    ];
  });
}

/** B. Parties and accounts. */
export function partiesPart(scope: ExportScope, title: string): Part {
  const schedule: Schedule = {
    file: 'accounts.csv',
    header: ['account', 'institution', 'number', 'holders', 'open', 'source'],
    rows: scope.accounts.map((account) => accountRow(scope, account, true)),
  };
  return part(
    [
      heading(2, title),
      {
        ...tableOf(schedule, 'Accounts', [
          left('Ref', 1),
          left('Institution', 4),
          left('Number', 3),
          left('Holders', 5),
          left('Open', 3),
          left('Source', 4),
        ]),
        rows: scope.accounts.map((account) => accountRow(scope, account, false)),
      },
      plainTable(
        'Parties',
        [left('Name', 4), left('Kind', 2), left('Other names', 4), left('Identifiers', 4), left('Source', 4)],
        partyRows(scope),
      ),
    ],
    [schedule],
  );
}

/** Stated balances of the accounts; a missing one is said, never computed. */
export function balancesPart(scope: ExportScope, title: string): Part {
  const rows = scope.accounts.flatMap(({ ref, balances }) =>
    balances.map(({ asOf, balanceKind, amount, record }) => ({ ref, asOf, balanceKind, amount, record })),
  );
  const schedule: Schedule = {
    file: 'balances.csv',
    header: ['account', 'as_of', 'kind', 'balance', 'currency', 'source'],
    rows: rows.map(({ ref, asOf, balanceKind, amount, record }) => [
      ref,
      asOf,
      balanceKind,
      moneyText(amount),
      amount.currency,
      scope.citations.citeAll([record]),
    ]),
  };
  const without = scope.accounts.filter(({ balances }) => balances.length === 0).map(({ ref }) => ref);
  return part(
    [
      heading(2, title),
      ...(rows.length === 0
        ? []
        : [
            {
              ...tableOf(schedule, 'Stated balances', [
                left('Account', 1),
                left('Date', 2),
                left('Kind', 2),
                right('Balance', 3),
                left('Currency', 1),
                left('Source', 4),
              ]),
              rows: schedule.rows.map((row) => row.map((cell, i) => (i === 3 ? grouped(cell) : cell))),
            },
          ]),
      ...(without.length === 0 ? [] : [paragraph(`No record states a balance of ${without.join(', ')}.`)]),
    ],
    [schedule],
  );
}
