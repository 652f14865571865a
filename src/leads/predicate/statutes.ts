import type { NetworkKind, RoleName } from '../../detection/index.ts';
import type { Family } from '../../facts/index.ts';

/** Which facts of a lead touch an element: findings of families, roles, claims; none where records of money never tell. */
type Signal = {
  readonly families?: readonly Family[];
  readonly roles?: readonly RoleName[];
  readonly claims?: 'any' | 'of victims' | 'above 10,000 USD';
  /** What left the accounts out of the claims. */
  readonly movements?: 'claimed outflows';
};

export type StatuteElement = {
  readonly element: string;
  readonly signal: Signal;
  /** What counsel still needs when nothing touches the element, or before it is proved. */
  readonly ask: string;
  /** The element stands on an offence of chapter 77: while none is a candidate, what touches it leaves the gap open. */
  readonly restsOn?: 'chapter 77';
};

export type StatuteRule = {
  readonly statute: string;
  readonly kinds: readonly NetworkKind[];
  /** Findings of these families open it whatever the kind: a network of several patterns has the kind of one. */
  readonly orFamilies?: readonly Family[];
  /** Further conditions beside the kind of the network. */
  readonly when?:
    | { readonly claims: 'above 10,000 USD' }
    | { readonly role: RoleName }
    | { readonly families: readonly Family[] };
  readonly why: string;
  readonly elements: readonly StatuteElement[];
};

const KNOWLEDGE: StatuteElement = {
  element: 'knowledge, or reckless disregard of the fact',
  signal: {},
  ask: 'what the person knew, from messages, witnesses or warnings: benefit alone is no knowledge',
};

const BENEFIT: StatuteElement = {
  element: 'benefit, financially or by receiving anything of value, from the venture',
  signal: { roles: ['controller', 'collector', 'facilitator', 'launderer'], claims: 'any' },
  ask: 'what the person received and kept',
};

const UNLAWFUL_ACTIVITY = 'the unlawful activity, and the trace from it';

const LAUNDERING_KINDS: readonly NetworkKind[] = [
  'front-company',
  'funnel',
  'layering',
  'nominee-ring',
  'wage-kickback',
  'illicit-massage',
];

/**
 * Candidate statutes with their elements (18 USC 1589, 1590, 1591, 1593A, 1956, 1957) and what in a lead touches each.
 * A hypothesis for counsel, no charge: most elements are proved by people, not by money.
 */
export const STATUTES: readonly StatuteRule[] = [
  {
    statute: '18 USC 1589',
    kinds: ['wage-kickback'],
    orFamilies: ['W'],
    why: 'possible forced labour: wages returned after pay day',
    elements: [
      {
        element: 'labour or services provided or obtained (1589(a))',
        signal: { families: ['W'], claims: 'of victims' },
        ask: 'who worked where and when: payroll, schedules, statements of workers',
      },
      {
        element: 'by force, serious harm, abuse of law, or a scheme to make the person believe so (1589(a)(1)-(4))',
        signal: {},
        ask: "a worker's own account, taken by a victim specialist; debts, kept documents, threats",
      },
      { ...BENEFIT, element: `${BENEFIT.element} (1589(b))` },
      KNOWLEDGE,
    ],
  },
  {
    statute: '18 USC 1590',
    kinds: ['wage-kickback', 'illicit-massage'],
    when: { families: ['L'] },
    why: 'possible recruiting, harbouring or transport for labour or services in violation of chapter 77',
    elements: [
      {
        element: 'recruited, harboured, transported, provided or obtained a person',
        signal: { families: ['L'] },
        ask: 'recruiters, lodging and transport: contracts, tickets, leases, statements',
      },
      {
        element: 'for labour or services in violation of chapter 77',
        signal: { families: ['W'] },
        ask: 'the labour, and why it violates chapter 77',
      },
      KNOWLEDGE,
    ],
  },
  {
    statute: '18 USC 1591',
    kinds: ['illicit-massage'],
    why: 'possible commercial venture behind venue storefronts',
    elements: [
      {
        element: 'recruited, enticed, harboured, transported, provided, obtained, advertised, maintained (1591(a)(1))',
        signal: { families: ['P', 'L'] },
        ask: 'advertisements, lodging, recruiters',
      },
      { ...BENEFIT, element: 'benefit from a venture that did so (1591(a)(2))' },
      {
        element: 'in or affecting interstate or foreign commerce',
        signal: { families: ['B', 'F'] },
        ask: 'movements, processors or advertising across State lines',
      },
      {
        element: 'knowing or in reckless disregard of force, fraud or coercion, or of an age under 18',
        signal: {},
        ask: "a person's own account, taken by a victim specialist; age by a record",
      },
    ],
  },
  {
    statute: '18 USC 1956',
    kinds: LAUNDERING_KINDS,
    why: 'possible concealment of proceeds in the movements cited',
    elements: [
      {
        element: 'a financial transaction',
        signal: { movements: 'claimed outflows' },
        ask: 'a transaction in the proceeds, by a record of process',
      },
      {
        element:
          'property that represents proceeds of a specified unlawful activity (1956(c)(7)(A), 1961(1): 1581-1592)',
        signal: { claims: 'any' },
        ask: UNLAWFUL_ACTIVITY,
        restsOn: 'chapter 77',
      },
      {
        element: 'designed to conceal or to promote (1956(a)(1)(A)(i), (B)(i))',
        signal: { families: ['C', 'F', 'B', 'N'] },
        ask: 'why the movements were made as they were',
      },
      KNOWLEDGE,
    ],
  },
  {
    statute: '18 USC 1957',
    kinds: [...LAUNDERING_KINDS, 'other'],
    when: { claims: 'above 10,000 USD' },
    why: 'a claimed credit is greater than 10,000 USD',
    elements: [
      {
        element: 'a monetary transaction by, through or to a financial institution, greater than 10,000 USD',
        signal: { claims: 'above 10,000 USD' },
        ask: 'one single transaction of more than 10,000 USD',
      },
      {
        element: 'criminally derived property from a specified unlawful activity',
        signal: { claims: 'any' },
        ask: UNLAWFUL_ACTIVITY,
        restsOn: 'chapter 77',
      },
      { ...KNOWLEDGE, element: 'knowledge that the property is criminally derived' },
    ],
  },
  {
    statute: '18 USC 1593A',
    kinds: [...LAUNDERING_KINDS, 'other'],
    when: { role: 'facilitator' },
    why: 'possible benefit from the venture; knowledge is a separate question',
    elements: [
      BENEFIT,
      {
        element: 'participation in a venture that has engaged in a violation of chapter 77',
        signal: { roles: ['facilitator'], families: ['W'] },
        ask: 'the venture and its violation',
      },
      KNOWLEDGE,
    ],
  },
];
