import { type EntityId, sortedUnique } from '../../core/index.ts';
import { ratio, sumTicks } from '../amounts.ts';
import { type ControlLink, type Relations, TAKES_SHARE } from '../control-links.ts';
import { isInLine } from '../lines-of-business.ts';
import type { Movement } from '../movement.ts';
import { isPayroll } from '../pay-cycles.ts';
import { flowOfEntity, isOwnTransfer, labelOf, profileOf, recordsOf, type View } from '../view.ts';
import type { Core } from './core.ts';
import { isInOtherNames, nominalOwners, routeTo } from './storefronts.ts';

const MIN_SHOPS = 2;
/** Pay and payroll tax above this share of revenue is a staffed business (default). */
const STAFFED_SHARE = 0.1;

type Shop = { readonly id: EntityId; readonly staffed: boolean; readonly payroll: readonly Movement[] };

function isMassage(view: View, entity: EntityId): boolean {
  return isInLine(profileOf(view, entity)?.naics ?? [], 'massage');
}

/**
 * Pay and payroll tax of a shop against its revenue, without what goes to the person asked about, whose regular draw
 * looks like pay; null when no account of the shop is known.
 */
function readShop(view: View, id: EntityId, person: EntityId): Shop | null {
  const flow = flowOfEntity(view, id);
  const revenue = sumTicks(flow.credits.filter((credit) => !isOwnTransfer(credit)));
  const payroll = flow.debits.filter((debit) => isPayroll(debit) && debit.to.entity !== person);
  const share = ratio(sumTicks(payroll), revenue);
  return share === null ? null : { id, staffed: share >= STAFFED_SHARE, payroll };
}

function controls(link: ControlLink): boolean {
  return link.kept >= TAKES_SHARE || link.ways.includes('signs') || link.ways.includes('declared');
}

function coreOf(relations: Relations, person: EntityId, links: readonly ControlLink[]): Core | null {
  const { view } = relations;
  const held = links.filter((link) => isMassage(view, link.organisation) && controls(link));
  const shops = held.flatMap((link) => readShop(view, link.organisation, person) ?? []);
  if (shops.length < MIN_SHOPS) return null;
  const owners = held.flatMap((link) => nominalOwners(relations, link.organisation));
  // The line of business is often blank: shops of the same person count by their money.
  const benefit = links.filter((link) => link.kept >= TAKES_SHARE);
  const routes = [...held, ...benefit].flatMap((link) => routeTo(relations, link));
  const members = sortedUnique([person, ...owners, ...routes]);
  const records = [...held.flatMap((link) => link.records), ...shops.flatMap((shop) => recordsOf(shop.payroll))];
  const base = { kind: 'illicit-massage' as const, centre: person, members, records };
  const unstaffed = shops.filter((shop) => !shop.staffed);
  const name = labelOf(view, person);
  if (unstaffed.length * 2 <= shops.length) {
    const text = `The ${shops.length} massage businesses of ${name} are staffed and taxed: wages and payroll tax are paid.`;
    return { ...base, stands: 'against', text };
  }
  if (benefit.length < MIN_SHOPS) {
    const text = `${unstaffed.length} massage businesses tied to ${name} pay next to no wages; no record tells who keeps the money.`;
    return { ...base, stands: 'not known', text };
  }
  const hidden = benefit.filter((link) => isInOtherNames(relations, link));
  if (hidden.length === 0) {
    const text = `${name} is declared openly as owner of the massage businesses that pay next to no wages.`;
    return { ...base, stands: 'not known', text };
  }
  const text = `${name} keeps the money of ${benefit.length} businesses, ${hidden.length} of them in other names; ${unstaffed.length} massage businesses among those tied to that person pay next to no wages or payroll tax.`;
  return { ...base, stands: 'for', text };
}

/** Massage: retained benefit and control without payroll, against a taxed and staffed business (detection 1.4). */
export function massageCores(relations: Relations): Core[] {
  return [...relations.linksOfPerson].flatMap(([person, links]) => coreOf(relations, person, links) ?? []);
}
