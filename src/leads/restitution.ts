import {
  byKeys,
  groupBy,
  grouped,
  moneyText,
  parseMoney,
  sortedUnique,
  sumMoney,
  unwrap,
  zeroMoney,
} from '../core/index.ts';
import type { VictimFact } from '../facts/index.ts';
import { draftWorksheet, type ReturnedWages, worksheetOf } from '../restitution/index.ts';
import type { LeadContext } from './context.ts';
import type { AssetEntry } from './types/asset.ts';
import type { Lead } from './types/lead.ts';
import type {
  RestitutionEstimate,
  RestitutionFacts,
  RestitutionFigures,
  RestitutionVictim,
} from './types/restitution.ts';
import type { Statement } from './types/statement.ts';
import type { Claim } from './types/trace.ts';

const NOTE =
  'what is known so far: the worksheet of 18 USC 1593 is drafted from the same facts and completed by a person, who also says whether a stated victim (VF) and a possible victim of the network (V) are one; no victim is required to take part (18 USC 3664(g)(1))';

/** Pseudonyms of possible victims in a lead. */
function isVictimTag(tag: string): boolean {
  return /^V-\d+$/.test(tag);
}

type Returned = { readonly asset: AssetEntry; readonly claims: readonly Claim[] };

function returnedTo(tag: string, assets: readonly AssetEntry[]): Returned[] {
  return assets.flatMap((asset) => {
    const claims = (asset.trace?.claims ?? []).filter((claim) => claim.tag === tag);
    return claims.length === 0 ? [] : [{ asset, claims }];
  });
}

/** Wages that came back, asset by asset; a possible victim's own account is no place where they came to. */
function returnedWages(victim: string, assets: readonly AssetEntry[]): RestitutionVictim['returnedWages'] {
  return returnedTo(victim, assets).map(({ asset: { id, trace }, claims }) => {
    const currency = trace?.currency ?? 'USD';
    const credited = sumMoney(
      claims.map(({ amount }) => unwrap(parseMoney(amount, currency))),
      currency,
    );
    return {
      asset: id,
      currency,
      credited: moneyText(credited),
      stillTraced: trace?.byTag[victim] ?? moneyText(zeroMoney(currency)),
      records: sortedUnique(claims.flatMap(({ records }) => records)),
    };
  });
}

/** Claimed credits that carry the number of a possible victim, as a worksheet takes them. */
export function wagesReturned(assets: readonly Pick<AssetEntry, 'trace'>[]): ReturnedWages[] {
  return assets.flatMap(({ trace }) =>
    (trace?.claims ?? [])
      .filter(({ tag }) => isVictimTag(tag))
      .map(({ tag, date, amount, records }) => ({
        victim: tag,
        date,
        amount,
        currency: trace?.currency ?? '',
        records,
      })),
  );
}

type Estimate = Pick<RestitutionEstimate, 'circuit' | 'liquidatedCounted'> & {
  readonly figuresOf: (victim: string) => RestitutionFigures | null;
};

/** The rules of the restitution room over what is known; every assumption that a person must check stands in `missing`. */
function estimate(
  { network, reference }: LeadContext,
  facts: readonly VictimFact[],
  lead: { readonly assets: readonly AssetEntry[]; readonly districts: Lead['districts'] },
): Estimate {
  const circuits = sortedUnique(lead.districts.flatMap(({ code }) => reference.districts.get(code)?.circuit ?? []));
  const file = draftWorksheet({
    case: network.id,
    circuits,
    victimFacts: facts,
    returnedWages: wagesReturned(lead.assets),
  });
  const figuresOf = (victim: string): RestitutionFigures | null => {
    // A sheet for each victim: what is told of one and cannot be computed hides the figures of no other.
    const victims = file.victims.filter(({ id }) => id === victim);
    const sheet = worksheetOf({ ...file, victims, missing: [] }, reference);
    const found = sheet.ok ? sheet.value.victims[0] : undefined;
    if (found === undefined) return null;
    const { losses, gross, flsa, flsaLiquidated, labourLimb, total, lines } = found;
    return {
      ...{ losses, gross, flsa, flsaLiquidated, labourLimb, total },
      missing: file.missing.flatMap((gap) => (gap.victim === victim ? [gap.what] : [])),
      records: sortedUnique(lines.flatMap(({ sourceIds }) => sourceIds)),
    };
  };
  const { circuit } = file;
  const liquidatedCounted = circuit !== null && reference.liquidatedCircuits.get(circuit)?.on === true;
  return { circuit, liquidatedCounted, figuresOf };
}

const CATEGORY: Readonly<Record<VictimFact['category'], string>> = {
  A: 'medical care (18 USC 2259(c)(2)(A))',
  B: 'therapy and rehabilitation (2259(c)(2)(B))',
  C: 'transport, housing, child care (2259(c)(2)(C))',
  D: 'lost income (2259(c)(2)(D))',
  E: "attorneys' fees and costs (2259(c)(2)(E))",
  F: 'other losses (2259(c)(2)(F))',
  GROSS: 'gross value of services to the defendant (1593(b)(3))',
  LABOUR: 'labour (1593(b)(3), 29 USC 206 and 207)',
  PAID: 'received by the victim',
};

/** The figures of one stated fact. Free notes stay in the record: they may say more than a lead needs. */
function statementOf({ category, from, to, hours, rate, amount, currency, record }: VictimFact): Statement {
  const parts = [
    amount === null ? null : `${grouped(amount)} ${currency ?? 'in a currency that is not stated'}`,
    hours === null ? null : `${hours} hours`,
    rate === null ? null : `at ${rate}`,
    from === null && to === null ? null : `${from ?? 'not stated'} to ${to ?? 'not stated'}`,
  ].filter((part) => part !== null);
  return { text: [`${CATEGORY[category]}`, ...parts].join(', '), records: [record] };
}

/**
 * Facts of victims that this lead may show. No record says which network a victim belongs to; with several, a lead would
 * show one case's victims to another.
 */
function factsOfThisLead({ facts, detection, network }: LeadContext): readonly VictimFact[] {
  const flagged = detection.networks.filter((other) => other.flagged);
  return network.flagged && flagged.length === 1 ? facts.victimFacts : [];
}

/**
 * Victims' stated facts under numbers of this lead, VF-1, VF-2 … by first record. A vault pseudonym stays in the house,
 * and no record joins it to a person of the network: that is what the vault is for.
 */
function statedFacts(
  { facts: { records } }: LeadContext,
  facts: readonly VictimFact[],
  { figuresOf }: Estimate,
): RestitutionFacts[] {
  const order = (fact: VictimFact): string => {
    const ref = records.get(fact.record);
    return `${ref?.source ?? ''} ${String(ref?.ordinal ?? 0).padStart(12, '0')}`;
  };
  const sorted = facts.toSorted(byKeys(order, ({ id }) => id));
  return [...groupBy(sorted, ({ victim }) => victim)].map(([victim, group], index) => ({
    number: `VF-${index + 1}`,
    facts: group.map(statementOf),
    figures: figuresOf(victim),
  }));
}

/** What is known towards restitution: wages that came back, how much is still traced, stated facts, and their figures. */
export function restitutionOf(
  context: LeadContext,
  lead: { readonly assets: readonly AssetEntry[]; readonly districts: Lead['districts'] },
): RestitutionEstimate {
  const facts = factsOfThisLead(context);
  const known = estimate(context, facts, lead);
  const tags = lead.assets.flatMap(({ trace }) => (trace?.claims ?? []).map(({ tag }) => tag));
  const victims = sortedUnique([...context.pseudonyms.values(), ...tags.filter(isVictimTag)]);
  return {
    note: NOTE,
    circuit: known.circuit,
    liquidatedCounted: known.liquidatedCounted,
    victims: victims.sort(byKeys((victim) => Number(victim.slice(2)))).map((victim) => ({
      victim,
      returnedWages: returnedWages(victim, lead.assets),
      figures: known.figuresOf(victim),
    })),
    stated: statedFacts(context, facts, known),
  };
}
