import { compareText, groupBy, grouped, type Money, moneyText, sumMoney } from '../../core/index.ts';
import type { Entity } from '../../resolution/index.ts';
import { heading, left, paragraph, right } from '../document.ts';
import { type Schedule, tableOf } from '../schedule.ts';
import { type ExportScope, type NumberedTransfer, transferRefs } from '../scope.ts';
import { type Part, part } from './part.ts';

type Benefit = {
  readonly party: string;
  readonly basis: string;
  readonly amount: Money;
  readonly movements: readonly NumberedTransfer[];
  readonly source: string;
};

const isOwner = ({ role }: { readonly role: string }): boolean => role === 'owner' || role === 'joint';

/** Accounts of the scope that a party owns, by id. */
function ownedBy({ accounts }: ExportScope, { id }: Entity): ReadonlySet<string> {
  const own = accounts.filter(({ account }) => account.holders.some((item) => item.entity === id && isOwner(item)));
  return new Set(own.map(({ account }) => account.id));
}

/** Payments out of accounts of the scope that name the party on the other side, by currency. */
function receipts(
  scope: ExportScope,
  { entity, owned, reached }: { entity: Entity; owned: ReadonlySet<string>; reached: readonly NumberedTransfer[] },
): Benefit[] {
  const paid = reached.filter(
    ({ transfer: { from } }) =>
      from.account !== null && scope.accountOf(from.account) !== null && !owned.has(from.account),
  );
  return [...groupBy(paid, ({ transfer }) => transfer.amount.currency)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([currency, movements]) => ({
      party: scope.nameOf(entity.id),
      basis: 'received from accounts of the scope',
      amount: sumMoney(
        movements.map(({ transfer }) => transfer.amount),
        currency,
      ),
      movements,
      source: '',
    }));
}

/** The last balance that a record states of each account the party owns. */
function balances(scope: ExportScope, entity: Entity, owned: ReadonlySet<string>): Benefit[] {
  return scope.accounts
    .filter(({ account }) => owned.has(account.id))
    .flatMap(({ ref, balances: stated }) => {
      const last = stated.at(-1);
      if (last === undefined) return [];
      const basis = `last stated balance of ${ref}, ${last.asOf}`;
      const source = scope.citations.citeAll([last.record]);
      return [{ party: scope.nameOf(entity.id), basis, amount: last.amount, movements: [], source }];
    });
}

/** What is titled to the party, at the value that the record states. */
function titled(scope: ExportScope, entity: Entity): Benefit[] {
  const { entityOf } = scope.input.resolution;
  return scope.input.facts.assets
    .filter(({ titledOwner }) => titledOwner !== null && entityOf.get(titledOwner) === entity.id)
    .flatMap(({ assetKind, value, valueAsOf, record }) =>
      value === null
        ? []
        : [
            {
              party: scope.nameOf(entity.id),
              basis: `${assetKind.replaceAll('_', ' ')} titled to the party, valued ${valueAsOf ?? 'at no stated date'}`,
              amount: value,
              movements: [],
              source: scope.citations.citeAll([record]),
            },
          ],
    );
}

function benefitsOf(scope: ExportScope): Benefit[] {
  const byPayee = groupBy(scope.transfers, ({ transfer }) => transfer.to.entity);
  return scope.entities
    .filter(({ id }) => !scope.isNumbered(id))
    .flatMap((entity) => {
      const owned = ownedBy(scope, entity);
      const reached = byPayee.get(entity.id) ?? [];
      return [
        ...receipts(scope, { entity, owned, reached }),
        ...balances(scope, entity, owned),
        ...titled(scope, entity),
      ];
    });
}

const ALL_RUNS = Number.POSITIVE_INFINITY;

/**
 * G. What the records show each named party to have received, to hold and to own, line by line and never netted or
 * added. Persons under a number are left out: whoever may be a victim is owed, and does not benefit.
 */
export function benefitPart(scope: ExportScope, title: string): Part {
  const benefits = benefitsOf(scope);
  const schedule: Schedule = {
    file: 'benefit.csv',
    header: ['party', 'basis', 'amount', 'currency', 'movements', 'source'],
    rows: benefits.map(({ party, basis, amount, movements, source }) => [
      party,
      basis,
      moneyText(amount),
      amount.currency,
      transferRefs(movements, ALL_RUNS),
      source,
    ]),
  };
  const note = paragraph(
    'Lines of different kinds are not added: a balance may consist of the payments above it. Persons who stand in this summary under a number are not listed.',
  );
  if (benefits.length === 0)
    return part([
      heading(2, title),
      paragraph('No record shows a payment to, a balance of or a title of a named party.'),
    ]);
  const table = tableOf(schedule, 'Receipts, balances and titles by party', [
    left('Party', 4),
    left('What', 5),
    right('Amount', 2.6),
    left('Cur.', 1),
    left('Movements', 3),
    left('Source', 2.4),
  ]);
  const rows = benefits.map(({ movements, source }, i) =>
    (schedule.rows[i] ?? []).map((cell, column) => {
      if (column === 2) return grouped(cell);
      return column === 4 ? transferRefs(movements, 4) : column === 5 ? source : cell;
    }),
  );
  return part([heading(2, title), note, { ...table, rows }], [schedule]);
}
