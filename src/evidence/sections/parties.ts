import { moneyText } from '../../core/index.ts';
import type { Identifier } from '../../facts/index.ts';
import { type Entity, statedInstitution } from '../../resolution/index.ts';
import { grouped, heading, left, paragraph, right } from '../document.ts';
import { plainTable, type Schedule, tableOf } from '../schedule.ts';
import type { ExportScope, ScopeAccount } from '../scope.ts';
import { type Part, part } from './part.ts';

/** Numbers of a person show four digits only in what may go to court (FRCrP 49.1(a)); those of companies are public. */
const PERSONAL: readonly Identifier['type'][] = ['ssn', 'itin', 'passport', 'licence', 'alien-registration'];
/** Keys of a register's own data, which identify statements and not people. */
const INTERNAL: readonly Identifier['type'][] = ['bods-record'];

export function identifiersText({ kind, identifiers }: Pick<Entity, 'kind' | 'identifiers'>): string {
  const shown = identifiers.filter(({ type }) => !INTERNAL.includes(type));
  return shown
    .map(({ type, value }) =>
      kind !== 'organisation' || PERSONAL.includes(type) ? `${type} ending ${value.slice(-4)}` : `${type} ${value}`,
    )
    .join('; ');
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

function partyRows(scope: ExportScope): string[][] {
  return scope.entities.map((entity) => {
    const hidden = scope.isHidden(entity.id);
    const records = entity.parties.flatMap((id) => scope.input.resolution.partyById.get(id)?.record ?? []);
    return [
      scope.nameOf(entity.id),
      entity.kind,
      hidden ? '' : entity.names.slice(1).join('; '),
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
