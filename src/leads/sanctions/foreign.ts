import type { EntityId } from '../../core/index.ts';
import type { Identifier } from '../../facts/index.ts';
import type { LeadContext } from '../context.ts';
import { isUnitedStates } from '../foreign.ts';
import type { Statement } from '../types/statement.ts';

/**
 * Whether records make somebody a foreign person in the sense of 22 USC 7108(f): citizen or national of a foreign state,
 * or an entity not organised under US law. `conflict` when records say both: a person decides, and nothing is offered.
 */
export type Standing = {
  readonly is: 'foreign' | 'us' | 'conflict' | 'unknown';
  readonly countries: readonly string[];
  readonly basis: readonly Statement[];
};

/** "GB", "GB-COH", "US-DE:1234567", "USA": the country that a list of numbers belongs to; null when it names none. */
function countryOf(text: string | null): string | null {
  const code = /^([A-Z]{2})(?:$|[-:])/.exec(
    text
      ?.trim()
      .toUpperCase()
      .replace(/^USA(?=$|[-:])/, 'US') ?? '',
  );
  return code?.[1] ?? null;
}

/** A bare "DE" may be Delaware or Germany: a register by two letters that a State has too ties to neither. */
function registerCountry({ reference }: LeadContext, text: string | null): string | null {
  const country = countryOf(text);
  const isBare = text !== null && /^[A-Z]{2}(?:$|:)/i.test(text.trim());
  return country !== null && isBare && reference.stateName(country) !== null && !isUnitedStates(country)
    ? null
    : country;
}

/**
 * The country that an identifier ties its holder to in law: nationality by a passport, organisation by a register. A tax
 * number does not: foreigners have American ones, and Americans foreign ones.
 */
function tieOf(context: LeadContext, kind: string, { type, value, issuer }: Identifier): string | null {
  const isRegister = type === 'registration' || type === 'register';
  const byPerson = type === 'passport' ? countryOf(issuer) : null;
  const byRegister = isRegister ? (registerCountry(context, issuer) ?? registerCountry(context, value)) : null;
  const country = kind === 'person' ? byPerson : byRegister;
  return country !== null && isUnitedStates(country) ? 'US' : country;
}

/** What the records say of an entity's standing, with the records that say it. Order: country. */
export function standingOf(context: LeadContext, id: EntityId): Standing {
  const { entities, resolution } = context;
  const entity = entities.get(id);
  const kind = entity?.kind ?? 'unknown';
  const tied = (entity?.parties ?? []).flatMap((party) => {
    const { identifiers = [], record } = resolution.partyById.get(party) ?? {};
    return identifiers.flatMap((item) => {
      const country = kind === 'unknown' ? null : tieOf(context, kind, item);
      return country === null || record === undefined ? [] : [{ country, type: item.type, record }];
    });
  });
  const countries = [...new Set(tied.map(({ country }) => country))].sort();
  const basis = countries.map((country) => {
    const of = tied.filter((item) => item.country === country);
    const types = [...new Set(of.map(({ type }) => type))].sort().join(', ');
    return { text: `${types} of ${country}`, records: [...new Set(of.map(({ record }) => record))].sort() };
  });
  return { is: standing(countries), countries, basis };
}

function standing(countries: readonly string[]): Standing['is'] {
  if (countries.length === 0) return 'unknown';
  if (!countries.includes('US')) return 'foreign';
  return countries.length === 1 ? 'us' : 'conflict';
}
