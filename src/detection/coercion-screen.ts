import { type EntityId, type RecordId, sortedUnique } from '../core/index.ts';
import { ratio, sumTicks } from './amounts.ts';
import type { Relations } from './control-links.ts';
import type { Core } from './decisive/index.ts';
import { followsWithin, isCashIn, isCashOut, type Movement, placeKey } from './movement.ts';
import { SCREEN } from './parameters.ts';
import { afterWages, isDocumentedPayee } from './pay-cycles.ts';
import type { Standing } from './standing.ts';
import type { CoercionScreen } from './types.ts';
import { type AccountFlow, flowOfEntity, isOwnTransfer, isPerson, profileOf, recordsOf, type View } from './view.ts';

type Item = CoercionScreen['items'][number];

/** What the screen of one person looks at. */
type ScreenInput = {
  readonly relations: Relations;
  readonly standing: Standing;
  readonly members: ReadonlySet<string>;
  readonly cores: readonly Core[];
};

type Case = { readonly view: View; readonly person: EntityId; readonly flow: AccountFlow; readonly input: ScreenInput };

function item(number: number, text: string, records: readonly RecordId[]): Item[] {
  return [{ item: number, text, records: sortedUnique(records) }];
}

function leaving({ flow }: Case): Movement[] {
  return flow.debits.filter((debit) => !isOwnTransfer(debit));
}

/** Who takes a debit: the payee, or the other person who draws the cash. */
function taker(debit: Movement): EntityId | null {
  return isCashOut(debit) ? debit.conductor : debit.to.entity;
}

function toNetwork(one: Case): Movement[] {
  return leaving(one).filter((debit) => {
    const to = taker(debit);
    return to !== null && to !== one.person && one.input.members.has(to) && isPerson(one.view, to);
  });
}

/** 1: nine tenths pass through in 60 days or more, four fifths of the outflow to the network. */
function passThrough(one: Case): Item[] {
  const inflow = one.flow.credits.filter((credit) => !isOwnTransfer(credit));
  const days = (inflow.at(-1)?.day ?? 0) - (inflow[0]?.day ?? 0);
  const out = leaving(one);
  const forLife = out.filter((debit) => isDocumentedPayee(one.view, debit));
  const passed = ratio(sumTicks(out) - sumTicks(forLife), sumTicks(inflow));
  const cluster = toNetwork(one);
  const clustered = ratio(sumTicks(cluster), sumTicks(out));
  const isHit =
    days >= SCREEN.passThroughDays &&
    passed !== null &&
    passed >= SCREEN.passThrough &&
    clustered !== null &&
    clustered >= SCREEN.toOneCluster;
  return isHit ? item(1, 'nearly all that comes in passes on to persons of the network', recordsOf(cluster)) : [];
}

/** 2: a telephone, address or e-mail shared with the person in control, or with three or more other depositors. */
function sharedContact(one: Case): Item[] {
  const { view, person, input } = one;
  const centres = input.cores.filter((core) => core.stands === 'for').flatMap((core) => core.centre ?? []);
  const depositors = new Set(one.flow.credits.filter(isCashIn).flatMap((credit) => credit.conductor ?? []));
  const shared = view.contacts.filter((contact) => contact.holders.includes(person) && !contact.isHub);
  const hit = shared.filter((contact) => {
    const others = contact.holders.filter((holder) => holder !== person);
    const paying = others.filter((holder) => depositors.has(holder));
    return others.some((holder) => centres.includes(holder)) || paying.length >= SCREEN.depositors;
  });
  const records = hit.flatMap((contact) => contact.records);
  return hit.length > 0
    ? item(2, 'contact data is shared with the person in control or with other depositors', records)
    : [];
}

/** 3: paid in at one place, drawn elsewhere within two days by someone else. */
function drawnElsewhere(one: Case): Item[] {
  const deposits = one.flow.credits.filter((credit) => credit.place !== null);
  const draws = one.flow.debits.filter(
    (debit) => isCashOut(debit) && debit.conductor !== null && debit.conductor !== one.person && debit.place !== null,
  );
  const pairs = draws.filter((draw) =>
    deposits.some(
      (deposit) =>
        placeKey(deposit.place) !== placeKey(draw.place) && followsWithin(deposit, draw, SCREEN.elsewhereHours),
    ),
  );
  return pairs.length >= SCREEN.repeats
    ? item(3, 'money paid in at one place is drawn elsewhere within two days by another person', recordsOf(pairs))
    : [];
}

/** 4: under 18 at any event. A birth year alone counts from its last day, so that doubt protects. */
function minor(one: Case): Item[] {
  const birth = profileOf(one.view, one.person)?.birthDates.at(-1);
  const first = [...one.flow.credits, ...one.flow.debits].sort((a, b) => a.index - b.index)[0];
  if (birth === undefined || first === undefined) return [];
  const latest = `${birth}-12-31`.slice(0, 10);
  const adultOn = `${Number(latest.slice(0, 4)) + SCREEN.adult}${latest.slice(4)}`;
  return first.date < adultOn ? item(4, 'under 18 at the time of a movement', first.records) : [];
}

/** 6: recruitment fees or debt paid to someone who is no documented lender. */
function debtPayments(one: Case): Item[] {
  const paid = leaving(one).filter((debit) => debit.reading.purpose === 'loan' && !isDocumentedPayee(one.view, debit));
  return paid.length >= SCREEN.repeats
    ? item(6, 'pays a fee or a debt to a private person again and again', recordsOf(paid))
    : [];
}

/** 7: pay that is returned, in cash or to the person whom a decisive fact names. */
function returnedPay(one: Case): Item[] {
  const centres = new Set(one.input.cores.filter((core) => core.stands === 'for').flatMap((core) => core.centre ?? []));
  const returned = afterWages(one.view, one.flow).flatMap((cycle) => {
    const back = cycle.debits.filter((debit) => {
      const to = taker(debit);
      return isCashOut(debit) ? to !== one.person : to !== null && centres.has(to);
    });
    return sumTicks(back) * 2n >= cycle.wage ? [back] : [];
  });
  return returned.length >= SCREEN.repeats
    ? item(7, 'pay is credited and most of it returned within two days', recordsOf(returned.flat()))
    : [];
}

/** 8: no company that pays them, no titled asset, no travel: no benefit of ownership shows. */
function noBenefit(one: Case): Item[] {
  const { facts } = one.view.input;
  const assets = facts.assets.some(
    (asset) => asset.titledOwner !== null && one.view.input.resolution.entityOf.get(asset.titledOwner) === one.person,
  );
  return one.input.standing.benefits || assets
    ? []
    : item(
        8,
        'no benefit of ownership shows: no asset, no money kept from a company',
        profileOf(one.view, one.person)?.records ?? [],
      );
}

/** Beside the list (detection 1.4): most of what leaves the account goes to persons of the network. Shown as item 10. */
function mostToNetwork(one: Case): Item[] {
  const cluster = toNetwork(one);
  const share = ratio(sumTicks(cluster), sumTicks(leaving(one)));
  return share !== null && share > SCREEN.mostToNetwork && !one.input.standing.benefits
    ? item(10, 'most of what leaves the account goes to persons of the network', recordsOf(cluster))
    : [];
}

/**
 * The coercion screen of legal-and-evidence 6.2 for one person of a network. Item 4 alone, or any two others, is a hit.
 * Items 5 and 9 need arrival dates and notes of the bank, which no format of this version carries. A hit is not proof
 * and a miss is not clearance.
 */
export function screenPerson(input: ScreenInput): CoercionScreen {
  const { relations, standing } = input;
  const one: Case = {
    view: relations.view,
    person: standing.person,
    flow: flowOfEntity(relations.view, standing.person),
    input,
  };
  const checks = [
    passThrough,
    sharedContact,
    drawnElsewhere,
    minor,
    debtPayments,
    returnedPay,
    noBenefit,
    mostToNetwork,
  ];
  const items = checks.flatMap((check) => check(one));
  const minors = items.some((found) => found.item === 4);
  const others = items.filter((found) => found.item !== 4).length;
  return { hit: minors || others >= SCREEN.itemsForHit, items };
}
