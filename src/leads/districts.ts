import { compareText, groupBy, type RecordId, sortedUnique } from '../core/index.ts';
import { type ResolvedAccount, statedInstitution } from '../resolution/index.ts';
import type { ClaimedCredit } from './claims.ts';
import { isPossibleVictim, type LeadContext } from './context.ts';
import { foreignCountry } from './foreign.ts';
import type { AssetEntry, DistrictReason } from './types/asset.ts';
import type { Gap, LeadDistrict } from './types/lead.ts';
import type { LeadSubject } from './types/subject.ts';

/** A place that may give venue, with the reason of the statute and the records that name it. */
export type VenuePlace = {
  /** The county, or every county in which the place lies; empty when no record or table tells. */
  readonly counties: readonly string[];
  readonly text: string;
  readonly reason: DistrictReason;
  readonly records: readonly RecordId[];
};

/** Why a district is a candidate, with the statute. */
export const DISTRICT_REASONS: Readonly<Record<DistrictReason, string>> = {
  '1355b1A': 'act or omission, 28 USC 1355(b)(1)(A)',
  '1395b': 'property found, 28 USC 1395(b)',
  '981h': 'owner found, 18 USC 981(h)',
  '1355b2': 'foreign property, 28 USC 1355(b)(2)',
};

type Locality = { readonly state: string | null; readonly city: string | null };

function countiesOf({ reference }: Pick<LeadContext, 'reference'>, { state, city }: Locality): readonly string[] {
  return state === null || city === null ? [] : (reference.place(state, city)?.counties ?? []);
}

/** Acts or omissions: the counties in which claimed credits were made (28 USC 1355(b)(1)(A)). */
export function placesOfClaims(
  context: Pick<LeadContext, 'reference'>,
  claims: readonly ClaimedCredit[],
): VenuePlace[] {
  return claims.flatMap(({ transfer }) =>
    transfer.place === null
      ? []
      : [
          {
            counties:
              transfer.place.countyFips === null ? countiesOf(context, transfer.place) : [transfer.place.countyFips],
            text: transfer.place.text,
            reason: '1355b1A' as const,
            records: transfer.records,
          },
        ],
  );
}

/** The county of the District of Columbia, whose court may hear of property that lies abroad (28 USC 1355(b)(2)). */
const DISTRICT_OF_COLUMBIA = '11001';

/** Property abroad: a claimed account at a foreign institution, for which the District of Columbia is a venue too. */
export function placesAbroad(account: ResolvedAccount, claims: readonly ClaimedCredit[]): VenuePlace[] {
  const country = foreignCountry(account);
  if (country === null || claims.length === 0) return [];
  const records = sortedUnique(claims.flatMap(({ transfer }) => transfer.records));
  const text = `an account at ${statedInstitution(account)}, in ${country}`;
  return [{ counties: [DISTRICT_OF_COLUMBIA], text, reason: '1355b2', records }];
}

/** Where a subject is found (18 USC 981(h)): the addresses that records give, when they name one known place. */
export function placesOfSubjects(context: LeadContext, subjects: readonly LeadSubject[]): VenuePlace[] {
  return subjects
    .filter(({ entity }) => !isPossibleVictim(context, entity))
    .flatMap(({ entity }) => context.entities.get(entity)?.parties ?? [])
    .flatMap((id) => {
      const party = context.resolution.partyById.get(id);
      return (party?.addresses ?? []).flatMap((address) => {
        const counties = countiesOf(context, address);
        if (party === undefined || counties.length === 0) return [];
        return [{ counties, text: address.text, reason: '981h' as const, records: [party.record] }];
      });
    });
}

type Placed = { readonly code: string; readonly place: VenuePlace };

function askPerson(message: string): Gap {
  return { code: 'DISTRICT_ASK_PERSON', message: `ask a person: ${message}` };
}

/** The district of a county, or why a person must decide: a split county, no district court. */
function districtOfCounty({ reference }: LeadContext, fips: string): string | Gap {
  const county = reference.county(fips);
  if (county === null) return askPerson(`county ${fips} is not in the table of judicial districts`);
  if (county.split) return askPerson(`${county.name}, ${county.state} is a split county (${county.note})`);
  return county.district ?? askPerson(`${county.name}, ${county.state} has no district court`);
}

/** The one district of a place. A place in several counties has one when all of them lie whole in the same (R24). */
function districtOf(context: LeadContext, { counties, text }: VenuePlace): string | Gap {
  const [first, ...others] = counties.map((fips) => districtOfCounty(context, fips));
  if (first === undefined) return askPerson(`"${text}" names no known county, so its judicial district is not known`);
  if (others.length === 0) return first;
  if (typeof first === 'string' && others.every((other) => other === first)) return first;
  return askPerson(`"${text}" lies in several counties, which are not all whole in one judicial district`);
}

/** Every candidate district with all its reasons, and the places that a person must decide on (legal 5.1; R24). */
export function candidateDistricts(
  context: LeadContext,
  places: readonly VenuePlace[],
): { readonly districts: LeadDistrict[]; readonly gaps: Gap[] } {
  const placed: Placed[] = [];
  const gaps = new Map<string, Gap>();
  for (const place of places) {
    const answer = districtOf(context, place);
    if (typeof answer === 'string') placed.push({ code: answer, place });
    else gaps.set(answer.message, answer);
  }
  const districts = [...groupBy(placed, ({ code }) => code)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([code, group]) => ({
      code,
      name: context.reference.districts.get(code)?.name ?? code,
      reasons: [...groupBy(group, ({ place }) => `${place.reason} ${place.text}`).values()].flatMap((same) => {
        const [first] = same;
        if (first === undefined) return [];
        const { reason, text } = first.place;
        return [{ reason, text, records: sortedUnique(same.flatMap(({ place }) => place.records)) }];
      }),
    }));
  return { districts, gaps: [...gaps.values()].sort((a, b) => compareText(a.message, b.message)) };
}

/** The district codes of one asset, without the questions, which stand in the lead's gaps. */
export function assetDistricts(context: LeadContext, places: readonly VenuePlace[]): AssetEntry['districtCodes'] {
  return candidateDistricts(context, places).districts.flatMap(({ code, reasons }) =>
    sortedUnique(reasons.map(({ reason }) => reason)).map((reason) => ({ code, reason })),
  );
}
