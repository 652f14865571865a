import { compareText, groupBy, sortedUnique } from '../core/index.ts';
import type { VictimFact } from '../facts/index.ts';
import { centsText, parseCents, sumCents } from './cents.ts';
import { draftLabour } from './draft-labour.ts';

/** Wages that a possible victim of a lead sent back, as the lead claims them; `victim` is the lead's pseudonym. */
export type ReturnedWages = {
  readonly victim: string;
  readonly date: string;
  readonly amount: string;
  readonly currency: string;
  readonly records: readonly string[];
};

export type DraftInput = {
  readonly case: string;
  /** Circuits of the lead's candidate districts. */
  readonly circuits: readonly string[];
  readonly victimFacts: readonly VictimFact[];
  readonly returnedWages: readonly ReturnedWages[];
};

type Receipt = {
  readonly id: string;
  readonly amount: string;
  readonly apportioned: false;
  readonly sourceIds: readonly string[];
};
type Gap = { readonly victim: string | null; readonly what: string };
type DraftVictim = { readonly entry: Readonly<Record<string, unknown>>; readonly missing: readonly string[] };

/** A worksheet file for a person to complete: every gap stands in it, and the worksheet repeats it until it is gone. */
export type DraftFile = {
  readonly case: string;
  readonly rulesAsOf: null;
  readonly circuit: string | null;
  readonly victims: readonly Readonly<Record<string, unknown>>[];
  readonly payments: readonly [];
  readonly available: null;
  readonly missing: readonly Gap[];
};

const ASK_STATUTE = 'say which count of conviction or candidate count it is: 1593 is assumed';
const ASK_EXEMPT = 'say whether the work was live-in domestic service (overtimeExempt "213(b)(21)") and in which State';
const ASK_OFFENCE = 'the dates of the offence are not known: the rules of today would be used';
const ASK_GROSS = 'the gross value of the services or labour to the defendant is not stated';
const ASK_LOSSES = 'say which losses are projected, and which are income lost in the hours that labour pays for';

/** Facts in whole cents of dollars can be computed with; what is in another currency or finer is told and left out. */
function inDollars({ currency, amount }: VictimFact): boolean {
  return amount === null || (currency === 'USD' && parseCents(amount) !== null);
}

function lossesOf(facts: readonly VictimFact[]): Readonly<Record<string, unknown>>[] {
  const counts = new Map<string, number>();
  return facts
    .filter(({ category }) => category.length === 1)
    .map(({ category, amount, from, to, note, record }) => {
      const number = (counts.get(category) ?? 0) + 1;
      counts.set(category, number);
      const loss = { category, amount, projected: false, lossId: `${category}${number}`, sameHoursAsLabour: false };
      return { ...loss, from, to, basis: note, sourceIds: [record] };
    });
}

function grossOf(receipts: readonly Receipt[], method: string): Readonly<Record<string, unknown>> | null {
  if (receipts.length === 0) return null;
  const likely = centsText(sumCents(receipts.map(({ amount }) => parseCents(amount) ?? 0n)));
  return { low: null, likely, high: null, method, receipts };
}

function offenceOf(dates: readonly (string | null)[]): readonly [string, string] | null {
  const known = sortedUnique(dates.filter((date) => date !== null));
  const [first, last] = [known[0], known.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}

/** A victim of the vault, from what they and others told about losses, labour and payments. */
function victimFromFacts(id: string, all: readonly VictimFact[]): DraftVictim {
  const facts = all
    .filter(inDollars)
    .toSorted((a, b) => compareText(a.from ?? '', b.from ?? '') || compareText(a.id, b.id));
  const offence = offenceOf(facts.flatMap(({ from, to }) => [from, to]));
  const losses = lossesOf(facts);
  const labour = draftLabour(facts);
  const receipts = facts
    .filter(({ category }) => category === 'GROSS')
    .map((fact): Receipt => ({ id: fact.id, amount: fact.amount ?? '', apportioned: false, sourceIds: [fact.record] }));
  const unread = all.filter((fact) => !inDollars(fact));
  return {
    entry: {
      id,
      statutes: ['1593'],
      offence,
      commercialSexActs: false,
      losses,
      grossValue: grossOf(receipts, 'victim facts'),
      labour: { weeks: labour.weeks, spans: [] },
    },
    missing: [
      ASK_STATUTE,
      ...(offence === null ? [ASK_OFFENCE] : []),
      ...(losses.length === 0 ? [] : [ASK_LOSSES]),
      ...(receipts.length === 0 ? [ASK_GROSS] : []),
      ...(labour.weeks.length === 0 ? [] : [ASK_EXEMPT]),
      ...labour.missing,
      ...unread.map(
        ({ category, amount, currency }) =>
          `${category} of ${amount} ${currency ?? '?'} is not in dollars and cents: enter it in dollars`,
      ),
    ],
  };
}

/** A possible victim of the lead: wages sent back are income that the defendant had of their labour. */
function victimFromLead(id: string, wages: readonly ReturnedWages[]): DraftVictim {
  const receipts = wages
    .filter(({ currency, amount }) => currency === 'USD' && parseCents(amount) !== null)
    .map(({ records, amount }): Receipt => ({ id: records.join('+'), amount, apportioned: false, sourceIds: records }));
  const others = wages.length - receipts.length;
  return {
    entry: {
      id,
      statutes: ['1593'],
      offence: offenceOf(wages.map(({ date }) => date)),
      commercialSexActs: false,
      losses: [],
      grossValue: grossOf(receipts, 'wages returned, as traced'),
      labour: { weeks: [], spans: [] },
    },
    missing: [
      ASK_STATUTE,
      'a possible victim of the lead, known by returned wages alone: if the vault has them, move the receipts to that entry and remove this one',
      'the hours worked are not known; wages that were sent back were not received free and clear',
      ...(others === 0 ? [] : [`${others} returned wages are not in dollars and cents: enter them in dollars`]),
    ],
  };
}

/** One returned payment is one receipt, however many findings or accounts cite it. */
function onceEach(wages: readonly ReturnedWages[]): ReturnedWages[] {
  return [...groupBy(wages, ({ records }) => records.join('+')).values()].flatMap(([first]) => first ?? []);
}

/**
 * A worksheet file drafted from the facts of victims and the wages that possible victims of a lead sent back (interface
 * 1). Vault pseudonyms and the lead's are never joined here: no edge leads from the graph to the vault, so a person does.
 */
export function draftWorksheet(input: DraftInput): DraftFile {
  const [circuit = null, second] = sortedUnique(input.circuits);
  const told = [...groupBy(input.victimFacts, ({ victim }) => victim)].sort(([a], [b]) => compareText(a, b));
  const sent = [...groupBy(onceEach(input.returnedWages), ({ victim }) => victim)].sort(([a], [b]) =>
    compareText(a, b),
  );
  const victims = [
    ...told.map(([id, facts]) => ({ id, ...victimFromFacts(id, facts) })),
    ...sent.map(([id, wages]) => ({ id, ...victimFromLead(id, wages) })),
  ];
  const general: string[] = [];
  if (circuit === null || second !== undefined) general.push('the circuit is not known: enter it');
  if (told.length > 0) general.push('victim facts name no network: remove victims who are not of this one');
  if (victims.length === 0) general.push('neither victim facts nor returned wages are known: enter the victims');
  return {
    case: input.case,
    rulesAsOf: null,
    circuit: second === undefined ? circuit : null,
    victims: victims.map(({ entry }) => entry),
    payments: [],
    available: null,
    missing: [
      ...general.map((what) => ({ victim: null, what })),
      ...victims.flatMap(({ id, missing }) => missing.map((what) => ({ victim: id, what }))),
    ],
  };
}
