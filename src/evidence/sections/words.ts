import type { AssetClock, AssetEntry, Route, Theory } from '../../leads/index.ts';
import type { TraceMethod } from '../../tracing/index.ts';

/** A route as the act that is asked for, with its authority. */
export const ROUTE_WORDS: Readonly<Record<Route, string>> = {
  none: 'no route',
  '1594-criminal': 'criminal forfeiture (18 USC 1594(d))',
  '1594-civil': 'civil forfeiture (18 USC 1594(e))',
  '981-civil': 'civil forfeiture (18 USC 981)',
  '982-criminal': 'criminal forfeiture (18 USC 982)',
  'restraint-853e': 'restraining order (21 USC 853(e))',
  'tro-853e2': 'temporary restraining order without notice (21 USC 853(e)(2))',
  'warrant-853f': 'criminal seizure warrant (21 USC 853(f))',
  'warrant-981b': 'seizure warrant (18 USC 981(b))',
  'lis-pendens': 'lis pendens (18 USC 985)',
  'substitute-853p': 'substitute property, after conviction (21 USC 853(p))',
  'foreign-2467': 'foreign restraint (28 USC 2467)',
  ofac: 'blocking by OFAC',
  state: 'turnover from a State (18 USC 981(b)(2)(C))',
};

export const THEORY_WORDS: Readonly<Record<Theory, string>> = {
  PROCEEDS: 'proceeds',
  FACILITATING: 'property that facilitates',
  INVOLVED_IN_LAUNDERING: 'property involved in laundering',
  TRACEABLE_TO: 'traceable to proceeds',
  FUNGIBLE_984: 'fungible property within one year (18 USC 984)',
  SUBSTITUTE_853P: 'substitute property',
  BLOCKABLE_OFAC: 'blockable by OFAC',
  RESTITUTION_LIEN_ONLY: 'a restitution lien alone',
};

/** Names of the methods as column heads. */
export const METHOD_HEADS: Readonly<Record<TraceMethod, string>> = {
  libr: 'LIBR',
  fifo: 'FIFO',
  lifo: 'LIFO',
  'pro-rata': 'Pro rata',
  'taint-first': 'Claims first',
  'taint-last': 'Claims last',
  poison: 'Any contact',
};

export const KIND_WORDS: Readonly<Record<AssetEntry['kind'], readonly [one: string, many: string]>> = {
  account: ['account', 'accounts'],
  cash: ['sum of cash', 'sums of cash'],
  real_property: ['parcel of real property', 'parcels of real property'],
  vehicle: ['vehicle', 'vehicles'],
  entity_interest: ['interest in a company', 'interests in companies'],
  wallet: ['wallet', 'wallets'],
  receivable: ['receivable', 'receivables'],
  other: ['other asset', 'other assets'],
};

const NOTES: Readonly<Record<string, string>> = {
  OPENING_UNKNOWN: 'no opening balance is stated: the least possible one is used, as own money',
  TIES: 'the records do not tell the order within some days: deposits were taken first',
  OVERDRAWN: 'the account was overdrawn, so that claims fell to nothing there',
  ROUNDED: 'very long fractions were rounded; the worksheet says how often',
};

/** A warning of a trace in words; a code that has none stands as it is. */
export function noteWords(code: string): string {
  return NOTES[code] ?? code.replaceAll('_', ' ').toLowerCase();
}

const CLOCKS: Readonly<Record<string, string>> = {
  fungible_property_window: 'one-year window for fungible property, from the earliest claim',
  criminal_tro_ex_parte: 'temporary order without notice, criminal',
  criminal_restraint_pre_indictment: 'restraining order before indictment',
  civil_tro_ex_parte: 'temporary order without notice, civil',
  civil_restraint_pre_complaint: 'restraining order before a complaint',
  admin_notice: 'notice of a seizure',
  civil_complaint_after_claim: 'complaint after a claim',
  judicial_claim: 'claim of an owner in court',
  ancillary_petition: 'petition of a third party',
  civil_forfeiture_limitation_offence: 'limitation of civil forfeiture',
};

/** A clock in one line: the day on which it ends, or how long it runs and from what. */
export function clockWords({ id, authority, due, length, startsAt }: AssetClock): string {
  const what = `${CLOCKS[id] ?? id.replaceAll('_', ' ')} (${authority})`;
  return due === null ? `${what}: ${length} from ${startsAt}` : `${what}: ends on ${due}`;
}
