import { type EntityId, groupBy, type RecordId, sortedUnique } from '../../core/index.ts';
import { ratio, sumTicks, type Ticks } from '../amounts.ts';
import type { Relations } from '../control-links.ts';
import { sameHousehold } from '../kinship.ts';
import { isCashOut, type Movement } from '../movement.ts';
import { afterWages, isDocumentedPayee, wageCredits } from '../pay-cycles.ts';
import { isOrganisation, isOwnTransfer, isPerson, labelOf, recordsOf, type View } from '../view.ts';
import type { Core } from './core.ts';

const MIN_CYCLES = 3;
const MIN_SHARE = 0.3;
const MIN_WORKERS = 2;

/** One worker's wage account and who takes what leaves it right after pay day. */
type Worker = {
  readonly person: EntityId;
  readonly employers: readonly EntityId[];
  readonly wages: Ticks;
  readonly takers: ReadonlyMap<
    EntityId,
    { readonly amount: Ticks; readonly cycles: number; readonly records: readonly RecordId[] }
  >;
  readonly cleared: readonly Movement[];
};

function takerOf(debit: Movement): EntityId | null {
  return isCashOut(debit) ? debit.conductor : debit.to.entity;
}

function takersOf(view: View, person: EntityId, debitsByCycle: readonly (readonly Movement[])[]): Worker['takers'] {
  const takers = new Map<EntityId, { amount: Ticks; cycles: number; records: RecordId[] }>();
  for (const debits of debitsByCycle) {
    for (const [taker, taken] of groupBy(debits, takerOf)) {
      if (taker === null || taker === person || !isPerson(view, taker) || sameHousehold(view, person, taker)) continue;
      const entry = takers.get(taker) ?? { amount: 0n, cycles: 0, records: [] as RecordId[] };
      entry.amount += sumTicks(taken);
      entry.cycles++;
      entry.records.push(...recordsOf(taken));
      takers.set(taker, entry);
    }
  }
  return takers;
}

function workers(view: View): Worker[] {
  return [...view.flows].flatMap(([account, flow]) => {
    const [person] = view.ownersOf.get(account) ?? [];
    if (person === undefined || !isPerson(view, person)) return [];
    const cycles = afterWages(view, flow);
    if (cycles.length < MIN_CYCLES) return [];
    const wages = wageCredits(flow);
    const paidOn = new Set(cycles.flatMap((cycle) => [cycle.day, cycle.day + 1, cycle.day + 2]));
    const cleared = flow.debits.filter(
      (debit) =>
        paidOn.has(debit.day) &&
        !isOwnTransfer(debit) &&
        (isDocumentedPayee(view, debit) || (debit.to.entity !== null && sameHousehold(view, person, debit.to.entity))),
    );
    const employers = sortedUnique(wages.flatMap((wage) => wage.from.entity ?? []));
    const takers = takersOf(
      view,
      person,
      cycles.map((cycle) => cycle.debits),
    );
    return [{ person, employers, wages: sumTicks(wages), takers, cleared }];
  });
}

/** People and firms next to the employer by anything but a wage. */
function aroundEmployer(relations: Relations, employer: EntityId): Map<EntityId, readonly RecordId[]> {
  const around = new Map<EntityId, readonly RecordId[]>([[employer, []]]);
  for (const link of relations.linksOfOrganisation.get(employer) ?? []) around.set(link.person, link.records);
  for (const tie of relations.tiesOf.get(employer) ?? [])
    around.set((tie.from === employer ? tie.to : tie.from) as EntityId, tie.records);
  return around;
}

/** How the receiver is tied to the employer: directly, or through one person or firm that is. */
function employerTie(
  relations: Relations,
  taker: EntityId,
  employer: EntityId,
): { readonly through: EntityId | null; readonly records: readonly RecordId[] } | null {
  const around = aroundEmployer(relations, employer);
  const direct = around.get(taker);
  if (direct !== undefined) return { through: null, records: direct };
  for (const tie of relations.tiesOf.get(taker) ?? []) {
    const other = (tie.from === taker ? tie.to : tie.from) as EntityId;
    const known = around.get(other);
    if (known !== undefined) return { through: other, records: [...tie.records, ...known] };
  }
  return null;
}

/** A firm by its name; a person in between may be under control too, and stays unnamed. */
function firmText(view: View, entity: EntityId): string {
  return isOrganisation(view, entity) ? labelOf(view, entity) : 'another person';
}

function coreOfTaker(relations: Relations, taker: EntityId, giving: readonly Worker[]): Core {
  const { view } = relations;
  const employers = sortedUnique(giving.flatMap((worker) => worker.employers));
  const ties = employers.flatMap((employer) => {
    const tie = employerTie(relations, taker, employer);
    return tie === null ? [] : [{ employer, ...tie }];
  });
  const records = giving.flatMap((worker) => worker.takers.get(taker)?.records ?? []);
  const who = `${giving.length} workers send ${labelOf(view, taker)}, a private person, a large part of their wages within two days`;
  const [tie] = ties;
  if (tie === undefined) {
    return {
      kind: 'wage-kickback',
      stands: 'not known',
      text: `${who}; no record ties that person to the employer.`,
      centre: taker,
      members: sortedUnique([taker, ...giving.map((worker) => worker.person)]),
      records,
    };
  }
  const through = tie.through === null || tie.through === tie.employer ? '' : ` through ${firmText(view, tie.through)}`;
  return {
    kind: 'wage-kickback',
    stands: 'for',
    text: `${who}, and that person is tied to the employer ${firmText(view, tie.employer)}${through}.`,
    centre: taker,
    members: sortedUnique([
      taker,
      ...relations.benefit.route(taker),
      ...ties.map((item) => item.employer),
      ...ties.flatMap((item) => item.through ?? []),
      ...giving.map((worker) => worker.person),
    ]),
    records: [...records, ...ties.flatMap((item) => item.records)],
  };
}

function takerCores(relations: Relations, all: readonly Worker[]): Core[] {
  const giving = new Map<EntityId, Worker[]>();
  for (const worker of all) {
    for (const [taker, entry] of worker.takers) {
      const share = ratio(entry.amount, worker.wages) ?? 0;
      if (entry.cycles < MIN_CYCLES || share < MIN_SHARE) continue;
      giving.set(taker, [...(giving.get(taker) ?? []), worker]);
    }
  }
  return [...giving]
    .filter(([, list]) => list.length >= MIN_WORKERS)
    .map(([taker, list]) => coreOfTaker(relations, taker, list));
}

/** Employers whose workers' money visibly goes to documented payees, households or many different people. */
function clearedCores(relations: Relations, all: readonly Worker[], taken: ReadonlySet<EntityId>): Core[] {
  const byEmployer = new Map<EntityId, Worker[]>();
  for (const worker of all) {
    const share = ratio(sumTicks(worker.cleared), worker.wages) ?? 0;
    const spread = worker.takers.size >= 3;
    if (taken.has(worker.person) || (share < MIN_SHARE && !spread)) continue;
    for (const employer of worker.employers) byEmployer.set(employer, [...(byEmployer.get(employer) ?? []), worker]);
  }
  return [...byEmployer]
    .filter(([, list]) => list.length >= MIN_WORKERS)
    .map(([employer, list]) => ({
      kind: 'wage-kickback',
      stands: 'against',
      text: `The wages of ${list.length} workers of ${firmText(relations.view, employer)} go to documented payees, their households or several unrelated people.`,
      centre: null,
      members: sortedUnique([employer, ...list.map((worker) => worker.person)]),
      records: list.flatMap((worker) => recordsOf(worker.cleared)),
    }));
}

/**
 * Wages: who receives what leaves the account. A licensed remitter, a landlord firm, a household, a documented lender
 * or several unrelated payees clear; one private person common to several workers and tied to the employer does not; a
 * cash withdrawal alone proves nothing (detection 1.4).
 */
export function wageCores(relations: Relations): Core[] {
  const all = workers(relations.view);
  const taking = takerCores(relations, all);
  const taken = new Set(taking.flatMap((core) => core.members));
  return [...taking, ...clearedCores(relations, all, taken)];
}
