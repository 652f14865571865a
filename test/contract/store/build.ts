import { type Cut, WHOLE_HOME } from '../../../src/access/index.ts';
import {
  type AccountId,
  canonicalJson,
  type EntityId,
  type Json,
  type JudgementId,
  type PartyId,
  parseMoney,
  type RecordId,
  type RunId,
  type Sha256,
  sha256Hex,
  unwrap,
} from '../../../src/core/index.ts';
import type { Decision, Fact, Judgement, Source, SourceRecord } from '../../../src/facts/index.ts';
import type { AuditEvent, Batch, RunRows } from '../../../src/store/port/index.ts';
import type { Act, CaseCut, CaseFact, CaseRecord } from './vocabulary.ts';

/** Values of the port made from the short words of a case. Ids are taken as written: a store must not care. */
export function shaOf(name: string): Sha256 {
  return name.repeat(64) as Sha256;
}

type WordsOf<Key extends string> = Extract<Act, Record<Key, unknown>>;
type Owner = Pick<WordsOf<'receive'>, 'class' | 'compartment'>;

export function sourceOf(name: string, { class: sourceClass, compartment }: Owner = {}): Source {
  return {
    sha256: shaOf(name),
    fileName: `${name}.csv`,
    byteLength: 10,
    format: 'redress-transfers',
    sourceClass: sourceClass ?? 'PROCESS_OBTAINED',
    compartment: compartment ?? 'local',
    custodian: null,
    receivedAt: null,
    status: 'receiving',
    rowsRead: 0,
    recordsStored: 0,
    quarantined: 0,
    reason: null,
  };
}

function recordOf(words: CaseRecord, source: Source, index: number): SourceRecord {
  return {
    id: words.id as RecordId,
    source: source.sha256,
    sourceClass: words.class ?? source.sourceClass,
    compartment: source.compartment,
    format: source.format,
    ordinal: words.ordinal ?? index,
    locator: { kind: 'line', line: index + 2 },
    hash: sha256Hex(words.id) as Sha256,
    date: '2024-03-01',
    content: words.content ?? { row: words.id },
  };
}

function partyOf(id: string, record: RecordId, name: string): Fact {
  return {
    kind: 'party',
    id: id as PartyId,
    record,
    entityKind: 'unknown',
    role: 'other',
    linkable: true,
    names: [{ type: 'legal', full: name, last: null, first: null, middle: null, suffix: null }],
    identifiers: [],
    birthDate: null,
    addresses: [],
    phones: [],
    emails: [],
    naics: null,
    occupation: null,
    foundedOn: null,
    dissolvedOn: null,
  };
}

function accountOf(id: string, record: RecordId, number: string): Fact {
  return {
    kind: 'account',
    id: id as AccountId,
    record,
    keyType: 'aba',
    institution: '021000021',
    number,
    alsoKeys: [],
    institutionName: null,
    openedOn: null,
    closedOn: null,
    closed: false,
  };
}

function transferOf(words: Extract<CaseFact, { transfer: string }>, record: RecordId): Fact {
  const side = (id: string | null) => ({ account: id as AccountId | null, party: null });
  return {
    kind: 'transfer',
    id: words.transfer,
    record,
    reference: words.transfer,
    at: { date: '2024-03-01', micros: null, localHour: null, text: '2024-03-01' },
    from: side(words.from),
    to: side(words.to),
    amount: unwrap(parseMoney(words.amount ?? '10.00', 'USD')),
    method: 'wire',
    place: null,
    conductor: null,
    memo: null,
  };
}

function holdingOf(words: Extract<CaseFact, { holding: string }>, record: RecordId): Fact {
  return {
    kind: 'holding',
    id: words.holding,
    record,
    owner: words.owner as PartyId | null,
    unspecifiedOwner: words.owner === null ? 'not stated' : null,
    subject: words.subject as PartyId | null,
    interestType: 'shareholding',
    interestClass: 'shares',
    share: { lo: 25, hi: 33.34, open: 'hi' },
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
  };
}

function factOf(words: CaseFact, record: RecordId): Fact {
  if ('party' in words)
    return partyOf(words.party, (words.of as RecordId | undefined) ?? record, words.name ?? words.party);
  if ('transfer' in words) return transferOf(words, record);
  if ('holding' in words) return holdingOf(words, record);
  if ('account-party' in words) {
    const [account, party] = [words.account as AccountId, words.owner as PartyId];
    return {
      kind: 'account-party',
      id: words['account-party'],
      record,
      account,
      party,
      role: 'owner',
      from: null,
      to: null,
    };
  }
  return accountOf(words.account, record, words.number ?? words.account);
}

export function batchOf(words: Pick<WordsOf<'batch'>, 'records' | 'refused'>, source: Source): Batch {
  const records = words.records ?? [];
  return {
    source: source.sha256,
    records: records.map((record, index) => recordOf(record, source, index)),
    facts: records.flatMap(({ id, facts }) => (facts ?? []).map((fact) => factOf(fact, id as RecordId))),
    quarantine: (words.refused ?? []).map(({ ordinal, code, raw }) => ({
      source: source.sha256,
      ordinal,
      locator: `line ${ordinal + 2}`,
      code,
      message: `${code} in line ${ordinal + 2}`,
      raw: raw ?? '',
    })),
  };
}

export function judgementOf(words: WordsOf<'judge'>['judge']): Judgement {
  const { id, verdict, left, right, classes } = words;
  return {
    id: id as JudgementId,
    verdict,
    left: left as PartyId,
    right: right as PartyId,
    reason: 'as the case says',
    actor: 'ana',
    ordinal: 1,
    classes,
  };
}

export function decisionOf({ party, lead, state, classes }: WordsOf<'decide'>['decide']): Decision {
  const acting = { reason: 'as the case says', actor: 'ana', ordinal: 1, classes };
  if (party === undefined)
    return {
      kind: 'lead-transition',
      lead: lead ?? 'lead-1',
      act: 'submit',
      keyId: 'key-1',
      signature: 'c2ln',
      atMicros: 1_709_251_200_000_000,
      ...acting,
    };
  const entity = `ent-of-${party}` as EntityId;
  return {
    kind: 'person-state',
    party: party as PartyId,
    entity,
    state: state ?? 'CLEARED',
    confirmedBy: null,
    ...acting,
  };
}

export function runOf({ run, head, results, keys }: WordsOf<'save-run'>['save-run']): RunRows {
  return {
    run: run as RunId,
    head: (head ?? { run }) as Json,
    rows: (results ?? []).map(({ kind, id, rank, json }) => ({
      kind,
      id,
      rank,
      classes: ['PROCESS_OBTAINED'],
      json: canonicalJson((json ?? { id }) as Json),
    })),
    keys: (keys ?? []).map(({ key, times, kind, id }) => ({ key: key.repeat(times ?? 1), kind, id })),
  };
}

export function cutOf(words: CaseCut | undefined): Cut {
  return {
    classes: words?.classes ?? WHOLE_HOME.classes,
    compartments: words?.compartments ?? 'all',
    sources: words?.sources?.map(shaOf) ?? null,
  };
}

/** An audit event with a chosen id: what an event says is the audit room's business, not the store's. */
export function eventOf(id: string): AuditEvent {
  return {
    id,
    atMicros: 1_709_251_200_000_000,
    actor: 'ana',
    role: 'analyst',
    caseId: 'local',
    purpose: 'contract',
    operation: 'contract.case',
    object: id,
    decision: 'allowed',
    reason: '',
    details: null,
  };
}
