import type { Route } from '../types/route.ts';

/** What a standard can ask a fact for, each with its name in papers and the words in which it is asked for. */
export const ELEMENTS = {
  nexus: { words: 'nexus to the offence', ask: 'facts that join the property to the offence' },
  offence: {
    words: 'the offence itself',
    ask: 'the offence itself, stated by a witness or a record of process',
  },
  conviction: { words: 'conviction of the owner', ask: 'a conviction, or an indictment with a forfeiture allegation' },
  traceable: { words: 'traceable property', ask: 'a trace of the claims into the property' },
  benefit: {
    words: 'proceeds that this person obtained',
    ask: 'what this person obtained: forfeiture is per defendant (Honeycutt, 2017)',
  },
  identity: { words: 'property described with particularity', ask: 'an identifier: account, parcel, VIN or address' },
  balance: { words: 'balance', ask: 'a stated balance' },
  today: { words: 'balance today', ask: 'the balance today: the last one stated is of an earlier date' },
  opening: { words: 'opening balance', ask: 'the opening balance (statements before the first movement)' },
  statements: { words: 'unbroken statements', ask: 'statements for the spans in which the trace is broken' },
  worth: { words: 'value', ask: 'what it is worth today: an appraisal, or the accounts of the company' },
  dissipation: {
    words: 'risk that property becomes unavailable',
    ask: 'facts on dissipation: recent outflows, foreign wires, a listing for sale',
  },
  hardship: {
    words: 'need against hardship',
    ask: 'facts on hardship of a restraint (payroll, tenants, persons who live there)',
  },
  insufficient: {
    words: 'an order would not hold',
    ask: 'why a restraining order may not suffice (funds moveable at once)',
  },
  use: {
    words: 'substantial connection to the offence',
    ask: 'the use of the property in the offence, stated by a witness or a record of process',
  },
  title: { words: 'title', ask: 'legal description and title chain' },
  liens: { words: 'lien holders', ask: 'who holds liens, and for how much' },
  occupants: { words: 'occupants', ask: 'who lives or works there' },
  otherProperty: { words: "the defendant's other property", ask: 'property of the defendant that is not tainted' },
  cause: {
    words: 'a cause of 853(p)(1)',
    ask: 'which of the five causes of 853(p) holds (not found, transferred, beyond the court, diminished, commingled), by an act or omission of the defendant',
  },
  cap: {
    words: 'value of the property that is gone',
    ask: 'the value of the property that is gone: no more is substituted',
  },
  foreign: { words: 'foreign deposit', ask: 'the foreign account, its institution and its US correspondent' },
  proceeding: { words: 'foreign or domestic proceeding', ask: 'a certified order or judgment, and dual criminality' },
  foreignPerson: { words: 'foreign person', ask: 'citizenship or place of organisation, by a record' },
  conduct: { words: 'significant role', ask: 'the conduct, by two independent sources for each link' },
  stateSeizure: { words: 'lawful State seizure', ask: 'date and agency of the State seizure' },
} as const;
export type ElementId = keyof typeof ELEMENTS;

export type RouteRule = {
  readonly route: Exclude<Route, 'none'>;
  readonly authority: string;
  /** Standard or burden, in the words of legal-and-evidence 1.1. */
  readonly burden: string;
  readonly elements: readonly ElementId[];
  /** Rows of reference/clocks.csv that the route brings, the first to run out first. */
  readonly clocks: readonly string[];
};

const ACCOUNT_TRACE: readonly ElementId[] = ['nexus', 'traceable', 'balance', 'today', 'opening', 'statements'];
const CRIMINAL_CLOCKS = ['criminal_tro_ex_parte', 'criminal_restraint_pre_indictment', 'admin_notice'];
const CIVIL_CLOCKS = [
  'civil_tro_ex_parte',
  'civil_restraint_pre_complaint',
  'admin_notice',
  'civil_complaint_after_claim',
];

/** The routes of legal-and-evidence 1.1, those of section 1594 first. The one place that says what each asks for. */
export const ROUTES: readonly RouteRule[] = [
  {
    route: '1594-criminal',
    authority: '18 USC 1594(d)',
    burden: 'after conviction; nexus found by the court, preponderance (FRCrP 32.2(b)(1)(A))',
    elements: ['conviction', ...ACCOUNT_TRACE, 'benefit', 'offence'],
    clocks: ['ancillary_petition'],
  },
  {
    route: '1594-civil',
    authority: '18 USC 1594(e)',
    burden:
      'preponderance, on the Government (18 USC 983(c)(1)); facilitation needs a substantial connection (983(c)(3))',
    elements: [...ACCOUNT_TRACE, 'offence'],
    clocks: ['civil_complaint_after_claim', 'judicial_claim'],
  },
  {
    route: 'restraint-853e',
    authority: '21 USC 853(e)(1)(B)',
    burden:
      'notice and hearing: substantial probability of prevailing, property otherwise unavailable, need above hardship',
    elements: [...ACCOUNT_TRACE, 'worth', 'use', 'offence', 'dissipation', 'hardship'],
    clocks: CRIMINAL_CLOCKS,
  },
  {
    route: 'tro-853e2',
    authority: '21 USC 853(e)(2)',
    burden: 'probable cause, and notice would jeopardise the property',
    elements: [...ACCOUNT_TRACE, 'offence', 'dissipation'],
    clocks: CRIMINAL_CLOCKS,
  },
  {
    route: 'warrant-981b',
    authority: '18 USC 981(b)(2), (3)',
    burden: 'probable cause, as for a search warrant; never real property (981(b)(1), 985)',
    elements: [...ACCOUNT_TRACE, 'offence', 'dissipation'],
    clocks: CIVIL_CLOCKS,
  },
  {
    route: 'warrant-853f',
    authority: '21 USC 853(f)',
    burden: 'probable cause, and an order under 853(e) may not suffice',
    elements: [...ACCOUNT_TRACE, 'offence', 'insufficient'],
    clocks: CRIMINAL_CLOCKS,
  },
  {
    route: 'lis-pendens',
    authority: '18 USC 985',
    burden: 'judicial only; no seizure and no eviction before an order; a lis pendens is no seizure',
    elements: ['nexus', 'use', 'title', 'liens', 'occupants'],
    clocks: ['civil_forfeiture_limitation_offence', 'judicial_claim'],
  },
  {
    route: '981-civil',
    authority: '18 USC 981(a)(1)(A), (C)',
    burden: 'preponderance',
    elements: [...ACCOUNT_TRACE, 'offence'],
    clocks: ['civil_complaint_after_claim', 'judicial_claim'],
  },
  {
    route: '982-criminal',
    authority: '18 USC 982(a)(1)',
    burden: 'after conviction; property involved in the laundering transaction and traceable to it',
    elements: ['conviction', ...ACCOUNT_TRACE, 'offence'],
    clocks: ['ancillary_petition'],
  },
  {
    route: 'substitute-853p',
    authority: '21 USC 853(p)',
    burden:
      'criminal only, after conviction; up to the value lost; not what the defendant needs for counsel (Luis, 2016)',
    elements: ['otherProperty', 'worth', 'cause', 'cap'],
    clocks: ['ancillary_petition'],
  },
  {
    route: 'foreign-2467',
    authority: '28 USC 2467',
    burden: 'certification by the Attorney General; reasonable basis that the property will be named in the judgment',
    elements: ['foreign', 'proceeding', 'offence'],
    clocks: ['foreign_arrest_restraint'],
  },
  {
    route: 'ofac',
    authority: '22 USC 7108; 50 USC 1702',
    burden: 'administrative, on the record; foreign persons only (7108(f))',
    elements: ['foreignPerson', 'conduct'],
    clocks: [],
  },
  {
    route: 'state',
    authority: '18 USC 981(b)(2)(C)',
    burden: 'lawful State seizure turned over',
    elements: ['stateSeizure', 'offence'],
    clocks: ['admin_notice_state_turnover'],
  },
];

export function ruleOf(route: Route): RouteRule | null {
  return ROUTES.find((rule) => rule.route === route) ?? null;
}
