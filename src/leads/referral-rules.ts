import type { Agency } from '../../reference/load.ts';

/**
 * Why a lead goes to an agency (legal-and-evidence 5.2). A Run offers only what records show; the codes that need a
 * person's knowledge are stated when a lead is released.
 */
export const REFERRAL_CODES = [
  'CROSS_BORDER',
  'FORCE_FRAUD_COERCION',
  'VISA_FRAUD',
  'GUEST_WORKER_FRAUD',
  'UNPAID_WAGES',
  'COERCIVE_DISCRIMINATION',
  'LAUNDERING',
  'FOREIGN_PERSON',
  'FOREIGN_INSTITUTION',
  'DATA_GAP',
  'STATE_RESIDENTS',
  'BELOW_FEDERAL_THRESHOLD',
  'CIVIL_REMEDY',
  'ONGOING_VIOLATION',
] as const;
export type ReferralCode = (typeof REFERRAL_CODES)[number];

/** Which copy a recipient may have: with what only BSA reports say, or without. */
export type PackageVariant = 'bsa' | 'no-bsa';

export type ReferralRule = {
  readonly first: string;
  readonly also: readonly string[];
  readonly basis: string;
};

/** First referral and further ones by reason, as ids of reference/directory.csv. */
export const REFERRAL_RULES: Readonly<Record<ReferralCode, ReferralRule>> = {
  CROSS_BORDER: { first: 'HSI', also: ['FBI', 'DSS'], basis: 'OVC TTAC task-force guide' },
  FORCE_FRAUD_COERCION: { first: 'FBI', also: ['HSI', 'CEOS', 'Local-police'], basis: 'OVC TTAC task-force guide' },
  VISA_FRAUD: { first: 'DSS', also: ['HSI'], basis: 'OVC TTAC task-force guide' },
  GUEST_WORKER_FRAUD: { first: 'DOL-OIG', also: ['HSI', 'DOL-WHD'], basis: 'OVC TTAC task-force guide' },
  UNPAID_WAGES: {
    first: 'DOL-WHD',
    also: ['DOL-OIG'],
    basis: 'Wage and Hour Division: detects, refers and computes back wages at the request of DOJ',
  },
  COERCIVE_DISCRIMINATION: { first: 'EEOC', also: ['DOL-WHD', 'Legal-services'], basis: 'OVC TTAC task-force guide' },
  LAUNDERING: {
    first: 'IRS-CI',
    also: ['FBI', 'FinCEN'],
    basis: '31 USC 5317(c)(2)(B); OVC TTAC task-force guide',
  },
  FOREIGN_PERSON: { first: 'OFAC', also: ['MLARS'], basis: '22 USC 7108: foreign persons only' },
  FOREIGN_INSTITUTION: { first: 'FinCEN-311', also: ['MLARS'], basis: '31 USC 5318A: foreign institutions only' },
  DATA_GAP: { first: 'FinCEN', also: [], basis: '31 USC 5326: geographic targeting order' },
  STATE_RESIDENTS: { first: 'State-AG', also: ['Local-police'], basis: '18 USC 1595(d)' },
  BELOW_FEDERAL_THRESHOLD: {
    first: 'Local-police',
    also: ['DOL-WHD', 'EEOC', 'Legal-services'],
    basis: 'policy source 3.1.5',
  },
  CIVIL_REMEDY: {
    first: 'Legal-services',
    also: [],
    basis: '18 USC 1595(a): by the victim’s consent, from the victim’s own data and public records only',
  },
  ONGOING_VIOLATION: { first: 'HTPU', also: [], basis: '18 USC 1595A: sealed before indictment' },
};

/**
 * The variant that a recipient may have. Access by agreement counts once the agreement is named; an agency that the
 * directory does not know has no access (legal-and-evidence 4.1, 4.3: default deny).
 */
export function variantFor(agency: Pick<Agency, 'bsaAccess'> | undefined, agreement: string | null): PackageVariant {
  if (agency?.bsaAccess === 'yes') return 'bsa';
  return agency?.bsaAccess === 'by-agreement' && agreement !== null ? 'bsa' : 'no-bsa';
}
