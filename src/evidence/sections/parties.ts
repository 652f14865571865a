import { moneyText } from '../../core/index.ts';
import type { Identifier } from '../../facts/index.ts';
import { grouped, heading, left, paragraph, right } from '../document.ts';
import { plainTable, type Schedule, tableOf } from '../schedule.ts';
import type { ExportScope, ScopeAccount } from '../scope.ts';
import { type Part, part } from './part.ts';

/** Personal numbers show four digits only in what goes to court (FRCrP 49.1(a)). */
const PERSONAL: readonly Identifier['type'][] = ['ssn', 'itin', 'passport', 'licence', 'alien-registration'];

export function identifierText({ type, value }: Identifier): string {
  return PERSONAL.includes(type) ? `${type} ending ${value.slice(-4)}` : `${type} ${value}`;
}

function accountRow(scope: ExportScope, { ref, account, isVictims }: ScopeAccount, all: boolean): string[] {
  const holders = account.holders.map(({ entity, role }) => `${scope.nameOf(entity)} (${role})`);
  const cite = all ? scope.citations.citeAll : scope.citations.cite;
  const institution =
    account.institutionName === null ? account.institution : `${account.institutionName} (${account.institution})`;
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
    const hidden = scope.pseudonyms.has(entity.id);
    const records = entity.parties.flatMap((id) => scope.input.resolution.partyById.get(id)?.record ?? []);
    return [
      scope.nameOf(entity.id),
      entity.kind,
      hidden ? '' : entity.names.slice(1).join('; '),
      hidden ? 'withheld' : entity.identifiers.map(identifierText).join('; '),
      scope.citations.cite(records),
    ];
  });
}

/** B. Parties and accounts. */
export function partiesPart(scope: ExportScope): Part {
  const schedule: Schedule = {
    file: 'accounts.csv',
    header: ['account', 'institution', 'number', 'holders', 'open', 'source'],
    rows: scope.accounts.map((account) => accountRow(scope, account, true)),
  };
  return part(
    [
      heading(2, 'B. Parties and accounts'),
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
