import type { DateText } from '../core/index.ts';
import { type Cents, centsText, greater, sumCents } from './cents.ts';
import type { Loss, LossCategory, VictimEntry } from './file.ts';
import type { LabourValue } from './labour-value.ts';
import type { RuleSet } from './rules.ts';
import { type Warning, warning } from './warning.ts';

/** One item of what a victim is owed (legal-and-evidence 1.4). Money is decimal text; the victim a pseudonym. */
export type RestitutionLine = {
  readonly victim: string;
  readonly lossId: string;
  readonly category: LossCategory | 'GROSS' | 'FLSA' | 'FLSA_LIQUIDATED';
  readonly amount: string;
  readonly projected: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly basis: string;
  readonly sourceIds: readonly string[];
  readonly ruleVersion: string;
  /** Whether the line is part of the total; a line that is not says why in its basis. */
  readonly counted: boolean;
};

/** The limbs of one victim's restitution under one set of rules: R = L + max(G, F) (legal-and-evidence 2.2). */
export type Entitlement = {
  readonly losses: Cents;
  readonly gross: Cents;
  readonly flsa: Cents;
  /** The additional equal amount of 29 USC 216(b): always shown, counted where the circuit is switched on. */
  readonly flsaLiquidated: Cents;
  readonly labourLimb: Cents;
  readonly total: Cents;
  readonly lines: readonly (RestitutionLine & { readonly cents: Cents })[];
};

export type EntitlementInput = {
  readonly victim: VictimEntry;
  readonly labour: LabourValue;
  readonly rules: RuleSet;
  readonly liquidatedOn: boolean;
};

function grossGiven({ victim, rules }: EntitlementInput): boolean {
  const { gross } = rules.measure;
  return gross === 'always' || (gross === 'commercial-sex' && victim.commercialSexActs);
}

type Limbs = Pick<Entitlement, 'gross' | 'flsa' | 'flsaLiquidated' | 'labourLimb'> & { readonly byGross: boolean };

function limbsOf(input: EntitlementInput): Limbs {
  const gross = grossGiven(input) ? (input.victim.gross?.likely ?? 0n) : 0n;
  const flsa = input.rules.measure.flsa ? input.labour.unpaid : 0n;
  const wages = input.liquidatedOn ? flsa + flsa : flsa;
  return { gross, flsa, flsaLiquidated: flsa, labourLimb: greater(gross, wages), byGross: gross >= wages };
}

type Line = Entitlement['lines'][number];
type Drafted = Pick<Line, 'lossId' | 'category' | 'cents' | 'basis' | 'sourceIds' | 'counted'> &
  Partial<Pick<Line, 'projected' | 'from' | 'to'>>;

function lineOf({ victim, rules }: EntitlementInput, drafted: Drafted): Line {
  const [from, to]: readonly (DateText | null)[] = victim.offence ?? [null, null];
  return {
    victim: victim.id,
    amount: centsText(drafted.cents),
    projected: false,
    from: from ?? null,
    to: to ?? null,
    ruleVersion: rules.version,
    ...drafted,
  };
}

function lossLine(input: EntitlementInput, loss: Loss, labourLimb: Cents): Line {
  const { lossId, category, amount, projected, sourceIds } = loss;
  const counted = !(loss.sameHoursAsLabour && labourLimb > 0n);
  const stated = loss.basis ?? `loss of 18 USC 2259(c)(2)(${category}), ${projected ? 'projected' : 'incurred'}`;
  const basis = counted ? stated : `${stated}; left out: the labour limb pays for the same hours`;
  const { from, to } = loss;
  return lineOf(input, { lossId, category, cents: amount, projected, from, to, basis, sourceIds, counted });
}

function grossLine(input: EntitlementInput, limbs: Limbs): Line[] {
  const { gross } = input.victim;
  if (gross === null) return [];
  const range = [gross.low, gross.likely, gross.high].map((amount) => (amount === null ? '?' : centsText(amount)));
  const method = gross.method === null ? '' : `; ${gross.method}`;
  return [
    lineOf(input, {
      lossId: 'GROSS',
      category: 'GROSS',
      cents: gross.likely,
      basis: `gross income or value to the defendant (low, likely, high: ${range.join(', ')})${method}`,
      sourceIds: [...new Set(gross.receipts.flatMap(({ sourceIds }) => sourceIds))],
      counted: grossGiven(input) && limbs.byGross && limbs.labourLimb > 0n,
    }),
  ];
}

function flsaLines(input: EntitlementInput, limbs: Limbs): Line[] {
  const { weeks, unpaid } = input.labour;
  if (weeks.length === 0) return [];
  const counted = input.rules.measure.flsa && !limbs.byGross;
  const sourceIds = [...new Set(weeks.flatMap((week) => week.sourceIds))];
  const span = { from: weeks[0]?.start ?? null, to: weeks.at(-1)?.end ?? null, cents: unpaid, sourceIds };
  return [
    lineOf(input, {
      ...span,
      lossId: 'FLSA',
      category: 'FLSA',
      basis: `${weeks.length} workweeks at the minimum wage and overtime of 29 USC 206, 207, less what was paid`,
      counted,
    }),
    lineOf(input, {
      ...span,
      lossId: 'FLSA_LIQUIDATED',
      category: 'FLSA_LIQUIDATED',
      basis: 'additional equal amount of 29 USC 216(b)',
      counted: counted && input.liquidatedOn,
    }),
  ];
}

/** What one victim is owed under one set of rules. The lines that are counted add up to the total. */
export function entitlementOf(input: EntitlementInput): Entitlement {
  const limbs = limbsOf(input);
  const { byGross: _choice, ...shown } = limbs;
  const losses = input.victim.losses.map((loss) => lossLine(input, loss, limbs.labourLimb));
  const lossSum = sumCents(losses.filter(({ counted }) => counted).map(({ cents }) => cents));
  return {
    ...shown,
    losses: lossSum,
    total: lossSum + limbs.labourLimb,
    lines: [...losses, ...grossLine(input, limbs), ...flsaLines(input, limbs)],
  };
}

/** Losses that 18 USC 3663 and 3663A know only as costs of taking part in the case (Lagos v. United States, 2018). */
const ONLY_PARTICIPATION: readonly LossCategory[] = ['C', 'E'];

function leftOutMessage(leftOut: Cents, labourLimb: Cents): string {
  const more = `; ${centsText(leftOut)} of it is more than the labour limb of ${centsText(labourLimb)}: a person decides`;
  return `income lost in the same hours is not added to the labour limb${leftOut > labourLimb ? more : ''}`;
}

/** What a person must decide about the entitlement, beside its figures. */
export function entitlementWarnings({ victim, labour, rules }: EntitlementInput, result: Entitlement): Warning[] {
  const { measure, version } = rules;
  const say = (code: Warning['code'], message: string): Warning => warning(code, message, { victim: victim.id });
  const lossesOnly = measure.gross === 'never' && !measure.flsa;
  const grossKnown = grossGiven({ victim, labour, rules, liquidatedOn: false });
  const outside = victim.losses.filter(({ category }) => ONLY_PARTICIPATION.includes(category));
  const projected = victim.losses.some((loss) => loss.projected) && !measure.projectedInText;
  const leftOut = result.lines
    .filter((line) => !line.counted && victim.losses.some(({ lossId }) => lossId === line.lossId))
    .map(({ cents }) => cents);
  const found: (Warning | false)[] = [
    victim.gross === null &&
      grossKnown &&
      say('GROSS_NOT_STATED', 'nobody has stated the gross value of services or labour: the total may be too low'),
    victim.gross !== null && !grossKnown && say('LIMB_NOT_GIVEN', `${version} gives no gross value: it is not counted`),
    labour.weeks.length > 0 &&
      !measure.flsa &&
      say('LIMB_NOT_GIVEN', `${version} has no FLSA limb: hours are not counted`),
    lossesOnly &&
      outside.length > 0 &&
      say('LOSS_OUTSIDE_STATUTE', `categories C and E count under ${version} only as costs of taking part in the case`),
    projected &&
      say('PROJECTED_BEFORE_2018', `${version} speaks of losses incurred: projected ones rest on decisions of courts`),
    leftOut.length > 0 && say('SAME_HOURS_LEFT_OUT', leftOutMessage(sumCents(leftOut), result.labourLimb)),
  ];
  return found.filter((item) => item !== false);
}
