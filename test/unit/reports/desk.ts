import type { Outcome } from '../../../src/facts/index.ts';
import type { DeskAsset, DeskPayee, DeskState, Home } from '../../../src/reports/desk/types.ts';

export const inDistrict = (code: string): Home => ({ kind: 'district', code });

export function asset(id: string, changes: Partial<DeskAsset> = {}): DeskAsset {
  return {
    id,
    kind: 'account',
    districts: ['mad'],
    home: inDistrict('mad'),
    inLead: true,
    amount: '1000.00',
    steps: [],
    claimedOn: null,
    leadOn: null,
    ...changes,
  };
}

export function payee(id: string, changes: Partial<DeskPayee> = {}): DeskPayee {
  return { payee: id, districts: ['mad'], home: inDistrict('mad'), orders: [], receipts: [], ...changes };
}

export function state(changes: Partial<DeskState> = {}): DeskState {
  return { asOf: '2024-12-31', leads: [], assets: [], payees: [], ...changes };
}

/** `count` things made by number. */
export function many<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

let made = 0;

export function outcome(outcomeType: Outcome['outcomeType'], changes: Partial<Outcome>): Outcome {
  made++;
  return {
    kind: 'outcome',
    id: `fct_${made}`,
    record: `rec_${made}` as Outcome['record'],
    reference: `o${made}`,
    outcomeType,
    lead: null,
    asset: null,
    victim: null,
    amount: null,
    at: '2024-05-01',
    authority: null,
    document: null,
    ...changes,
  };
}
