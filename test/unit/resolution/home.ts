import {
  type AccountId,
  asSha256,
  type DateText,
  makeId,
  type PartyId,
  type RecordId,
  sha256Hex,
} from '../../../src/core/index.ts';
import type {
  Account,
  AccountParty,
  AccountRole,
  FactSet,
  Holding,
  Judgement,
  Party,
  PartyName,
  RecordRef,
  Side,
  SourceClass,
  Transfer,
} from '../../../src/facts/index.ts';

/** A small home written by hand: each call adds one record of a file and the facts in it. */
export type Home = {
  readonly party: (name: string | PartyName | null, stated?: Partial<Party> & { file?: string }) => PartyId;
  readonly account: (number: string, stated?: Partial<Account> & { file?: string }) => AccountId;
  readonly holds: (party: PartyId, account: AccountId, role?: AccountRole, file?: string) => void;
  readonly transfer: (from: Side, to: Side, stated?: Partial<Transfer> & { file?: string }) => string;
  readonly holding: (owner: PartyId | null, subject: PartyId, stated?: Partial<Holding> & { file?: string }) => string;
  readonly judge: (left: PartyId, right: PartyId, verdict: Judgement['verdict']) => void;
  readonly facts: () => FactSet;
};

export function wholeName(full: string): PartyName {
  return { type: 'legal', full, last: null, first: null, middle: null, suffix: null };
}

export const NOBODY: Side = { account: null, party: null };

const UNSTATED = {
  linkable: true,
  identifiers: [],
  birthDate: null,
  addresses: [],
  phones: [],
  emails: [],
  naics: null,
  occupation: null,
  foundedOn: null,
  dissolvedOn: null,
} as const;

const PLAIN_HOLDING = {
  unspecifiedOwner: null,
  interestType: 'shareholding',
  interestClass: 'shares',
  share: null,
  level: 'direct',
  beneficial: null,
  votesFollow: false,
  start: null,
  end: null,
  statedOn: null,
  isComponent: false,
  componentRecords: [],
  series: null,
  status: null,
  ordinal: 0,
} as const;

type Kept = Omit<
  { -readonly [K in keyof FactSet]: FactSet[K] extends readonly (infer T)[] ? T[] : FactSet[K] },
  'records'
> & {
  records: Map<RecordId, RecordRef>;
};

function emptySet(): Kept {
  return {
    sources: [],
    records: new Map(),
    parties: [],
    accounts: [],
    accountParties: [],
    transfers: [],
    cashMovements: [],
    aggregateFlows: [],
    balances: [],
    holdings: [],
    assets: [],
    reports: [],
    acknowledgements: [],
    listings: [],
    victimFacts: [],
    outcomes: [],
    judgements: [],
    decisions: [],
  };
}

function addRecord(set: Kept, file: string, sourceClass: SourceClass = 'PROCESS_OBTAINED'): RecordId {
  const ordinal = set.records.size;
  const id = makeId('rec', [file, ordinal]);
  const source = asSha256(sha256Hex(file));
  set.records.set(id, { id, source, sourceClass, format: 'bods', ordinal, locator: `line ${ordinal}`, date: null });
  return id;
}

export function newHome(): Home {
  const set = emptySet();
  return {
    party: (name, { file = 'a', ...stated } = {}) => {
      const record = addRecord(set, file);
      const id = makeId('pty', [file, record]);
      const names = name === null ? [] : [typeof name === 'string' ? wholeName(name) : name];
      set.parties.push({
        kind: 'party',
        id,
        record,
        entityKind: 'person',
        role: 'account-holder',
        names,
        ...UNSTATED,
        ...stated,
      });
      return id;
    },
    account: (number, { file = 'a', ...stated } = {}) => {
      const record = addRecord(set, file);
      const [keyType, institution] = [stated.keyType ?? 'aba', stated.institution ?? '021000021'];
      const id = makeId('acc', [keyType, institution, number]);
      const dates = { openedOn: null, closedOn: null, closed: false };
      set.accounts.push({
        kind: 'account',
        id,
        record,
        number,
        alsoKeys: [],
        institutionName: null,
        ...dates,
        ...stated,
        keyType,
        institution,
      });
      return id;
    },
    holds: (party, account, role = 'owner', file = 'a') => {
      const record = addRecord(set, file);
      const fact: AccountParty = {
        kind: 'account-party',
        id: makeId('fct', record),
        record,
        account,
        party,
        role,
        from: null,
        to: null,
      };
      set.accountParties.push(fact);
    },
    transfer: (from, to, { file = 'a', ...stated } = {}) => {
      const record = addRecord(set, file);
      const id = makeId('fct', record);
      const at = { date: '2024-03-01' as DateText, micros: null, localHour: null, text: '2024-03-01' };
      const amount = { units: 10000n, scale: 2, currency: 'USD' };
      set.transfers.push({
        kind: 'transfer',
        id,
        record,
        reference: id,
        at,
        from,
        to,
        amount,
        method: 'wire',
        place: null,
        conductor: null,
        memo: null,
        ...stated,
      });
      return id;
    },
    holding: (owner, subject, { file = 'a', ...stated } = {}) => {
      const record = addRecord(set, file);
      const id = makeId('fct', record);
      set.holdings.push({ kind: 'holding', id, record, owner, subject, ...PLAIN_HOLDING, ...stated });
      return id;
    },
    judge: (left, right, verdict) => {
      const ordinal = set.judgements.length;
      const id = makeId('jdg', [left, right, ordinal]);
      set.judgements.push({
        id,
        verdict,
        left,
        right,
        reason: 'read both files',
        actor: 'ana',
        ordinal,
        classes: ['PROCESS_OBTAINED'],
      });
    },
    facts: () => set,
  };
}
