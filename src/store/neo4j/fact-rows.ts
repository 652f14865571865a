import { type Money, moneyText, type Share, shareTexts } from '../../core/index.ts';
import type { Fact, FactKind, FactOf } from '../../facts/index.ts';
import { edgeOf, storedFact, variantOf } from '../port/index.ts';
import { orderedInteger, orderedKey } from './order-keys.ts';
import type { Params } from './statements.ts';

type AddName<K extends FactKind> = `${K}-add`;
type Row<K extends FactKind> = Params<AddName<K>>['rows'][number];
type BaseRow = Pick<Row<'report'>, 'key' | 'id' | 'source' | 'record' | 'json'>;
/** What a row of a kind has besides: what an analyst reads on the node, and the ids that it points to. */
type Shown<K extends FactKind> = Omit<Row<K>, keyof BaseRow>;

const listed = <T extends string>(...ids: readonly (T | null)[]): T[] => ids.filter((id) => id !== null);
const sum = (money: Money | null) => ({
  amount: money === null ? null : moneyText(money),
  currency: money?.currency ?? null,
});
const shareText = (share: Share | null) => (share === null ? null : shareTexts(share).join(' to '));

/** The two ends of a fact that joins two things; `from` and `to` are null when it joins none. */
function ends(fact: Fact): { readonly from: string | null; readonly to: string | null } {
  return edgeOf(fact) ?? { from: null, to: null };
}

const SHOWN: { readonly [K in FactKind]: (fact: FactOf<K>) => Shown<K> } = {
  account: ({ id, institution, number, institutionName, closed }) => {
    return { institution, number, name: institutionName, closed, accounts: [id] };
  },
  'account-party': (fact) => {
    return { ...ends(fact), role: fact.role, accounts: [fact.account], parties: [fact.party] };
  },
  acknowledgement: ({ bsaId }) => ({ bsa_id: bsaId }),
  'aggregate-flow': ({ amount, start, end, from, to }) => {
    return { ...sum(amount), start, end, from_parties: [from], to_parties: [to] };
  },
  asset: ({ assetKind, reference, identifier, value, titledOwner }) => {
    return { ...sum(value), asset_kind: assetKind, reference, identifier, parties: listed(titledOwner) };
  },
  balance: ({ amount, asOf, account }) => ({ ...sum(amount), date: asOf, accounts: [account] }),
  'cash-movement': ({ amount, direction, at, accounts, persons }) => {
    const parties = [...new Set(persons.map(({ party }) => party))];
    return { ...sum(amount), direction, date: at.date, accounts: [...new Set(accounts)], parties };
  },
  holding: (fact) => {
    const { interestType, share, start, end, owner, subject } = fact;
    const shown = { interest: interestType, share: shareText(share), start, end };
    return { ...ends(fact), ...shown, owners: listed(owner), subjects: listed(subject) };
  },
  listing: ({ authority, listedOn, party }) => ({ authority, date: listedOn, parties: [party] }),
  outcome: ({ outcomeType, lead, amount, at }) => ({ outcome_type: outcomeType, lead, amount, at }),
  party: ({ names, role, addresses, entityKind, id: _ }) => {
    return {
      name: names[0]?.full ?? null,
      role,
      country: addresses[0]?.country ?? null,
      person: entityKind === 'person' ? [''] : [],
      organisation: entityKind === 'organisation' ? [''] : [],
    };
  },
  report: ({ form, filedOn }) => ({ form, filed_on: filedOn }),
  transfer: (fact) => {
    const { at, amount, method, reference, from, to } = fact;
    return {
      ...ends(fact),
      ...sum(amount),
      date: at.date,
      at: at.text,
      method,
      reference,
      from_accounts: listed(from.account),
      from_parties: from.account === null ? listed(from.party) : [],
      to_accounts: listed(to.account),
      to_parties: to.account === null ? listed(to.party) : [],
    };
  },
  'victim-fact': ({ category, amount }) => ({ category, amount }),
};

function baseRow(fact: Fact, source: string): BaseRow {
  const json = storedFact(fact);
  const key = orderedKey(fact.kind, fact.id, source, orderedInteger(variantOf(fact, json)));
  return { key, id: fact.id, source, record: fact.record, json };
}

/** The ids that order the rows of a kind: writers that lock the same nodes in one order seldom wait for each other. */
function lockOrder(fact: Fact): string {
  const { from, to } = ends(fact);
  return [from ?? '', to ?? ''].sort().join(' ');
}

/**
 * The rows of one kind, ready to be added: sorted, and of equal statements the one with the smallest record. A text
 * that cannot be kept is refused as BAD_TEXT.
 */
export function factRows<K extends FactKind>(kind: K, facts: readonly FactOf<K>[], source: string): Row<K>[] {
  const rows = new Map<string, { readonly row: Row<K>; readonly order: string }>();
  for (const fact of facts) {
    const base = baseRow(fact as Fact, source);
    const known = rows.get(base.key);
    if (known !== undefined && known.row.record <= base.record) continue;
    const order = `${lockOrder(fact as Fact)} ${base.key}`;
    rows.set(base.key, { row: { ...base, ...SHOWN[kind](fact) } as Row<K>, order });
  }
  return [...rows.values()].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0)).map(({ row }) => row);
}
