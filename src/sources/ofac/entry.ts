import type { RecordId, Sha256 } from '../../core/index.ts';
import type { Address, Fact, Identifier, Locator, Party, PartyName } from '../../facts/index.ts';
import { partyFact } from '../party.ts';
import { factIdOf, partyIdOf, refuseRow } from '../row.ts';
import { wholeName } from '../stated.ts';
import { listOf } from './list.ts';
import { REMARKS_CELL, remarksOf, statementsOf } from './remarks.ts';

/** Where a row stands. */
export type RowPlace = { readonly source: Sha256; readonly locator: Locator; readonly record: RecordId };
/** A cell of the row by name; null where OFAC writes "-0- ". */
export type OfacCells = (column: string) => string | null;

/** The number by which OFAC calls a party in all its files. */
function entryOf(cells: OfacCells): Identifier {
  const value = cells('ent_num') ?? '';
  if (!/^\d{1,10}$/.test(value)) refuseRow('BAD_IDENTIFIER', `ent_num "${value.slice(0, 40)}" is not a number`);
  return { type: 'list-entry', value, issuer: 'OFAC' };
}

function required(cells: OfacCells, column: string): string {
  return cells(column) ?? refuseRow('MISSING_VALUE', `${column} is empty`);
}

function listedParty(place: RowPlace, part: string, stated: Partial<Party>): Party {
  const id = partyIdOf(place.source, place.locator, part);
  return partyFact({ id, record: place.record, role: 'listed' }, stated);
}

/** "LOGAN MOREY, Elvis Angus": the family names stand before the comma. */
function personName(full: string): PartyName {
  const comma = full.indexOf(',');
  const [last, first] = [full.slice(0, Math.max(comma, 0)).trim(), full.slice(comma + 1).trim()];
  return last === '' || first === '' ? wholeName(full) : { ...wholeName(full), last, first };
}

const KINDS: ReadonlyMap<string | null, Party['entityKind']> = new Map<string | null, Party['entityKind']>([
  ['individual', 'person'],
  [null, 'organisation'],
]);

/** A row of SDN or CONS_PRIM: the entry itself. Each alternative birth date is one more Party of the same entry. */
export function entryFacts(cells: OfacCells, place: RowPlace): Fact[] {
  const entry = entryOf(cells);
  const name = required(cells, 'name');
  // Vessels and aircraft are no persons and link nobody.
  const entityKind = KINDS.get(cells('type')) ?? 'unknown';
  const text = cells('remarks') ?? '';
  const { birthDates, weakAliases, identifiers, ...contacts } = remarksOf(
    statementsOf(text, text.length >= REMARKS_CELL ? 'start' : 'both'),
  );
  const stated = {
    entityKind,
    linkable: entityKind !== 'unknown',
    names: [entityKind === 'person' ? personName(name) : wholeName(name)],
  };
  const [birthDate = null, ...others] = birthDates;
  const party = listedParty(place, 'entry', {
    ...stated,
    ...contacts,
    names: [...stated.names, ...weakAliases.map((alias) => wholeName(alias, 'weak'))],
    identifiers: [entry, ...identifiers],
    birthDate,
    occupation: cells('title'),
  });
  const programs = (cells('program') ?? '').split('] [').map((program) => program.trim());
  const known = programs.filter((program) => program !== '');
  return [
    party,
    ...others.map((date, i) =>
      listedParty(place, `birth date ${i + 2}`, { ...stated, identifiers: [entry], birthDate: date }),
    ),
    {
      kind: 'listing',
      id: factIdOf(place.record, 'listing', ''),
      record: place.record,
      party: party.id,
      authority: listOf(known, text),
      programs: known,
      listedOn: null,
    },
  ];
}

/** A row of ALT: a strong alias. */
export function aliasFacts(cells: OfacCells, place: RowPlace): Fact[] {
  const entry = entryOf(cells);
  const type = cells('alt_type');
  const name = wholeName(required(cells, 'alt_name'), type === 'fka' ? 'former' : 'aka');
  return [listedParty(place, 'alias', { names: [name], identifiers: [entry] })];
}

/** City, State and postal code in one cell: "Miami, FL 33126", "London EC3N 1DY". */
function addressOf(cells: OfacCells): Address | null {
  const [street, place, country] = [cells('address'), cells('city'), cells('country')];
  const text = [street, place, country].filter((part) => part !== null).join(', ');
  if (text === '') return null;
  const isUs = country === 'United States';
  const [, usCity = null, state = null, zip = null] =
    (isUs ? /^(.+),\s*([A-Z]{2})(?:\s+(\d{5}))?/ : /$^/).exec(place ?? '') ?? [];
  const city = usCity ?? place?.replaceAll(/(?:^|\s)\S*\d\S*/g, '').trim() ?? null;
  return { text, street, city: city === '' ? null : city, state, zip, country: isUs ? 'US' : country };
}

/** A row of ADD: an address; OFAC gives a number to an entry without one too. */
export function addressFacts(cells: OfacCells, place: RowPlace): Fact[] {
  const entry = entryOf(cells);
  const address = addressOf(cells);
  return address === null ? [] : [listedParty(place, 'address', { identifiers: [entry], addresses: [address] })];
}

/** A row of SDN_COMMENTS: where Remarks ran over. Its first statement began in the other file. */
export function commentFacts(cells: OfacCells, place: RowPlace): Fact[] {
  const entry = entryOf(cells);
  const { birthDates, weakAliases, identifiers, ...contacts } = remarksOf(
    statementsOf(required(cells, 'remarks'), 'end'),
  );
  const birthDate = birthDates[0] ?? null;
  const names = weakAliases.map((alias) => wholeName(alias, 'weak'));
  return [listedParty(place, 'comment', { ...contacts, names, identifiers: [entry, ...identifiers], birthDate })];
}
