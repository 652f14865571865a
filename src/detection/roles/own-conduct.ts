import { type EntityId, sortedUnique } from '../../core/index.ts';
import { ratio, sumTicks } from '../amounts.ts';
import type { Relations } from '../control-links.ts';
import { isCashOut, type Movement } from '../movement.ts';
import { ROLES } from '../parameters.ts';
import { flowOfEntity, isOrganisation, isOwnTransfer, isPerson, recordsOf } from '../view.ts';
import { type NetworkDraft, type RoleQuestion, role } from './role-question.ts';

function persons(relations: Relations, draft: NetworkDraft): EntityId[] {
  return draft.entities.filter((entity) => isPerson(relations.view, entity) && !draft.screens.get(entity)?.hit);
}

/** People who keep the money or stand undeclared behind the network's organisations. */
export const controllers: RoleQuestion = (relations, draft) =>
  persons(relations, draft).flatMap((person) => {
    const standing = draft.standings.get(person);
    if (standing === undefined || !(standing.benefits || standing.controls)) return [];
    const reasons = standing.facts.filter((fact) => fact.direction === 'for');
    const score = 0.5 + 0.1 * Math.min(reasons.length, 3) + (standing.benefits && standing.controls ? 0.2 : 0);
    return reasons.length === 0 ? [] : [role(person, 'controller', score, reasons)];
  });

/** Payments from members of the network into a member's accounts, other than pay. */
function fromMembers(relations: Relations, draft: NetworkDraft, entity: EntityId): Movement[] {
  return flowOfEntity(relations.view, entity).credits.filter(
    (credit) =>
      credit.from.entity !== null &&
      !isOwnTransfer(credit) &&
      credit.reading.purpose !== 'wage' &&
      draft.members.has(credit.from.entity),
  );
}

function payers(credits: readonly Movement[]): EntityId[] {
  return sortedUnique(credits.flatMap((credit) => credit.from.entity ?? []));
}

/** People to whom several members hand money and who hand most of it on inside the network. */
export const collectors: RoleQuestion = (relations, draft) =>
  persons(relations, draft).flatMap((person) => {
    const credits = fromMembers(relations, draft, person);
    const onward = flowOfEntity(relations.view, person).debits.filter(
      (debit) => debit.to.entity !== null && debit.to.entity !== person && draft.members.has(debit.to.entity),
    );
    const share = ratio(sumTicks(onward), sumTicks(credits));
    const from = payers(credits);
    if (from.length < ROLES.launderPayers || share === null || share < 0.5) return [];
    const text = `takes in money from ${from.length} members of the network and hands most of it on inside it`;
    return [role(person, 'collector', 0.6, [{ text, records: recordsOf([...credits, ...onward]) }])];
  });

/** Organisations of the network that take in from several members and send nearly all of it out of reach. */
export const launderers: RoleQuestion = (relations, draft) =>
  draft.entities.flatMap((entity) => {
    if (!isOrganisation(relations.view, entity)) return [];
    const credits = fromMembers(relations, draft, entity);
    const away = flowOfEntity(relations.view, entity).debits.filter(
      (debit) => isCashOut(debit) || ['crypto', 'wire'].includes(debit.method) || debit.reading.purpose === 'remitter',
    );
    const share = ratio(sumTicks(away), sumTicks(credits));
    const from = payers(credits);
    if (from.length < ROLES.launderPayers || share === null || share < 0.8) return [];
    const text = `takes in from ${from.length} members and sends nearly all of it away by wire, cash or exchange`;
    return [role(entity, 'launderer', 0.6, [{ text, records: recordsOf([...credits, ...away]) }])];
  });

/** Holders whose account others use: a position, never an accusation. */
export const underControl: RoleQuestion = (relations, draft) =>
  draft.entities.flatMap((entity) => {
    const screen = draft.screens.get(entity);
    const holds = (relations.view.accountsOf.get(entity)?.length ?? 0) > 0;
    if (screen === undefined || !screen.hit || !holds) return [];
    const text = `account holder possibly under control: ${screen.items.map((item) => item.text).join('; ')}`;
    return [
      role(entity, 'account-holder-under-control', 0.5, [
        { text, records: screen.items.flatMap((item) => item.records) },
      ]),
    ];
  });

/** Declared owners who keep none of the money of what they own on paper. */
export const nominees: RoleQuestion = (_relations, draft) =>
  draft.entities.flatMap((entity) => {
    const facts = (draft.standings.get(entity)?.facts ?? []).filter(
      (fact) => fact.direction === 'against' && fact.about !== '',
    );
    const nominal = facts.filter((fact) => draft.members.has(fact.about));
    if (nominal.length === 0) return [];
    return [role(entity, 'nominee', 0.6, nominal)];
  });
