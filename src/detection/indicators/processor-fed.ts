/**
 * Flags: a storefront of venue trade that gets half or more of its credits from payment processors, in at least 5 credits.
 * Matters: a processor hides who paid whom, so a counter trade that lives from one may sell what it does not name.
 * Innocent: any salon or bar whose guests pay by card, as most do; it weighs only beside other families.
 * Parameters: share 0.5, 5 credits (defaults); venue trades of reference/venue-naics.csv.
 * Source: FINTRAC-2021-OA001; FIN-2020-A008 financial indicator 9; detection 1.3 row 40.
 * Cost: one pass over the credits of venue organisations.
 */
import { type EntityId, scoreText } from '../../core/index.ts';
import { ratio, sumTicks } from '../amounts.ts';
import { type Hit, windowOf } from '../finding.ts';
import { flowOfEntity, isOwnTransfer, isVenue, recordsOf, type View } from '../view.ts';
import type { Indicator } from './indicator.ts';

const MIN_SHARE = 0.5;
const MIN_CREDITS = 5;

function judge(view: View, entity: EntityId): Hit | null {
  if (!isVenue(view, entity)) return null;
  const credits = flowOfEntity(view, entity).credits.filter((credit) => !isOwnTransfer(credit));
  const currency = credits[0]?.currency;
  const ofCurrency = credits.filter((credit) => credit.currency === currency);
  const fed = ofCurrency.filter((credit) => credit.reading.purpose === 'processor');
  const share = ratio(sumTicks(fed), sumTicks(ofCurrency));
  if (fed.length < MIN_CREDITS || share === null || share < MIN_SHARE) return null;
  return {
    subjects: [entity],
    window: windowOf(fed),
    value: scoreText(share),
    threshold: scoreText(MIN_SHARE),
    inputs: { processorCredits: fed.length, credits: ofCurrency.length },
    records: recordsOf(fed),
    counterEvidence: ['card payments through a processor are usual in this trade'],
  };
}

export const processorFed: Indicator = {
  id: 'processor-fed',
  row: 40,
  version: '1.0.0',
  family: 'B',
  thresholdSource: 'default',
  about: {
    flags:
      'a storefront of venue trade that gets half or more of its credits from payment processors, in at least 5 credits.',
    matters: 'a processor hides who paid whom, so a counter trade that lives from one may sell what it does not name.',
    innocent: 'any salon or bar whose guests pay by card, as most do; it weighs only beside other families.',
    parameters: 'share 0.5, 5 credits (defaults); venue trades of reference/venue-naics.csv.',
    source: 'FINTRAC-2021-OA001; FIN-2020-A008 financial indicator 9; detection 1.3 row 40.',
    cost: 'one pass over the credits of venue organisations.',
  },
  hits: (view) => [...view.accountsOf.keys()].flatMap((entity) => judge(view, entity) ?? []),
};
