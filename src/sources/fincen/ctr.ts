import { type AccountId, type DateText, sortedUnique } from '../../core/index.ts';
import {
  type Account,
  type AccountRole,
  type CashMovement,
  type Fact,
  locatorText,
  type Party,
} from '../../facts/index.ts';
import { childOf, childrenOf, textOf, type XmlNode } from '../guarded/xml-json.ts';
import { accountFact, type Institution, institutionOfKeys } from '../institution.ts';
import { factIdOf, refuseRow } from '../row.ts';
import { statedText } from '../stated.ts';
import { accountPartyFact } from './account-parties.ts';
import { type Activity, dateOf, dollarsOf, type PlacedParty, placeParties } from './activity.ts';
import { CASH_PERSON_CODES } from './codes.ts';
import { institutionOfParty } from './institution.ts';
import { partyOf } from './party.ts';
import { reportOf } from './report.ts';

type Person = { readonly placed: PlacedParty; readonly party: Party };
type UsedAccount = { readonly account: Account; readonly role: AccountRole; readonly person: Person };
type Direction = CashMovement['direction'];

const ACCOUNT_ROLES: ReadonlyMap<string, AccountRole> = new Map([
  ['8', 'cash-in'],
  ['9', 'cash-out'],
]);
const TOTALS = { in: 'TotalCashInReceiveAmountText', out: 'TotalCashOutAmountText' } as const;
const OWN_AMOUNTS = { in: 'IndividualEntityCashInAmountText', out: 'IndividualEntityCashOutAmountText' } as const;

/** A CTR puts accounts under the person; the institution is the Activity's party 34, else 30 (interface 2). */
function institutionOf(activity: Activity, people: readonly Person[]): Institution {
  const holder = people.find(({ placed }) => placed.code === '34') ?? people.find(({ placed }) => placed.code === '30');
  if (holder !== undefined) return institutionOfParty(activity, holder.placed, holder.party);
  return institutionOfKeys([], null, { source: activity.source, place: locatorText(activity.locator) });
}

function accountsOf(activity: Activity, person: Person, institution: Institution): UsedAccount[] {
  return childrenOf(person.placed.element, 'Account').flatMap((element: XmlNode): UsedAccount[] => {
    const number = statedText(textOf(element, 'AccountNumberText'));
    if (number === null) return [];
    const link = childOf(element, 'PartyAccountAssociation');
    const code = link === null ? null : textOf(link, 'PartyAccountAssociationTypeCode');
    const role = ACCOUNT_ROLES.get(code ?? '') ?? 'affected';
    return [{ account: accountFact(activity.record, institution, number), role, person }];
  });
}

/**
 * Persons of a direction: those with an own amount in it, and those with no own amount at all. Their amounts are
 * attributes: conductor and principal state the same cash, so they never add up.
 */
function personsOf(people: readonly Person[], direction: Direction): CashMovement['persons'] {
  return people.flatMap(({ placed, party }) => {
    const code = placed.code ?? '';
    const amount = dollarsOf(placed.element, OWN_AMOUNTS[direction]);
    const other = dollarsOf(placed.element, OWN_AMOUNTS[direction === 'in' ? 'out' : 'in']);
    const takesPart = CASH_PERSON_CODES.has(code) && (amount !== null || other === null);
    return takesPart ? [{ party: party.id, code, amount }] : [];
  });
}

function movementOf(
  activity: Activity,
  direction: Direction,
  people: readonly Person[],
  used: readonly UsedAccount[],
): CashMovement[] {
  const cash = childOf(activity.node, 'CurrencyTransactionActivity');
  const amount = dollarsOf(cash, TOTALS[direction]);
  if (amount === null || amount.units === 0n) return [];
  const date: DateText | null = dateOf(cash, 'TransactionDateText');
  if (date === null) refuseRow('MISSING_VALUE', 'TransactionDateText is empty, so the cash has no date');
  const carrying = used.filter(({ role }) => role === `cash-${direction}`).map(({ account }) => account.id);
  const accounts: AccountId[] = sortedUnique(carrying);
  const [only] = accounts;
  return [
    {
      kind: 'cash-movement',
      id: factIdOf(activity.record, 'cash-movement', direction),
      record: activity.record,
      direction,
      at: { date, micros: null, localHour: null, text: date.replaceAll('-', '') },
      amount,
      account: accounts.length === 1 && only !== undefined ? only : null,
      accounts,
      persons: personsOf(people, direction),
    },
  ];
}

function everyParty(placed: PlacedParty): PlacedParty[] {
  return [placed, ...placed.nested.flatMap(everyParty)];
}

/** Facts of a currency transaction report: Report, Parties, Accounts and one CashMovement a direction. */
export function ctrFacts(activity: Activity): Fact[] {
  const placed = placeParties(activity.node).flatMap(everyParty);
  const people = placed.map((item) => ({ placed: item, party: partyOf(activity, item) }));
  const institution = institutionOf(activity, people);
  const used = people.flatMap((person) => accountsOf(activity, person, institution));
  const accounts = used.flatMap(({ account, role, person }): Fact[] => [
    account,
    accountPartyFact(activity, { account: account.id, party: person.party.id, role }),
  ]);
  const movements = (['in', 'out'] as const).flatMap((direction) => movementOf(activity, direction, people, used));
  return [reportOf(activity, 'ctr'), ...people.map(({ party }) => party), ...accounts, ...movements];
}
