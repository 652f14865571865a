import { compareText, type DateText } from '../core/index.ts';

/** The statutes that order restitution, by which a victim's entitlement is measured. */
export const STATUTES = ['1593', '2429', '3663A', '3663'] as const;
export type Statute = (typeof STATUTES)[number];

/** What a statute of one time gives beside the losses of 18 USC 2259(c)(2) (legal-and-evidence 2.1). */
export type Measure = {
  /** Gross income or value to the defendant of the victim's services or labour. */
  readonly gross: 'always' | 'commercial-sex' | 'never';
  /** Value of the labour under the minimum wage and overtime guarantees of the FLSA. */
  readonly flsa: boolean;
  /** Whether the text itself names losses reasonably projected; before that they rest on decisions of courts. */
  readonly projectedInText: boolean;
};

/** One version of the law of a statute, in force for offences from a date. */
export type Rule = { readonly from: DateText; readonly version: string; readonly measure: Measure };

const LOSSES_ONLY: Measure = { gross: 'never', flsa: false, projectedInText: false };

function rule(from: string, section: string, measure: Measure = LOSSES_ONLY): Rule {
  return { from: from as DateText, version: `18 USC ${section} (${from})`, measure };
}

/** Victim and Witness Protection Act of 1982: discretionary; no disgorgement (Fu Sheng Kuo, 9th Cir. 2010). */
const VWPA = rule('1983-01-01', '3663');
/** Mandatory Victims Restitution Act of 1996. */
const MVRA = rule('1996-04-24', '3663A');

/**
 * The law by date of offence, oldest first. Restitution is punishment (Ellingburg v. United States, 2026), so an
 * offence is measured by the rule of its time; before a statute existed, by what then stood in its place.
 */
const RULES: Readonly<Record<Statute, readonly Rule[]>> = {
  '1593': [
    VWPA,
    MVRA,
    // Pub. L. 106-386, sec. 112(a)(2).
    rule('2000-10-28', '1593', { gross: 'always', flsa: true, projectedInText: false }),
    // Pub. L. 115-299, sec. 3: the losses are those of 2259(c)(2), incurred or reasonably projected.
    rule('2018-12-07', '1593', { gross: 'always', flsa: true, projectedInText: true }),
  ],
  // Pub. L. 115-392, sec. 3.
  '2429': [VWPA, MVRA, rule('2018-12-21', '2429', { gross: 'commercial-sex', flsa: false, projectedInText: true })],
  '3663A': [VWPA, MVRA],
  '3663': [VWPA],
};

/** Counts of conviction or candidate counts, and the statute that orders restitution for them. */
const CHAPTER_77 = /^(?:15(?:8[1-9]|9[0-4])|1593A|1597)$/;
const CHAPTER_117 = /^242(?:1A?|[2-5])$/;

/** The restitution statute named, or that of the count named; null for a section that is neither. */
export function statuteOf(section: string): Statute | null {
  const named = STATUTES.find((item) => item === section);
  if (named !== undefined) return named;
  if (CHAPTER_77.test(section)) return '1593';
  return CHAPTER_117.test(section) ? '2429' : null;
}

function inForce(statute: Statute, on: DateText): Rule | null {
  return RULES[statute].findLast(({ from }) => from <= on) ?? null;
}

/** What several counts give together on one date: the widest measure; the same loss is never counted twice. */
export type RuleSet = {
  readonly from: DateText;
  readonly version: string;
  readonly measure: Measure;
};

function widest(measures: readonly Measure[]): Measure {
  const gross = (['always', 'commercial-sex'] as const).find((item) => measures.some((one) => one.gross === item));
  return {
    gross: gross ?? 'never',
    flsa: measures.some(({ flsa }) => flsa),
    projectedInText: measures.some(({ projectedInText }) => projectedInText),
  };
}

function rulesOn(statutes: readonly Statute[], on: DateText): RuleSet | null {
  const rules = statutes.map((statute) => inForce(statute, on)).filter((item) => item !== null);
  if (rules.length === 0) return null;
  const versions = [...new Set(rules.map(({ version }) => version))].sort(compareText);
  return { from: on, version: versions.join(' + '), measure: widest(rules.map(({ measure }) => measure)) };
}

/**
 * The rule sets in force between two dates of offence, oldest first: more than one where the offence spans a change of
 * law. None when no rule is loaded for its beginning.
 */
export function rulesBetween(statutes: readonly Statute[], from: DateText, to: DateText): RuleSet[] {
  const first = rulesOn(statutes, from);
  if (first === null) return [];
  const changes = statutes.flatMap((statute) => RULES[statute].map((item) => item.from));
  const within = [...new Set(changes)].filter((date) => date > from && date <= to).sort(compareText);
  const sets = [first];
  for (const date of within) {
    const set = rulesOn(statutes, date);
    if (set !== null && set.version !== sets.at(-1)?.version) sets.push(set);
  }
  return sets;
}

/** A day on which every rule loaded here is in force: the rule of today, where no date of offence is known. */
export const LATEST = '2018-12-21' as DateText;
