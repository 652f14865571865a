import { sortedUnique } from '../core/index.ts';
import { DISTRICT_REASONS } from './districts.ts';
import type { Gap, Lead } from './types/lead.ts';
import type { ComplaintItem } from './types/predicate.ts';

type Tested = Pick<Lead, 'assets' | 'districts'>;

type Rule = {
  readonly rule: string;
  readonly asks: string;
  /** Gaps of the lead that leave the item unmet; null where only a person can meet it. */
  readonly gaps: readonly Gap['code'][] | null;
  readonly facts: (lead: Tested) => readonly string[];
};

const counted = (n: number, what: string): string => `${n} ${n === 1 ? 'asset' : 'assets'} ${what}`;

const routedOf = ({ assets }: Tested): Lead['assets'] => assets.filter(({ route }) => route.choice !== 'none');

/** Supplemental Rule G(2) of the Federal Rules of Civil Procedure, item by item. */
const RULES: readonly Rule[] = [
  { rule: 'G(2)(a)', asks: 'verification under oath', gaps: null, facts: () => [] },
  {
    rule: 'G(2)(b)',
    asks: 'grounds for jurisdiction over the subject and the property, and venue',
    gaps: ['NO_VENUE', 'DISTRICT_ASK_PERSON'],
    facts: ({ districts }) => [
      '28 USC 1345 and 1355(a): forfeiture on the complaint of the United States',
      ...districts.map(
        ({ name, reasons }) =>
          `${name}: ${sortedUnique(reasons.map(({ reason }) => DISTRICT_REASONS[reason])).join(', ')}`,
      ),
    ],
  },
  {
    rule: 'G(2)(c)',
    asks: 'the property with reasonable particularity',
    gaps: ['NO_PROPERTY', 'NOT_PARTICULAR'],
    facts: (lead) => [`${counted(lead.assets.length, 'listed')}, ${routedOf(lead).length} of them with a route`],
  },
  {
    rule: 'G(2)(d)',
    asks: 'the location of tangible property',
    gaps: ['NO_LOCATION'],
    facts: ({ assets }) => [
      counted(
        assets.filter(({ address, countyFips }) => address !== null || countyFips !== null).length,
        'with a location',
      ),
    ],
  },
  {
    rule: 'G(2)(e)',
    asks: 'the statute under which the action is brought',
    gaps: ['NO_STATUTE'],
    facts: (lead) => [...new Set(routedOf(lead).flatMap(({ authorities }) => authorities))],
  },
  {
    rule: 'G(2)(f)',
    asks: 'facts detailed enough to support a reasonable belief that the burden of proof will be met at trial',
    gaps: ['NO_FACTS', 'NO_BALANCE', 'TRACE_BROKEN'],
    facts: (lead) => {
      const elements = routedOf(lead).flatMap(({ route }) => route.elements);
      const met = elements.filter(({ missing }) => missing === null).length;
      return [`${met} of ${elements.length} elements of the chosen routes are met by recorded facts`];
    },
  },
];

/** The complaint test: what the lead holds for each item of Rule G(2), and which are missing by its gaps. */
export function complaintOf(lead: Tested, gaps: readonly Gap[]): ComplaintItem[] {
  const open = new Set(gaps.map(({ code }) => code));
  return RULES.map(({ rule, asks, gaps: asked, facts }) => {
    const missing = asked?.some((code) => open.has(code)) === true;
    return {
      rule,
      asks,
      state: asked === null ? 'a person does this' : missing ? 'missing' : 'met',
      facts: facts(lead),
    };
  });
}
