import type { ResolvedAccount } from '../resolution/index.ts';

/** The States, and the territories that have codes of their own (31 CFR 1010.100(hhh); 22 USC 7102), by ISO 3166. */
const UNITED_STATES: readonly string[] = ['US', 'AS', 'GU', 'MP', 'PR', 'UM', 'VI'];

export function isUnitedStates(country: string): boolean {
  return UNITED_STATES.includes(country);
}

/** ISO 9362: characters 5 and 6 of a BIC are the country of the institution. Null at home; other keys tell no country. */
export function foreignCountry({
  keyType,
  institution,
}: Pick<ResolvedAccount, 'keyType' | 'institution'>): string | null {
  const country = institution.slice(4, 6).toUpperCase();
  return keyType !== 'bic' || isUnitedStates(country) ? null : country;
}
