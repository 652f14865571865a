import { compareText, type EntityId, groupBy, type RecordId, sortedUnique } from '../../core/index.ts';
import type { Party } from '../../facts/index.ts';
import type { LeadContext } from '../context.ts';

/** One value that records give, with those records. */
export type CitedValue = { readonly value: string; readonly records: readonly RecordId[] };

/** What separates a person or an entity from others of the same name, in the fields that list entries print. */
export type TargetIdentifiers = {
  readonly names: readonly CitedValue[];
  readonly aliases: readonly CitedValue[];
  readonly birthDates: readonly CitedValue[];
  /** No format that is read today states a place of birth: it is asked for, never guessed. */
  readonly birthPlaces: readonly CitedValue[];
  /** Countries whose passport the records name. */
  readonly nationalities: readonly CitedValue[];
  readonly documents: readonly CitedValue[];
  readonly addresses: readonly CitedValue[];
};

function cited(parties: readonly Party[], values: (party: Party) => readonly string[]): CitedValue[] {
  const pairs = parties.flatMap((party) => values(party).map((value) => ({ value, record: party.record })));
  return [...groupBy(pairs, ({ value }) => value)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([value, group]) => ({ value, records: sortedUnique(group.map(({ record }) => record)) }));
}

const isAlias = ({ type }: Party['names'][number]) => type === 'aka' || type === 'dba' || type === 'former';

/** Everything that records state about who an entity is, each value with its records. */
export function identifiersOf({ entities, resolution }: LeadContext, id: EntityId): TargetIdentifiers {
  const parties = (entities.get(id)?.parties ?? []).flatMap((party) => resolution.partyById.get(party) ?? []);
  const text = (issuer: string | null) => (issuer === null ? '' : ` (${issuer})`);
  return {
    names: cited(parties, ({ names }) => names.filter((name) => !isAlias(name)).map(({ full }) => full)),
    aliases: cited(parties, ({ names }) => names.filter(isAlias).map(({ full }) => full)),
    birthDates: cited(parties, ({ birthDate }) => (birthDate === null ? [] : [birthDate])),
    birthPlaces: [],
    nationalities: cited(parties, ({ identifiers }) =>
      identifiers.flatMap(({ type, issuer }) => (type === 'passport' && issuer !== null ? [issuer] : [])),
    ),
    documents: cited(parties, ({ identifiers }) =>
      identifiers.map(({ type, value, issuer }) => `${type} ${value}${text(issuer)}`),
    ),
    addresses: cited(parties, ({ addresses }) => addresses.map((address) => address.text)),
  };
}
