import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A place of the United States. `countyFips` is null when it lies in several counties: then a person decides. */
type Place = {
  readonly state: string;
  readonly place: string;
  readonly countyFips: string | null;
  readonly counties: readonly string[];
  readonly zone: string;
  readonly lat: number;
  readonly lon: number;
  readonly ambiguous: boolean;
};

/** A county and its judicial district (28 USC 81-131). `split`: part of it lies in another district. */
type County = {
  readonly fips: string;
  readonly name: string;
  readonly state: string;
  readonly district: string | null;
  readonly split: boolean;
  readonly statute: string;
  readonly note: string;
};
type District = {
  readonly code: string;
  readonly name: string;
  readonly shortCite: string;
  readonly state: string;
  readonly circuit: string;
};
/** A time limit of law: `length` units after `startsAt`. */
type LegalClock = {
  readonly id: string;
  readonly authority: string;
  readonly startsAt: string;
  readonly length: number;
  readonly unit: 'days' | 'months' | 'years';
  readonly note: string;
};

/** What a payment can be for, as far as memo words tell. */
type MemoPurpose = 'wage' | 'payroll-tax' | 'processor' | 'rent' | 'ad' | 'remitter' | 'loan' | 'living' | 'lodging';

/** A code table of FinCEN's schemas: the names of reference/fincen-codes.json. */
type CodeTable =
  | 'partyType'
  | 'partyKind'
  | 'partyName'
  | 'partyIdentification'
  | 'accountAssociation'
  | 'phone'
  | 'electronicAddress'
  | 'regulator'
  | 'organisationType'
  | 'organisationSubtype'
  | 'suspiciousActivityType'
  | 'suspiciousActivitySubtype'
  | 'assetType'
  | 'assetSubtype'
  | 'assetAttribute'
  | 'cyberEventIndicator'
  | 'currencyTransactionDetail'
  | 'cashPaymentDetail'
  | 'cashPaymentInstrument'
  | 'foreignAccountType'
  | 'foreignAccountPart';

/**
 * An agency or unit: what it takes (reason codes of legal-and-evidence 5.2) and whether it reads BSA reports, which
 * decides the variant of a package. `by-agreement` means no until an agreement is named.
 */
export type Agency = {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly kind: 'federal' | 'state' | 'services';
  readonly takes: readonly string[];
  readonly bsaAccess: 'yes' | 'no' | 'by-agreement';
  readonly what: string;
  readonly origin: string;
};

/** Whom a district's leads go to. Empty until a home fills it in: people change, and a public list of them grows old. */
export type Coordinator = {
  readonly district: string;
  readonly name: string | null;
  readonly title: string | null;
  readonly office: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly updatedOn: string | null;
};

/** The public tables that a Run reads. Read-only; hashed into every Run. */
export type Reference = {
  readonly place: (state: string, name: string) => Place | null;
  readonly county: (fips: string) => County | null;
  readonly districts: ReadonlyMap<string, District>;
  readonly clocks: ReadonlyMap<string, LegalClock>;
  /** Agencies and units by id. */
  readonly directory: ReadonlyMap<string, Agency>;
  /** By district, as shipped; a home may have a table of its own (`readCoordinators`). */
  readonly coordinators: ReadonlyMap<string, Coordinator>;
  readonly wages: readonly { readonly from: string; readonly rate: string }[];
  /** By circuit: whether the value of labour under 18 USC 1593 includes the equal amount of 29 USC 216(b). */
  readonly liquidatedCircuits: ReadonlyMap<string, { readonly on: boolean; readonly authority: string }>;
  readonly naicsTitle: (code: string) => string | null;
  readonly venueNaics: ReadonlySet<string>;
  readonly memoWords: readonly { readonly purpose: MemoPurpose; readonly words: string }[];
  readonly stateName: (code: string) => string | null;
  /** FinCEN's own words for a code, or null for a code that its schemas do not allow. */
  readonly codeLabel: (table: CodeTable, code: string) => string | null;
  /** ISO 4217 minor digits; null for a code that is no currency and for one without minor digits (XAU, XXX). */
  readonly currencyDigits: (code: string) => number | null;
};

export const REFERENCE_FILES = [
  'clocks.csv',
  'coordinators.csv',
  'county-districts.csv',
  'currencies.csv',
  'directory.csv',
  'districts.csv',
  'fincen-codes.json',
  'liquidated-circuits.csv',
  'memo-words.csv',
  'naics.csv',
  'places.csv',
  'us-states.csv',
  'venue-naics.csv',
  'wages.csv',
] as const;
type FileName = (typeof REFERENCE_FILES)[number];
type Row = Readonly<Record<string, string>>;

function text(name: FileName): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}

/** Only tables with a quoted cell need the parser: the 30,000 places have none, and are split in a tenth of its time. */
function rows(name: FileName): Row[] {
  const table = text(name);
  if (table.includes('"')) return parse(table, { columns: true, skip_empty_lines: true }) as Row[];
  const [head = '', ...lines] = table.split(/\r?\n/).filter((line) => line !== '');
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

const cell = (row: Row, name: string): string => row[name] ?? '';

/** "St. Louis", "SAINT LOUIS" and "Saint Louis" are one place. */
function placeKey(state: string, name: string): string {
  const plain = name
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, ' ')
    .trim();
  return `${state.toUpperCase()}|${plain.replace(/^ST /, 'SAINT ').replace(/^FT /, 'FORT ').replace(/^MT /, 'MOUNT ')}`;
}

function readPlace(row: Row): Place {
  const counties = cell(row, 'county_fips').split(';');
  const single = counties.length === 1 ? (counties[0] ?? null) : null;
  return {
    state: cell(row, 'state'),
    place: cell(row, 'place'),
    countyFips: single,
    counties,
    zone: cell(row, 'zone'),
    lat: Number(cell(row, 'lat')),
    lon: Number(cell(row, 'lon')),
    ambiguous: single === null,
  };
}

function readCounty(row: Row): County {
  return {
    fips: cell(row, 'county_fips'),
    name: cell(row, 'county_name'),
    state: cell(row, 'state'),
    district: cell(row, 'district_code') || null,
    split: cell(row, 'note').includes('split county'),
    statute: cell(row, 'source'),
    note: cell(row, 'note'),
  };
}

function readClock(row: Row): LegalClock {
  return {
    id: cell(row, 'clock'),
    authority: cell(row, 'authority'),
    startsAt: cell(row, 'starts_at'),
    length: Number(cell(row, 'length')),
    unit: cell(row, 'unit') as LegalClock['unit'],
    note: cell(row, 'note'),
  };
}

function readCoordinator(row: Row): Coordinator {
  return {
    district: cell(row, 'district_code'),
    name: cell(row, 'name') || null,
    title: cell(row, 'title') || null,
    office: cell(row, 'office') || null,
    phone: cell(row, 'phone') || null,
    email: cell(row, 'email') || null,
    updatedOn: cell(row, 'updated_on') || null,
  };
}

const COORDINATOR_HEADER = 'district_code,name,title,office,phone,email,updated_on';

/**
 * A table of coordinators in the form of reference/coordinators.csv, at most one row for each of the districts given. Throws
 * an Error that says what is wrong: a row that nobody reads would leave a district with the wrong person.
 */
export function readCoordinators(
  table: string,
  districts: { readonly has: (code: string) => boolean },
): ReadonlyMap<string, Coordinator> {
  const [header = [], ...lines] = parse(table, { skip_empty_lines: true, trim: true, bom: true }) as string[][];
  if (header.join() !== COORDINATOR_HEADER) throw new Error(`its first line is not ${COORDINATOR_HEADER}`);
  const found = new Map<string, Coordinator>();
  for (const line of lines) {
    const row = readCoordinator(Object.fromEntries(header.map((column, at) => [column, line[at] ?? ''])));
    if (!districts.has(row.district)) throw new Error(`there is no district "${row.district}"`);
    if (found.has(row.district)) throw new Error(`the district "${row.district}" stands twice`);
    found.set(row.district, row);
  }
  return found;
}

function readAgency(row: Row): Agency {
  return {
    id: cell(row, 'id'),
    name: cell(row, 'name'),
    parent: cell(row, 'parent') || null,
    kind: cell(row, 'kind') as Agency['kind'],
    takes: cell(row, 'takes').split(';'),
    bsaAccess: cell(row, 'bsa_access') as Agency['bsaAccess'],
    what: cell(row, 'what'),
    origin: cell(row, 'origin'),
  };
}

function index<T>(items: readonly T[], key: (item: T) => string): Map<string, T> {
  return new Map(items.map((item) => [key(item), item]));
}

function lazily<T>(read: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= read();
    return value;
  };
}

/** The small tables are read at once, the large ones (0.1 s together) when somebody first asks for a row of them. */
export function loadReference(): Reference {
  const places = lazily(() => index(rows('places.csv').map(readPlace), (item) => placeKey(item.state, item.place)));
  const counties = lazily(() => index(rows('county-districts.csv').map(readCounty), (item) => item.fips));
  const naics = lazily(() => index(rows('naics.csv'), (row) => cell(row, 'code')));
  const districts = rows('districts.csv').map((row) => ({
    code: cell(row, 'district_code'),
    name: cell(row, 'name'),
    shortCite: cell(row, 'short_cite'),
    state: cell(row, 'state'),
    circuit: cell(row, 'circuit'),
  }));
  const states = index(rows('us-states.csv'), (row) => cell(row, 'code'));
  const currencies = index(rows('currencies.csv'), (row) => cell(row, 'code'));
  const codes = JSON.parse(text('fincen-codes.json')) as Readonly<Record<CodeTable, Readonly<Record<string, string>>>>;
  return {
    place: (state, name) => places().get(placeKey(state, name)) ?? null,
    county: (fips) => counties().get(fips) ?? null,
    districts: index(districts, (item) => item.code),
    clocks: index(rows('clocks.csv').map(readClock), (item) => item.id),
    directory: index(rows('directory.csv').map(readAgency), (item) => item.id),
    coordinators: index(rows('coordinators.csv').map(readCoordinator), ({ district }) => district),
    wages: rows('wages.csv').map((row) => ({ from: cell(row, 'effective_date'), rate: cell(row, 'hourly_rate_usd') })),
    liquidatedCircuits: new Map(
      rows('liquidated-circuits.csv').map((row) => [
        cell(row, 'circuit'),
        { on: cell(row, 'counted') === 'yes', authority: cell(row, 'authority') },
      ]),
    ),
    naicsTitle: (code) => naics().get(code)?.title ?? null,
    venueNaics: new Set(rows('venue-naics.csv').map((row) => cell(row, 'naics'))),
    memoWords: rows('memo-words.csv').map((row) => ({
      purpose: cell(row, 'purpose') as MemoPurpose,
      words: cell(row, 'words'),
    })),
    stateName: (code) => states.get(code)?.name ?? null,
    codeLabel: (table, code) => (Object.hasOwn(codes[table], code) ? (codes[table][code] ?? null) : null),
    currencyDigits: (code) => {
      const digits = currencies.get(code)?.minor_digits ?? '';
      return digits === '' ? null : Number(digits);
    },
  };
}

/** Name and SHA-256 of every table, in name order: part of a Run's inputDigest. */
export function referenceHashes(): { readonly name: string; readonly sha256: string }[] {
  return REFERENCE_FILES.map((name) => ({
    name,
    sha256: createHash('sha256')
      .update(readFileSync(join(import.meta.dirname, name)))
      .digest('hex'),
  }));
}
