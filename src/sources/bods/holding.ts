import { exactShare, makeShare, type PartyId, type RecordId, type Share } from '../../core/index.ts';
import type { Holding, InterestClass } from '../../facts/index.ts';
import { factIdOf, inField } from '../row.ts';
import type { INTEREST_TYPES, Interest, RelationshipRecord, Share as StatedShare } from './records.ts';
import type { Statement } from './statement.ts';

/**
 * Which sums an interest may enter. Shares and votes are separate stakes; a trustee or protector has control and no
 * share; what a settlor or beneficiary holds depends on the deed, so it counts as neither.
 */
const CLASSES: Readonly<Record<(typeof INTEREST_TYPES)[number], InterestClass>> = {
  shareholding: 'shares',
  votingRights: 'votes',
  rightsToSurplusAssetsOnDissolution: 'surplus',
  appointmentOfBoard: 'control',
  otherInfluenceOrControl: 'control',
  seniorManagingOfficial: 'control',
  trustee: 'control',
  protector: 'control',
  rightsGrantedByContract: 'control',
  controlViaCompanyRulesOrArticles: 'control',
  controlByLegalFramework: 'control',
  boardMember: 'control',
  boardChair: 'control',
  nominee: 'nominee',
  nominator: 'nominator',
  settlor: 'other',
  beneficiaryOfLegalArrangement: 'other',
  rightsToProfitOrIncome: 'other',
  conditionalRightsGrantedByContract: 'other',
  unknownInterest: 'other',
  unpublishedInterest: 'other',
  enjoymentAndUseOfAssets: 'other',
  rightToProfitOrIncomeFromAssets: 'other',
};

/** The tighter of an inclusive and an exclusive bound on one side; `exclusive` says which of them it is. */
function bound(
  inclusive: number | undefined,
  exclusive: number | undefined,
  isTighter: (a: number, b: number) => boolean,
) {
  if (exclusive === undefined) return { value: inclusive, open: false };
  const open = inclusive === undefined || exclusive === inclusive || isTighter(exclusive, inclusive);
  return { value: open ? exclusive : inclusive, open };
}

/** The stated share as an interval of percent; null when nothing is stated. Refuses bounds that cannot be. */
export function shareOf(stated: StatedShare | undefined): Share | null {
  if (stated === undefined) return null;
  if (stated.exact !== undefined) return exactShare(stated.exact);
  const lo = bound(stated.minimum, stated.exclusiveMinimum, (a, b) => a > b);
  const hi = bound(stated.maximum, stated.exclusiveMaximum, (a, b) => a < b);
  if (lo.value === undefined && hi.value === undefined) return null;
  const open = lo.open && hi.open ? 'both' : lo.open ? 'lo' : hi.open ? 'hi' : undefined;
  return inField('share', makeShare(lo.value ?? 0, hi.value ?? 100, open));
}

/** A side of a relationship: the Party that the reference names, or the stated reason why none is named. */
export type RelationshipSide = { readonly party: PartyId | null; readonly reason: string | null };

type Where = {
  readonly record: RecordId;
  readonly ordinal: number;
  readonly subject: RelationshipSide;
  readonly owner: RelationshipSide;
};

function holdingOf(
  statement: Statement & { readonly recordType: 'relationship' },
  interest: Interest,
  index: number,
  where: Where,
): Holding {
  const details: RelationshipRecord = statement.recordDetails;
  const type = interest.type ?? 'unknownInterest';
  return {
    kind: 'holding',
    id: factIdOf(where.record, 'holding', String(index)),
    record: where.record,
    owner: where.owner.party,
    unspecifiedOwner: where.owner.reason,
    subject: where.subject.party,
    interestType: type,
    interestClass: CLASSES[type],
    share: shareOf(interest.share),
    level: interest.directOrIndirect ?? 'unknown',
    beneficial: interest.beneficialOwnershipOrControl ?? null,
    // BODS has no field that ties votes to shares, so they are never tied.
    votesFollow: false,
    start: interest.startDate ?? null,
    end: interest.endDate ?? null,
    statedOn: statement.statementDate.slice(0, 10),
    isComponent: details.isComponent,
    componentRecords: details.componentRecords ?? [],
    series: statement.recordId,
    status: statement.recordStatus ?? null,
    ordinal: where.ordinal,
  };
}

/** One Holding an interest; a relationship that states none is one Holding of unknown interest. */
export function holdingsOf(statement: Statement & { readonly recordType: 'relationship' }, where: Where): Holding[] {
  const interests = statement.recordDetails.interests ?? [];
  return (interests.length === 0 ? [{}] : interests).map((interest, i) => holdingOf(statement, interest, i, where));
}
