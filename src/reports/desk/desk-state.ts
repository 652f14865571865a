import type { Reference } from '../../../reference/load.ts';
import { type AccountId, type DateText, dateOfMicros, sortedUnique } from '../../core/index.ts';
import { type Decision, type FactSet, type Outcome, type OutcomeStanding, outcomesOf } from '../../facts/index.ts';
import type { AssetEntry, Lead } from '../../leads/index.ts';
import type { Resolution } from '../../resolution/index.ts';
import { courtsOf, homeOf, type Places, placesOfAsset, placing } from './homes.ts';
import { payeesOf } from './payees.ts';
import type { DeskAsset, DeskLead, DeskState, DeskStep } from './types.ts';

/** What the desk reads of a Run. */
export type DeskInput = {
  readonly leads: readonly Lead[];
  readonly facts: Pick<FactSet, 'outcomes' | 'records' | 'decisions'>;
  readonly resolution: Pick<Resolution, 'accountOf'>;
  readonly reference: Pick<Reference, 'districts'>;
  readonly asOf: DateText;
};

/** An asset that something can be done about. What is listed and not to be restrained is not counted as found. */
function isReachable({ route }: AssetEntry): boolean {
  return route.choice !== 'none';
}

type Figured = { readonly victim: string; readonly figures: { readonly total: string } | null };

function withTotals(people: readonly Figured[]): DeskLead['requested'] {
  return people.flatMap(({ victim, figures }) =>
    figures === null || /^0*\.?0*$/.test(figures.total) ? [] : [{ victim, amount: figures.total }],
  );
}

/**
 * Whether a possible victim of the network and one who states losses are one person is for a person to say. Until then the
 * larger of the two groups counts: two halves of one person would make a count above five of fewer.
 */
function requestedOf({ restitution: { victims, stated } }: Lead): DeskLead['requested'] {
  const ofNetwork = withTotals(victims);
  const told = withTotals(stated.map(({ number, figures }) => ({ victim: number, figures })));
  return ofNetwork.length > told.length ? ofNetwork : told;
}

function deskLead(lead: Lead): DeskLead {
  const districts = lead.districts.map(({ code }) => code);
  return {
    id: lead.id,
    network: lead.network,
    districts,
    home: homeOf(districts),
    assets: lead.assets.filter(isReachable).map(({ id }) => id),
    requested: requestedOf(lead),
  };
}

/** Dollars that the law can reach: net equity where it is known, else the stated value. Other currencies are not guessed. */
function dollarsOf({ netEquity, value }: AssetEntry): string | null {
  return value?.currency === 'USD' ? (netEquity ?? value.amount) : null;
}

function stepsOf(standing: OutcomeStanding | undefined): DeskStep[] {
  return (standing?.steps ?? []).map(({ state, outcome }) => ({
    state,
    on: outcome.at.slice(0, 10),
    amount: outcome.amount,
  }));
}

/** The day on which each lead was first submitted, whichever Run drafted it. */
function submissions(decisions: readonly Decision[]): ReadonlyMap<string, DateText> {
  const first = new Map<string, DateText>();
  for (const decision of decisions) {
    if (decision.kind !== 'lead-transition' || decision.act !== 'submit') continue;
    const on = dateOfMicros(decision.atMicros);
    const known = first.get(decision.lead);
    if (known === undefined || on < known) first.set(decision.lead, on);
  }
  return first;
}

type Entry = { readonly id: string; readonly entry: AssetEntry | null; readonly leads: readonly string[] };

/** Assets of leads, and those that outcomes alone name; each once, with every lead that names it. */
function entriesOf(leads: readonly Lead[], outcomes: readonly Outcome[]): Entry[] {
  const entries = new Map<string, AssetEntry>();
  const named = new Map<string, string[]>();
  const name = (asset: string, lead: string | null): void => {
    named.set(asset, [...(named.get(asset) ?? []), ...(lead === null ? [] : [lead])]);
  };
  for (const lead of leads)
    for (const entry of lead.assets) {
      entries.set(entry.id, entry);
      if (isReachable(entry)) name(entry.id, lead.id);
    }
  for (const { asset, lead } of outcomes) if (asset !== null) name(asset, lead);
  return sortedUnique(named.keys()).map((id) => ({
    id,
    entry: entries.get(id) ?? null,
    leads: named.get(id) ?? [],
  }));
}

/** Outcomes up to the as-of date, each naming its asset by the one id that leads give it. */
function outcomesUntil({ leads, facts, resolution, asOf }: DeskInput): FactSet['outcomes'] {
  const idOfAccount = new Map<AccountId, string>();
  for (const { account, id } of leads.flatMap(({ assets }) => assets))
    if (account !== null) idOfAccount.set(account, id);
  const nameOf = (asset: string): string => {
    const account = asset as AccountId;
    return idOfAccount.get(resolution.accountOf.get(account) ?? account) ?? asset;
  };
  return facts.outcomes
    .filter(({ at }) => at.slice(0, 10) <= asOf)
    .map((outcome) => (outcome.asset === null ? outcome : { ...outcome, asset: nameOf(outcome.asset) }));
}

function earliest(dates: readonly (string | undefined)[]): string | null {
  return dates.filter((date) => date !== undefined).sort()[0] ?? null;
}

/** Everything that the desk counts, as the Run and the outcomes of its cut have it on the as-of date. */
export function deskState(input: DeskInput): DeskState {
  const { leads, facts, reference, asOf } = input;
  const { ordered, byAsset } = outcomesOf({ outcomes: outcomesUntil(input), records: facts.records });
  const submitted = submissions(facts.decisions);
  const entries = entriesOf(leads, ordered);
  const ofLead = (id: string) => leads.find((lead) => lead.id === id)?.districts.map(({ code }) => code) ?? [];
  const placed = new Map<string, Places>();
  for (const { id, entry, leads: naming } of entries)
    if (entry !== null) placed.set(id, placesOfAsset(entry, naming.flatMap(ofLead)));
  const ofAsset = (id: string) => placed.get(id)?.districts ?? [];
  const placesOf = placing(ordered, ofAsset, ofLead, courtsOf(reference));
  const assets = entries.map(({ id, entry, leads: naming }): DeskAsset => {
    const standing = byAsset.get(id);
    const stated = sortedUnique((standing?.outcomes ?? []).flatMap(placesOf));
    return {
      id,
      kind: entry?.kind ?? 'not stated',
      ...(placed.get(id) ?? { districts: stated, home: homeOf(stated) }),
      inLead: entry !== null && isReachable(entry),
      amount: entry === null ? null : dollarsOf(entry),
      steps: stepsOf(standing),
      claimedOn: earliest((entry?.trace?.claims ?? []).map(({ date }) => date)),
      leadOn: earliest(naming.map((lead) => submitted.get(lead))),
    };
  });
  return { asOf, leads: leads.map(deskLead), assets, payees: payeesOf(ordered, placesOf) };
}
