import { makeId } from '../../core/index.ts';
import { ASSET_KINDS, type Fact, type Party } from '../../facts/index.ts';
import { partyFact } from '../party.ts';
import { partyIdOf, refuseRow } from '../row.ts';
import { wholeName } from '../stated.ts';
import { codeCell, identifierCell, optionalAmountCell, partialDateCell, requiredCell } from './cells.ts';
import type { Cells, RowFacts, RowPlace, Target } from './target.ts';

/** An account is no row of this table: it comes from redress-accounts, with its institution. */
const KINDS = ASSET_KINDS.filter((kind) => kind !== 'account');

function ownerOf(cells: Cells, row: RowPlace): Party | null {
  const name = cells('titled_owner');
  const identifier = identifierCell(cells, 'owner_id_type', 'owner_id');
  if (name === null && identifier === null) return null;
  const id = partyIdOf(row.source, row.locator, 'asset-owner');
  return partyFact(
    { id, record: row.record, role: 'asset-owner' },
    { names: name === null ? [] : [wholeName(name)], identifiers: identifier === null ? [] : [identifier] },
  );
}

function countyOf(cells: Cells): string | null {
  const text = cells('county_fips');
  if (text !== null && !/^\d{5}$/.test(text))
    refuseRow('BAD_CODE', `county_fips "${text.slice(0, 40)}" is not 5 digits`);
  return text;
}

function readAsset(cells: Cells, row: RowPlace): RowFacts {
  const reference = requiredCell(cells, 'asset_id');
  const assetKind = codeCell(cells, 'kind', KINDS) ?? refuseRow('MISSING_VALUE', 'kind is empty');
  const owner = ownerOf(cells, row);
  const facts: Fact[] = owner === null ? [] : [owner];
  const valueAsOf = partialDateCell(cells, 'value_as_of');
  facts.push({
    kind: 'asset',
    id: makeId('ast', [row.record]),
    record: row.record,
    assetKind,
    reference,
    identifierType: cells('identifier_type'),
    identifier: cells('identifier'),
    titledOwner: owner?.id ?? null,
    value: optionalAmountCell(cells, 'value', 'currency'),
    valueAsOf,
    valueMethod: cells('value_method'),
    lienHolder: cells('lien_holder'),
    lienAmount: optionalAmountCell(cells, 'lien_amount', 'currency'),
    address: cells('address'),
    countyFips: countyOf(cells),
    occupants: cells('occupants'),
  });
  return { date: null, facts };
}

/** Rows of redress-assets: one thing of value that is not an account (interface 2). */
export const assetsTarget: Target = {
  fields: [
    'asset_id',
    'kind',
    'identifier_type',
    'identifier',
    'titled_owner',
    'owner_id_type',
    'owner_id',
    'value',
    'currency',
    'value_as_of',
    'value_method',
    'lien_holder',
    'lien_amount',
    'address',
    'county_fips',
    'occupants',
  ],
  required: ['asset_id', 'kind'],
  read: readAsset,
};
