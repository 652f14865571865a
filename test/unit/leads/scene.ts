import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccountId, type DateText, type EntityId, makeId, type RecordId } from '../../../src/core/index.ts';
import type { Detection, Network } from '../../../src/detection/index.ts';
import type { FactSet, Family, Finding } from '../../../src/facts/index.ts';
import type { LeadInput } from '../../../src/leads/index.ts';
import { buildOwnership } from '../../../src/ownership/index.ts';
import { type Resolution, resolve } from '../../../src/resolution/index.ts';
import { factsOfFiles, reference } from '../../in-memory.ts';

/**
 * A small wage kick-back: Harbor Works pays two workers, who send most of it back to its manager. One worker is a
 * possible victim. Made from files, so that the facts are what the readers make; the findings are written by hand, so
 * that these tests say nothing about detection.
 */
const FILES: Readonly<Record<string, string>> = {
  'accounts.csv': `institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation
021000021,100,Harbor Works LLC,organisation,ein,912345671,owner,2020-01-02,,"12 Dock Street, Boston, MA 02110",,,561320,
021000021,200,Paul Stone,person,ssn,512345671,owner,2020-01-02,,"9 Elm Road, Durham, NC 27701",,,,manager
021000021,300,Rosa Lima,person,ssn,512345672,owner,2023-05-02,,"4 Pine Lane, Boston, MA 02110",6175550101,,,
021000021,400,Omar Diaz,person,ssn,512345673,owner,2023-05-02,,"6 Oak Lane, Boston, MA 02110",,,,
`,
  'balances.csv': `institution,account,as_of,balance,currency,kind
021000021,200,2024-01-01,1000.00,USD,ledger
021000021,200,2024-04-30,2360.00,USD,ledger
021000021,300,2024-04-30,45.00,USD,ledger
`,
  'transfers.csv': `transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo
t1,2024-02-01,021000021,100,Harbor Works LLC,021000021,300,Rosa Lima,900.00,USD,ach,,,payroll Rosa Lima
t2,2024-02-02,021000021,300,Rosa Lima,021000021,200,Paul Stone,700.00,USD,p2p,"Boston, MA",,for Paul from Rosa Lima
t3,2024-03-01,021000021,100,Harbor Works LLC,021000021,400,Omar Diaz,900.00,USD,ach,,,payroll
t4,2024-03-02,021000021,400,Omar Diaz,021000021,200,Paul Stone,660.00,USD,p2p,"Boston, MA",,
t5,2024-03-05,,,,021000021,200,Paul Stone,1500.00,USD,cash,"Boston, MA",,
t6,2024-04-20,021000021,200,Paul Stone,,,Bright Motors,1500.00,USD,check,,,
`,
  'assets.csv': `asset_id,kind,identifier_type,identifier,titled_owner,owner_id_type,owner_id,value,currency,value_as_of,value_method,lien_holder,lien_amount,address,county_fips,occupants
H1,real_property,parcel,12-345,Harbor Works LLC,ein,912345671,400000.00,USD,2024-01-01,assessment,First Bank,250000.00,"12 Dock Street, Boston, MA 02110",25025,none
C1,vehicle,vin,1HGCM82633A004352,Paul Stone,ssn,512345671,21000.00,USD,2024-01-01,guide,,,,,
`,
};

export type Scene = LeadInput & {
  readonly entity: (name: string) => EntityId;
  readonly account: (number: string) => AccountId;
  /** Record of the transfer with this reference. */
  readonly row: (reference: string) => RecordId;
};

async function readFacts(changes: Readonly<Record<string, string>>): Promise<FactSet> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-scene-'));
  try {
    mkdirSync(folder, { recursive: true });
    const files = Object.entries({ ...FILES, ...changes });
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    return await factsOfFiles(files.map(([name]) => join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function finding(
  facts: Pick<FactSet, 'records'>,
  parts: {
    readonly rule: string;
    readonly family: Family;
    readonly subjects: readonly string[];
    readonly records: readonly RecordId[];
  },
): Finding {
  return {
    id: makeId('fnd', [parts.rule, [...parts.records]]),
    ...parts,
    ruleVersion: '1.0.0',
    kind: 'indicator',
    window: { from: '2024-02-01', to: '2024-03-05' },
    value: '2',
    threshold: '1',
    thresholdSource: 'default',
    inputs: {},
    innocentExplanation: 'money sent home',
    counterEvidence: [],
    severity: 'indicator',
    classes: [...new Set(parts.records.map((id) => facts.records.get(id)?.sourceClass ?? 'DERIVED'))],
  };
}

function lookups(resolution: Resolution): Pick<Scene, 'entity' | 'account' | 'row'> {
  const found = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new TypeError(`the scene has no ${what}`);
    return value;
  };
  return {
    entity: (name) =>
      found(
        resolution.entities.find(({ names }) => names.includes(name)),
        name,
      ).id,
    account: (number) =>
      found(
        resolution.accounts.find((account) => account.number === number),
        number,
      ).id,
    row: (reference) =>
      found(resolution.transfers.find((transfer) => transfer.reference === reference)?.records[0], reference),
  };
}

/** The scene, with files replaced by `changes`, and a finding of `rule` and family in place of the wage kick-back. */
export async function makeScene(
  changes: Readonly<Record<string, string>> = {},
  rule: { readonly rule: string; readonly family: Family } = { rule: 'wage-kick-back', family: 'W' },
): Promise<Scene> {
  const facts = await readFacts(changes);
  const resolution = resolve(facts);
  const asOf = '2024-04-30' as DateText;
  const { entity, account, row } = lookups(resolution);
  const stone = entity('Paul Stone');
  const cited = finding(facts, {
    ...rule,
    subjects: [account('300'), stone],
    records: [row('t1'), row('t2'), row('t4')],
  });
  const people = ['Harbor Works LLC', 'Paul Stone', 'Rosa Lima', 'Omar Diaz'].map(entity);
  const network: Network = {
    id: makeId('net', ['scene']),
    rank: 1,
    flagged: true,
    kinds: ['wage-kickback'],
    score: 0.9,
    families: ['W'],
    familiesNotComputed: ['V'],
    explanation: 'wages go back',
    whyNotFlagged: null,
    decisiveFact: { stands: 'for', text: 'one private person receives them', records: [] },
    stability: 1,
    members: [
      ...people.map((id) => ({ type: 'entity', id, membership: 1, uncertain: false }) as const),
      ...['100', '200', '300', '400'].map((number) => ({ type: 'account', id: account(number) }) as const),
    ],
    findings: [cited.id],
    records: cited.records,
    totals: { inflow: '0.00', outflow: '0.00', cash: '0.00', currency: 'USD' },
    roles: [
      { entity: stone, role: 'collector', score: 0.8, reasons: ['receives wages of 2 workers'], records: [row('t2')] },
    ],
    controlFacts: [],
    classes: ['PROCESS_OBTAINED'],
  };
  const detection: Detection = {
    networks: [network],
    findings: [cited],
    personStates: new Map([
      [stone, 'SUBJECT_CANDIDATE'],
      [entity('Rosa Lima'), 'POSSIBLE_VICTIM'],
      [entity('Omar Diaz'), 'UNASSESSED'],
    ]),
    screens: new Map([
      [entity('Rosa Lima'), { hit: true, items: [{ item: 7, text: 'wages returned', records: [row('t2')] }] }],
    ]),
  };
  const ownership = buildOwnership(facts, resolution, asOf);
  return { network, detection, facts, resolution, ownership, reference, asOf, entity, account, row };
}
