import { loadReference } from '../../../reference/load.ts';
import {
  type AccountId,
  addDays,
  asSha256,
  type DateText,
  type EntityId,
  exactShare,
  makeId,
  microsOfDate,
  type PartyId,
  parseMoney,
  type RecordId,
  sha256Hex,
  unwrap,
} from '../../../src/core/index.ts';
import type { DetectionInput } from '../../../src/detection/index.ts';
import type {
  FactSet,
  MovementPlace,
  Party,
  RecordRef,
  Report,
  SourceClass,
  TransferMethod,
} from '../../../src/facts/index.ts';
import type { Ownership, OwnershipEdge } from '../../../src/ownership/index.ts';
import type {
  AccountHolder,
  Entity,
  Resolution,
  ResolvedAccount,
  ResolvedTransfer,
} from '../../../src/resolution/index.ts';

/** A hand-made world for rules: facts as if already resolved, one Record a fact, dates counted from a Monday. */
export const MONDAY = '2024-01-01' as DateText;

export type PartyTraits = {
  readonly kind?: 'person' | 'organisation';
  readonly naics?: string;
  readonly address?: string;
  readonly state?: string;
  readonly city?: string;
  readonly phone?: string;
  readonly born?: string;
  readonly occupation?: string;
  readonly founded?: string;
  readonly dissolved?: string;
};

export type Move = {
  readonly day: number;
  readonly amount: string;
  readonly from?: string;
  readonly to?: string;
  readonly method?: TransferMethod;
  readonly place?: string;
  readonly hour?: number;
  readonly conductor?: string;
  readonly memo?: string;
  readonly payee?: string;
  readonly currency?: string;
};

export type SmallWorld = {
  readonly person: (name: string, traits?: PartyTraits) => EntityId;
  readonly firm: (name: string, traits?: PartyTraits) => EntityId;
  readonly account: (
    number: string,
    owner: string,
    signers?: readonly { name: string; role: 'signatory' | 'poa' | 'joint' }[],
  ) => AccountId;
  readonly owns: (owner: string, firm: string, percent: number) => void;
  readonly move: (move: Move) => RecordId;
  readonly report: (report: Partial<Report>) => void;
  readonly input: (changes?: Partial<DetectionInput>) => DetectionInput;
};

const REFERENCE = loadReference();
const SOURCE = asSha256(sha256Hex('small world'));

/** "Toledo, OH" as a place; State and city are known, the county is not. */
function placeOf(text: string | undefined): MovementPlace | null {
  if (text === undefined) return null;
  const [city = null, state = null] = text.split(', ');
  return { text, city, state, countyFips: null, zone: null, lat: null, lon: null };
}

type Sheets = {
  records: Map<RecordId, RecordRef>;
  parties: Party[];
  entities: Entity[];
  accounts: Map<string, ResolvedAccount & { holders: AccountHolder[] }>;
  transfers: ResolvedTransfer[];
  edges: OwnershipEdge[];
  reports: Report[];
};

function addRecord(sheets: Sheets, date: DateText | null, sourceClass: SourceClass = 'PROCESS_OBTAINED'): RecordId {
  const ordinal = sheets.records.size;
  const id = makeId('rec', ['small', ordinal]);
  sheets.records.set(id, {
    id,
    source: SOURCE,
    sourceClass,
    format: 'redress-transfers',
    ordinal,
    locator: `line ${ordinal}`,
    date,
  });
  return id;
}

function addParty(sheets: Sheets, name: string, kind: 'person' | 'organisation', traits: PartyTraits): EntityId {
  const known = sheets.entities.find((entity) => entity.names[0] === name);
  if (known !== undefined) return known.id;
  const id: PartyId = makeId('pty', name);
  const address = traits.address ?? null;
  const words = name.split(' ');
  sheets.parties.push({
    kind: 'party',
    id,
    record: addRecord(sheets, null),
    entityKind: kind,
    role: 'account-holder',
    linkable: true,
    names: [
      {
        type: 'legal',
        full: name,
        last: kind === 'person' ? (words.at(-1) ?? null) : null,
        first: words[0] ?? null,
        middle: null,
        suffix: null,
      },
    ],
    identifiers: [],
    birthDate: traits.born ?? null,
    addresses:
      address === null && traits.state === undefined
        ? []
        : [
            {
              text: address ?? '',
              street: address,
              city: traits.city ?? null,
              state: traits.state ?? null,
              zip: null,
              country: 'US',
            },
          ],
    phones: traits.phone === undefined ? [] : [traits.phone],
    emails: [],
    naics: traits.naics ?? null,
    occupation: traits.occupation ?? null,
    foundedOn: traits.founded ?? null,
    dissolvedOn: traits.dissolved ?? null,
  });
  const entity: Entity = {
    id: makeId('ent', name),
    kind,
    names: [name],
    identifiers: [],
    parties: [id],
    links: [],
    classes: ['PROCESS_OBTAINED'],
  };
  sheets.entities.push(entity);
  return entity.id;
}

/** A side written "A1" is the account of that number, else the name of a party. */
function sideOf(sheets: Sheets, text: string | undefined): { account: AccountId | null; entity: EntityId | null } {
  if (text === undefined) return { account: null, entity: null };
  const account = sheets.accounts.get(text);
  if (account !== undefined) return { account: account.id, entity: account.holders[0]?.entity ?? null };
  const entity = sheets.entities.find((item) => item.names[0] === text);
  if (entity === undefined) throw new Error(`the small world has no party or account "${text}"`);
  return { account: null, entity: entity.id };
}

function addMove(sheets: Sheets, move: Move): RecordId {
  const date = addDays(MONDAY, move.day);
  const record = addRecord(sheets, date);
  const to = sideOf(sheets, move.to);
  const hour = move.hour ?? null;
  sheets.transfers.push({
    kind: 'transfer',
    id: makeId('fct', ['transfer', record]),
    reference: `T${sheets.transfers.length}`,
    at: { date, micros: hour === null ? null : microsOfDate(date) + hour * 3_600_000_000, localHour: hour, text: date },
    from: sideOf(sheets, move.from),
    to: move.payee === undefined ? to : { account: to.account, entity: sideOf(sheets, move.payee).entity },
    amount: unwrap(parseMoney(move.amount, move.currency ?? 'USD')),
    method: move.method ?? 'ach',
    place: placeOf(move.place),
    conductor: move.conductor === undefined ? null : sideOf(sheets, move.conductor).entity,
    memo: move.memo ?? null,
    records: [record],
  });
  return record;
}

function resolutionOf(sheets: Sheets): Resolution {
  const byDate = [...sheets.transfers].sort((a, b) =>
    a.at.date < b.at.date ? -1 : a.at.date > b.at.date ? 1 : (a.at.micros ?? 0) - (b.at.micros ?? 0),
  );
  return {
    entities: [...sheets.entities].sort((a, b) => (a.id < b.id ? -1 : 1)),
    entityOf: new Map(sheets.entities.map((entity) => [entity.parties[0] as PartyId, entity.id])),
    partyById: new Map(sheets.parties.map((party) => [party.id, party])),
    accounts: [...sheets.accounts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    accountOf: new Map([...sheets.accounts.values()].map((account) => [account.id, account.id])),
    transfers: byDate,
    findings: [],
    skipped: [],
  };
}

function factsOf(sheets: Sheets): FactSet {
  return {
    sources: [],
    records: sheets.records,
    parties: sheets.parties,
    accounts: [],
    accountParties: [],
    transfers: [],
    cashMovements: [],
    aggregateFlows: [],
    balances: [],
    holdings: [],
    assets: [],
    reports: sheets.reports,
    acknowledgements: [],
    listings: [],
    victimFacts: [],
    outcomes: [],
    judgements: [],
    decisions: [],
  };
}

export function smallWorld(): SmallWorld {
  const sheets: Sheets = {
    records: new Map(),
    parties: [],
    entities: [],
    accounts: new Map(),
    transfers: [],
    edges: [],
    reports: [],
  };
  const id = (name: string): EntityId => sideOf(sheets, name).entity as EntityId;
  const ownership = (): Ownership => ({
    asOf: MONDAY,
    edges: sheets.edges,
    findings: [],
    answer: (entity) => ({ entity, asOf: MONDAY, owners: [], unknown: { lo: 0, hi: 100 }, cycles: [], nominees: [] }),
    ofac50: () => ({
      blocked: 'unknown',
      share: { lo: 0, hi: 100 },
      unstated: { lo: 0, hi: 100 },
      listed: null,
      through: [],
    }),
  });
  return {
    person: (name, traits = {}) => addParty(sheets, name, 'person', traits),
    firm: (name, traits = {}) => addParty(sheets, name, 'organisation', traits),
    account: (number, owner, signers = []) => {
      const record = addRecord(sheets, null);
      const all = [{ name: owner, role: 'owner' as const }, ...signers];
      const holders = all.map(({ name, role }) => ({
        entity: id(name),
        role,
        from: null,
        to: null,
        records: [record],
      }));
      const account: AccountId = makeId('acc', ['other', 'bank', number]);
      sheets.accounts.set(number, {
        id: account,
        keyType: 'other',
        institution: 'bank',
        institutionName: 'Bank',
        number,
        aliases: [],
        holders,
        records: [record],
        openedOn: null,
        closedOn: null,
        classes: ['PROCESS_OBTAINED'],
      });
      return account;
    },
    owns: (owner, firm, percent) =>
      void sheets.edges.push({
        owner: id(owner),
        subject: id(firm),
        economic: exactShare(percent),
        voting: null,
        basis: 'shareholding',
        records: [addRecord(sheets, null, 'PUBLIC_RECORD')],
      }),
    move: (move) => addMove(sheets, move),
    report: (report) =>
      void sheets.reports.push({
        kind: 'report',
        id: makeId('fct', ['report', sheets.reports.length]),
        record: addRecord(sheets, MONDAY, 'BSA_LEAD_ONLY'),
        form: 'sar',
        filingKind: 'initial',
        priorDocument: null,
        filedOn: null,
        from: null,
        to: null,
        totalAmount: null,
        cumulativeAmount: null,
        activityCodes: [],
        keyTerms: [],
        narrative: null,
        formTypeCode: null,
        formTypeContradicts: false,
        ...report,
      }),
    input: (changes = {}) => ({
      facts: factsOf(sheets),
      resolution: resolutionOf(sheets),
      ownership: ownership(),
      reference: REFERENCE,
      asOf: addDays(MONDAY, 366),
      from: null,
      to: null,
      seed: 1,
      ...changes,
    }),
  };
}
