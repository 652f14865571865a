import {
  type AccountId,
  type AssetId,
  type PartyId,
  parseMoney,
  type RecordId,
  type Sha256,
  unwrap,
} from '../../../src/core/index.ts';
import type { Fact, FactKind, FactOf, Party } from '../../../src/facts/index.ts';
import type { Batch } from '../../../src/store/port/index.ts';
import { batchOf, sourceOf } from '../../contract/store/build.ts';

const RECORD = 'rec_1' as RecordId;
const [ANA, FIRM, BANK] = ['pty_ana', 'pty_firm', 'pty_bank'] as PartyId[] as [PartyId, PartyId, PartyId];
const ACCOUNT = 'acc_1' as AccountId;
const AMOUNT = unwrap(parseMoney('1234.50', 'USD'));
const AT = { date: '2024-03-01', micros: null, localHour: null, text: '2024-03-01' } as const;

function party(id: PartyId, entityKind: Party['entityKind'], name: string): Party {
  return {
    kind: 'party',
    id,
    record: RECORD,
    entityKind,
    role: 'subject',
    linkable: true,
    names: [{ type: 'legal', full: name, last: null, first: null, middle: null, suffix: null }],
    identifiers: [],
    birthDate: null,
    addresses: [{ text: '1 Main St', street: null, city: null, state: null, zip: null, country: 'US' }],
    phones: [],
    emails: [],
    naics: null,
    occupation: null,
    foundedOn: null,
    dissolvedOn: null,
  };
}

/** One fact of every kind, all of one record: an account of a person, and what passed through it. */
const FACTS: { readonly [K in FactKind]: readonly FactOf<K>[] } = {
  party: [
    party(ANA, 'person', 'Ana Example'),
    party(FIRM, 'organisation', 'Example LLC'),
    party(BANK, 'unknown', 'A Bank'),
  ],
  account: [
    {
      kind: 'account',
      id: ACCOUNT,
      record: RECORD,
      keyType: 'aba',
      institution: '021000021',
      number: '1',
      alsoKeys: [],
      institutionName: 'A Bank',
      openedOn: null,
      closedOn: null,
      closed: false,
    },
  ],
  'account-party': [
    {
      kind: 'account-party',
      id: 'fct_owner',
      record: RECORD,
      account: ACCOUNT,
      party: ANA,
      role: 'owner',
      from: null,
      to: null,
    },
  ],
  acknowledgement: [
    {
      kind: 'acknowledgement',
      id: 'fct_ack',
      record: RECORD,
      bsaId: '31000055053784',
      quotedPlace: 1,
      errors: [{ level: 'WARN', code: 'C21', element: 'PartyName', context: null, text: 'A warning' }],
    },
  ],
  'aggregate-flow': [
    {
      kind: 'aggregate-flow',
      id: 'fct_flow',
      record: RECORD,
      from: BANK,
      to: FIRM,
      start: '2024-01-01',
      end: null,
      count: 2,
      amount: AMOUNT,
    },
  ],
  asset: [
    {
      kind: 'asset',
      id: 'ast_1' as AssetId,
      record: RECORD,
      assetKind: 'vehicle',
      reference: 'V1',
      identifierType: 'vin',
      identifier: '1M8GDM9AXKP042788',
      titledOwner: FIRM,
      value: AMOUNT,
      valueAsOf: null,
      valueMethod: null,
      lienHolder: null,
      lienAmount: null,
      address: null,
      countyFips: null,
      occupants: null,
    },
  ],
  balance: [
    {
      kind: 'balance',
      id: 'fct_balance',
      record: RECORD,
      account: ACCOUNT,
      asOf: '2024-03-31',
      amount: AMOUNT,
      balanceKind: 'ledger',
    },
  ],
  'cash-movement': [
    {
      kind: 'cash-movement',
      id: 'fct_cash',
      record: RECORD,
      direction: 'in',
      at: AT,
      amount: AMOUNT,
      account: ACCOUNT,
      accounts: [ACCOUNT, ACCOUNT],
      persons: [{ party: ANA, code: 'a', amount: null }],
    },
  ],
  holding: [
    {
      kind: 'holding',
      id: 'fct_holding',
      record: RECORD,
      owner: ANA,
      unspecifiedOwner: null,
      subject: FIRM,
      interestType: 'shareholding',
      interestClass: 'shares',
      share: { lo: 25, hi: 50, open: 'hi' },
      level: 'direct',
      beneficial: true,
      votesFollow: false,
      start: '2020',
      end: null,
      statedOn: null,
      isComponent: false,
      componentRecords: [],
      series: null,
      status: null,
      ordinal: 0,
    },
  ],
  listing: [
    {
      kind: 'listing',
      id: 'fct_listing',
      record: RECORD,
      party: FIRM,
      authority: 'OFAC',
      programs: ['SDN'],
      listedOn: '2023-05',
    },
  ],
  outcome: [
    {
      kind: 'outcome',
      id: 'fct_outcome',
      record: RECORD,
      reference: 'o-1',
      outcomeType: 'restraint',
      lead: null,
      asset: null,
      victim: null,
      amount: '10.00',
      at: '2024-04-01',
      authority: null,
      document: null,
    },
  ],
  report: [
    {
      kind: 'report',
      id: 'fct_report',
      record: RECORD,
      form: 'ctr',
      filingKind: 'initial',
      priorDocument: null,
      filedOn: '2024-03-10',
      from: null,
      to: null,
      totalAmount: '1234.50',
      cumulativeAmount: null,
      activityCodes: [],
      keyTerms: [],
      narrative: null,
      formTypeCode: null,
      formTypeContradicts: false,
    },
  ],
  transfer: [
    {
      kind: 'transfer',
      id: 'fct_transfer',
      record: RECORD,
      reference: 'T1',
      at: AT,
      from: { account: ACCOUNT, party: ANA },
      to: { account: null, party: FIRM },
      amount: AMOUNT,
      method: 'wire',
      place: null,
      conductor: null,
      memo: null,
    },
  ],
  'victim-fact': [
    {
      kind: 'victim-fact',
      id: 'fct_victim',
      record: RECORD,
      victim: 'V-1',
      category: 'LABOUR',
      from: null,
      to: null,
      hours: '40',
      rate: '10.00',
      amount: null,
      currency: null,
      note: null,
    },
  ],
};

export const EVERY_FACT: readonly Fact[] = Object.values(FACTS).flat();

export function everyFactBatch(): Batch {
  const source = sourceOf('a');
  const plain = batchOf({ records: [{ id: RECORD }], refused: [{ ordinal: 1, code: 'BAD_DATE' }] }, source);
  return { ...plain, source: source.sha256 as Sha256, facts: EVERY_FACT };
}
