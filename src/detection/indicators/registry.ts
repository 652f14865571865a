import { collector } from './collector.ts';
import { funnelAccount } from './funnel-account.ts';
import type { Indicator } from './indicator.ts';
import { justEnoughFunding } from './just-enough-funding.ts';
import { manyWagesOneAccount } from './many-wages-one-account.ts';
import { nightCash } from './night-cash.ts';
import { ownerCarousel } from './owner-carousel.ts';
import { payrollThin } from './payroll-thin.ts';
import { processorFed } from './processor-fed.ts';
import { rapidPassThrough } from './rapid-pass-through.ts';
import { serialStorefront } from './serial-storefront.ts';
import { sharedIdentifier } from './shared-identifier.ts';
import { subThresholdSeries } from './sub-threshold-series.ts';
import { thirdPartyCash } from './third-party-cash.ts';
import { wageKickBack } from './wage-kick-back.ts';

/** Every rule of this version, in the order of detection 1.3. A new rule is one file, one line here, one test. */
export const INDICATORS: readonly Indicator[] = [
  subThresholdSeries,
  nightCash,
  thirdPartyCash,
  funnelAccount,
  rapidPassThrough,
  justEnoughFunding,
  collector,
  sharedIdentifier,
  payrollThin,
  processorFed,
  ownerCarousel,
  serialStorefront,
  wageKickBack,
  manyWagesOneAccount,
];
