import { type AccountId, type EntityId, groupBy, sortedUnique } from '../../core/index.ts';
import type { Finding } from '../../facts/index.ts';
import { ratio, sumTicks, type Ticks } from '../amounts.ts';
import type { Relations } from '../control-links.ts';
import { sameHousehold } from '../kinship.ts';
import { isCashOut, type Movement } from '../movement.ts';
import { isDocumentedPayee } from '../pay-cycles.ts';
import { flowOf, isOwnTransfer, isPerson, labelOf, recordsOf, type View } from '../view.ts';
import type { Core } from './core.ts';

const MIN_LIFE_SIGNS = 3;
const MIN_TAKEN = 0.5;

type Reading = {
  readonly holder: EntityId;
  readonly life: readonly Movement[];
  readonly fed: readonly Movement[];
  readonly taker: EntityId | null;
  readonly taken: readonly Movement[];
  readonly depositors: readonly EntityId[];
};

/** Signs of the holder's own life: wages in; rent, food, loans and cards out, to those whose trade it is. */
function lifeSigns(view: View, account: AccountId): Movement[] {
  const flow = flowOf(view, account);
  return [
    ...flow.credits.filter((credit) => credit.reading.purpose === 'wage'),
    ...flow.debits.filter((debit) => isDocumentedPayee(view, debit)),
  ];
}

/** Whether a life shows: signs in at least half of the months in which money comes in, and three signs at least. */
function showsLife(reading: Reading): boolean {
  const months = (moves: readonly Movement[]) => new Set(moves.map((move) => move.date.slice(0, 7)));
  const alive = months(reading.life);
  const covered = [...months(reading.fed)].filter((month) => alive.has(month)).length;
  return reading.life.length >= MIN_LIFE_SIGNS && covered * 2 >= months(reading.fed).size;
}

function takerOf(debit: Movement): EntityId | null {
  return isCashOut(debit) ? debit.conductor : debit.to.entity;
}

/** The person other than the holder and the household who takes most of what leaves. */
function mainTaker(
  view: View,
  holder: EntityId,
  debits: readonly Movement[],
): { taker: EntityId; taken: Movement[] } | null {
  let best: { taker: EntityId; taken: Movement[]; sum: Ticks } | null = null;
  for (const [taker, taken] of groupBy(debits, takerOf)) {
    if (taker === null || taker === holder || sameHousehold(view, holder, taker)) continue;
    const sum = sumTicks(taken);
    if (best === null || sum > best.sum || (sum === best.sum && taker < best.taker)) best = { taker, taken, sum };
  }
  const share = best === null ? null : ratio(best.sum, sumTicks(debits));
  return best !== null && share !== null && share >= MIN_TAKEN ? best : null;
}

function read(view: View, account: AccountId): Reading | null {
  const [holder] = view.ownersOf.get(account) ?? [];
  if (holder === undefined) return null;
  const flow = flowOf(view, account);
  const debits = flow.debits.filter((debit) => !isOwnTransfer(debit));
  const main = mainTaker(view, holder, debits);
  const depositors = sortedUnique(
    flow.credits.flatMap((credit) => credit.conductor ?? []).filter((id) => id !== holder),
  );
  return {
    holder,
    life: lifeSigns(view, account),
    fed: flow.credits,
    taker: main?.taker ?? null,
    taken: main?.taken ?? [],
    depositors,
  };
}

function coreOf(relations: Relations, taker: EntityId | null, readings: readonly Reading[]): Core {
  const { view } = relations;
  const lifeless = readings.filter((reading) => !showsLife(reading));
  const members = sortedUnique([
    ...(taker === null ? [] : [taker, ...relations.benefit.route(taker)]),
    ...readings.map((reading) => reading.holder),
  ]);
  const records = readings.flatMap((reading) => recordsOf([...reading.life, ...reading.taken]));
  const base = { kind: 'funnel' as const, centre: taker, members, records };
  // Holders may be victims: they are counted, and only who takes the money is named.
  const number = new Set(readings.map((reading) => reading.holder)).size;
  const holders = number === 1 ? '1 account holder' : `${number} account holders`;
  if (taker !== null && isPerson(view, taker) && lifeless.length > 0) {
    const text = `The own life of ${holders} does not show on the account, and ${labelOf(view, taker)} takes most of the money out elsewhere.`;
    return { ...base, stands: 'for', text };
  }
  if (lifeless.length === 0) {
    const text = `The own life of ${holders} shows on the account (rent, food, cards or wages).`;
    return { ...base, stands: 'against', text };
  }
  return {
    ...base,
    stands: 'not known',
    text: `No record tells who takes the money out of the account of ${holders}.`,
  };
}

/** Funnel: whether the holder's own life shows on the account, and who takes the money out elsewhere (detection 1.4). */
export function funnelCores(relations: Relations, findings: readonly Finding[]): Core[] {
  const { view } = relations;
  const accounts = findings
    .filter((finding) => finding.rule === 'funnel-account')
    .flatMap((finding) => finding.subjects);
  const readings = sortedUnique(accounts).flatMap((account) => read(view, account as AccountId) ?? []);
  const grouped = groupBy(readings, (reading) => reading.taker ?? reading.holder);
  return [...grouped.values()].map((list) => coreOf(relations, list[0]?.taker ?? null, list));
}
