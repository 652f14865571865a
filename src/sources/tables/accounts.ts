import { type Fact, locatorText } from '../../facts/index.ts';
import { accountFact, institutionOfText } from '../institution.ts';
import { partyFact } from '../party.ts';
import { factIdOf, partyIdOf, refuseRow } from '../row.ts';
import { emailText, phoneDigits, wholeName } from '../stated.ts';
import { addressOfText, codeCell, identifierCell, partialDateCell, requiredCell } from './cells.ts';
import type { Cells, RowFacts, RowPlace, Target } from './target.ts';

function present<T>(value: T | null): T[] {
  return value === null ? [] : [value];
}

function holderOf(cells: Cells, row: RowPlace) {
  const identifiers = present(identifierCell(cells, 'holder_id_type', 'holder_id'));
  const names = present(cells('holder_name')).map((name) => wholeName(name));
  const entityKind = codeCell(cells, 'holder_kind', ['person', 'organisation']) ?? 'unknown';
  if (names.length === 0 && identifiers.length === 0) return null;
  const id = partyIdOf(row.source, row.locator, 'account-holder');
  return partyFact(
    { id, record: row.record, role: 'account-holder' },
    {
      entityKind,
      names,
      identifiers,
      addresses: present(cells('address')).map(addressOfText),
      phones: present(phoneDigits(cells('phone'))),
      emails: present(emailText(cells('email'))),
      naics: cells('naics'),
      occupation: cells('occupation'),
    },
  );
}

function readAccount(cells: Cells, row: RowPlace): RowFacts {
  const institution = institutionOfText(cells('institution'), row.source, locatorText(row.locator));
  const account = accountFact(row.record, institution, requiredCell(cells, 'account'), {
    openedOn: partialDateCell(cells, 'opened_on'),
    closedOn: partialDateCell(cells, 'closed_on'),
  });
  const facts: Fact[] = [account];
  const role = codeCell(cells, 'role', ['owner', 'joint', 'signatory', 'poa']);
  const holder = holderOf(cells, row);
  if (holder !== null) {
    if (role === null)
      refuseRow('MISSING_VALUE', 'role is empty, so how the holder stands to the account is not stated');
    facts.push(holder, {
      kind: 'account-party',
      id: factIdOf(row.record, 'account-party', ''),
      record: row.record,
      account: account.id,
      party: holder.id,
      role,
      from: null,
      to: null,
    });
  }
  return { date: null, facts };
}

/** Rows of redress-accounts: one holder of one account a row (interface 2). */
export const accountsTarget: Target = {
  fields: [
    'institution',
    'account',
    'holder_name',
    'holder_kind',
    'holder_id_type',
    'holder_id',
    'role',
    'opened_on',
    'closed_on',
    'address',
    'phone',
    'email',
    'naics',
    'occupation',
  ],
  required: ['account'],
  read: readAccount,
};
