import type { PackageVariant } from '../referral-rules.ts';

/** Banner of a released copy: NARA CUI Registry, categories Bank Secrecy and Investigation, both Specified. */
export const MARKINGS: Readonly<Record<PackageVariant, string>> = { bsa: 'CUI//SP-FSEC', 'no-bsa': 'CUI//SP-INV' };

/** Wording of the Government's own FSEC marking entry (legal-and-evidence 4.3). */
export const FSEC_WARNING =
  'BSA reports may only be re-disseminated in strict accordance with guidelines established by the Financial Crimes Enforcement Network';
