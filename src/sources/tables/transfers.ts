import { type Fact, locatorText, type Party, type Side, TRANSFER_METHODS } from '../../facts/index.ts';
import { accountFact, institutionOfText } from '../institution.ts';
import { partyFact } from '../party.ts';
import { factIdOf, partyIdOf, refuseRow } from '../row.ts';
import { wholeName } from '../stated.ts';
import { codeCell, currencyCell, positiveAmountCell, requiredCell } from './cells.ts';
import { postedAt } from './posted-at.ts';
import type { Cells, RowFacts, RowPlace, Target } from './target.ts';

type NamedRole = 'sender' | 'beneficiary' | 'conductor';

function namedParty(name: string | null, role: NamedRole, place: RowPlace): Party | null {
  if (name === null) return null;
  const id = partyIdOf(place.source, place.locator, role);
  const entityKind = role === 'conductor' ? 'person' : 'unknown';
  return partyFact({ id, record: place.record, role }, { entityKind, names: [wholeName(name)] });
}

/** A side is an account, a name alone, or nothing. The facts that it states go to `facts`. */
function sideOf(cells: Cells, end: 'from' | 'to', place: RowPlace, facts: Fact[]): Side {
  const number = cells(`${end}_account`);
  const party = namedParty(cells(`${end}_name`), end === 'from' ? 'sender' : 'beneficiary', place);
  if (party !== null) facts.push(party);
  if (number === null) return { account: null, party: party?.id ?? null };
  const institution = institutionOfText(cells(`${end}_institution`), place.source, locatorText(place.locator));
  const account = accountFact(place.record, institution, number);
  facts.push(account);
  return { account: account.id, party: party?.id ?? null };
}

function readTransfer(cells: Cells, row: RowPlace): RowFacts {
  const facts: Fact[] = [];
  const reference = requiredCell(cells, 'transfer_id');
  const placeText = cells('place');
  const place = placeText === null ? null : row.places(placeText);
  const at = postedAt(requiredCell(cells, 'posted_at'), place?.zone ?? null, row.zones);
  const amount = positiveAmountCell(cells, 'amount', currencyCell(cells, 'currency'));
  const method = codeCell(cells, 'method', TRANSFER_METHODS) ?? 'other';
  const from = sideOf(cells, 'from', row, facts);
  const to = sideOf(cells, 'to', row, facts);
  if (from.account === null && to.account === null && from.party === null && to.party === null) {
    refuseRow('MISSING_VALUE', 'neither side names an account or a party');
  }
  const conductor = namedParty(cells('conductor'), 'conductor', row);
  if (conductor !== null) facts.push(conductor);
  facts.push({
    kind: 'transfer',
    id: factIdOf(row.record, 'transfer', ''),
    record: row.record,
    reference,
    at,
    from,
    to,
    amount,
    method,
    place,
    conductor: conductor?.id ?? null,
    memo: cells('memo'),
  });
  return { date: at.date, facts };
}

/** Rows of redress-transfers: one transfer a row (interface 2). */
export const transfersTarget: Target = {
  fields: [
    'transfer_id',
    'posted_at',
    'from_institution',
    'from_account',
    'from_name',
    'to_institution',
    'to_account',
    'to_name',
    'amount',
    'currency',
    'method',
    'place',
    'conductor',
    'memo',
  ],
  required: ['transfer_id', 'posted_at', 'amount', 'currency'],
  read: readTransfer,
};
