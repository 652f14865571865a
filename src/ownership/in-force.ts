import { byKeys, type DateText, type EntityId, groupBy, type PartialDate, type PartyId } from '../core/index.ts';
import type { FactSet, Holding } from '../facts/index.ts';
import type { Resolution } from '../resolution/index.ts';

/** A Holding that counts on the date, between Entities. `owner` is null where the record says that none is named. */
export type HoldingInForce = {
  readonly holding: Holding;
  readonly owner: EntityId | null;
  readonly subject: EntityId;
};

/** The first day that a partial date can mean. */
export function earliest(date: PartialDate): DateText {
  return `${date}${'-01-01'.slice(date.length - 4)}`.slice(0, 10);
}

/** The last day that a partial date can mean; the 31st of a short month sorts after all its days and before the next. */
export function latest(date: PartialDate): DateText {
  return `${date}${'-12-31'.slice(date.length - 4)}`.slice(0, 10);
}

function hasBegun({ start }: Holding, asOf: DateText): boolean {
  return start === null || earliest(start) <= asOf;
}

/** In force from its start, the day included, to its end, the day excluded (BODS 0.4, interests). */
function covers(holding: Holding, asOf: DateText): boolean {
  return hasBegun(holding, asOf) && (holding.end === null || asOf < latest(holding.end));
}

const inSeries = byKeys<Holding>(
  (holding) => holding.statedOn ?? '',
  (holding) => holding.ordinal,
  (holding) => holding.id,
);

/**
 * The Holdings of the statement that counts on the date: the last one made by then. Where all were made later, the first
 * of them speaks for the past, as far back as its interests go.
 */
function lastStatement(series: readonly Holding[], asOf: DateText): readonly Holding[] {
  const ordered = [...series].sort(inSeries);
  const known = ordered.filter((holding) => (holding.statedOn ?? '') <= asOf);
  const chosen = known.at(-1) ?? ordered.find((holding) => holding.start !== null);
  if (chosen === undefined || (chosen.status === 'closed' && known.length > 0)) return [];
  return ordered.filter((holding) => holding.record === chosen.record);
}

function dissolvedBefore(asOf: DateText, facts: FactSet, resolution: Resolution): ReadonlySet<EntityId> {
  const gone = facts.parties.filter((party) => party.dissolvedOn !== null && latest(party.dissolvedOn) < asOf);
  return new Set(gone.flatMap((party) => resolution.entityOf.get(party.id) ?? []));
}

/** The Holdings in force on a date, by Entity: last statement of a series, not closed, not ended, subject not dissolved. */
export function holdingsInForce(facts: FactSet, resolution: Resolution, asOf: DateText): HoldingInForce[] {
  const seriesOf = (holding: Holding) =>
    holding.series === null
      ? holding.id
      : JSON.stringify([facts.records.get(holding.record)?.source ?? '', holding.series]);
  const entity = (party: PartyId | null) => (party === null ? null : (resolution.entityOf.get(party) ?? null));
  const dissolved = dissolvedBefore(asOf, facts, resolution);
  return [...groupBy(facts.holdings, seriesOf).values()]
    .flatMap((series) => lastStatement(series, asOf))
    .filter((holding) => covers(holding, asOf))
    .flatMap((holding) => {
      const subject = entity(holding.subject);
      if (subject === null || dissolved.has(subject)) return [];
      return [{ holding, owner: entity(holding.owner), subject }];
    })
    .sort(byKeys(({ holding }) => holding.id));
}
