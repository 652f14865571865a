import type { InstitutionKeyType } from '../facts/index.ts';

/** A declared equality of two institution keys (a row of institutions.csv). */
export type DeclaredInstitution = {
  readonly keyType: InstitutionKeyType;
  readonly key: string;
  readonly sameAsType: InstitutionKeyType;
  readonly sameAsKey: string;
};

/** What may be set for resolution. Counts are of distinct names, which is what makes a value a hub. */
export type ResolutionParameters = {
  /** Above this many names in a block only equal names are compared: a payroll account names thousands. */
  readonly blockCap: number;
  /** A telephone, address or e-mail that serves more names than this says nothing about a person. */
  readonly sharedContactCap: number;
  readonly institutions: readonly DeclaredInstitution[];
};

export const DEFAULT_RESOLUTION: ResolutionParameters = { blockCap: 60, sharedContactCap: 12, institutions: [] };
