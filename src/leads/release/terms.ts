import type { Agency } from '../../../reference/load.ts';
import { addDays, type DateText, err, failure, ok, parseDate, type Result } from '../../core/index.ts';
import type { ReleaseTerms } from '../../facts/index.ts';
import { type PackageVariant, REFERRAL_CODES, variantFor } from '../referral-rules.ts';
import { ANSWER_DAYS } from '../referrals.ts';
import { MARKINGS } from './markings.ts';
import { parseRecipient } from './recipient.ts';

/** Days that an approval carries a release (our default): after them the facts are looked at again. */
const LEAD_DAYS = 180;

/** What a person states when they release a lead; null takes the default. */
export type ReleaseRequest = {
  readonly to: string;
  readonly purpose: ReleaseTerms['purpose'] | null;
  readonly authority: string | null;
  /** The agreement under which an agency `by-agreement` reads BSA reports. */
  readonly agreement: string | null;
  readonly variant: PackageVariant | null;
  readonly onwardSharing: boolean;
  readonly expires: string | null;
  readonly supersedes: string | null;
  readonly referral: string | null;
};

/** What the house knows of the lead when it is released. */
export type ReleaseGround = {
  readonly network: string;
  readonly sha256: string;
  readonly version: number;
  readonly supersedes: string | null;
  readonly approvedOn: DateText;
  readonly today: DateText;
  /** Whether the releasing person sees BSA reports at all. */
  readonly seesBsa: boolean;
  readonly agencies: ReadonlyMap<string, Agency>;
};

function refused(code: 'BAD_INPUT' | 'FORBIDDEN' | 'CONFLICT', what: string): Result<never> {
  return err(failure(code, what));
}

function expiryOf({ expires }: ReleaseRequest, { approvedOn, today }: ReleaseGround): Result<DateText> {
  const last = addDays(approvedOn, LEAD_DAYS);
  if (last <= today) return refused('CONFLICT', `the approval is older than ${LEAD_DAYS} days`);
  if (expires === null) return ok(last);
  const asked = parseDate(expires);
  if (!asked.ok) return refused('BAD_INPUT', `release: expires "${expires}" is not a date that exists`);
  if (asked.value <= today || asked.value > last)
    return refused('BAD_INPUT', `release: expires ${expires} is not after ${today} and at most ${last}`);
  return ok(asked.value);
}

function variantOf(
  request: ReleaseRequest,
  { agencies, seesBsa }: ReleaseGround,
  agency: string,
): Result<PackageVariant> {
  const allowed = seesBsa ? variantFor(agencies.get(agency), request.agreement) : 'no-bsa';
  if (request.variant === 'bsa' && allowed !== 'bsa')
    return refused('FORBIDDEN', `${agency} may not have the variant with BSA material`);
  const variant = request.variant ?? allowed;
  // The Government's guidelines on handing BSA material on are not in the house, so nobody is given leave to.
  if (variant === 'bsa' && request.onwardSharing)
    return refused('FORBIDDEN', 'the variant with BSA material is not shared onward: release it to each recipient');
  return ok(variant);
}

const spelled = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/**
 * The agency of the directory that a text names, by id or by name, however spelled: a rule that refuses is not passed by
 * in another spelling.
 */
export function agencyNamed(agencies: ReadonlyMap<string, Agency>, text: string): Agency | undefined {
  return [...agencies.values()].find(({ id, name }) => [id, name].some((known) => spelled(known) === spelled(text)));
}

/**
 * The terms of one release. Errors: BAD_INPUT for a recipient without a name, a reason code or date that does not exist;
 * FORBIDDEN for BSA material to an agency without access or for onward sharing, and for any lead to a provider of services, who gets a
 * civil-remedy extract instead; CONFLICT for an approval that is too old.
 */
export function releaseTerms(request: ReleaseRequest, ground: ReleaseGround): Result<ReleaseTerms> {
  const to = parseRecipient(request.to);
  if (!to.ok) return to;
  if (agencyNamed(ground.agencies, to.value.agency)?.kind === 'services')
    return refused('FORBIDDEN', `${to.value.agency}: a lead never goes to a provider of services for victims`);
  if (request.referral !== null && !(REFERRAL_CODES as readonly string[]).includes(request.referral))
    return refused('BAD_INPUT', `release: there is no referral code ${request.referral}`);
  const variant = variantOf(request, ground, to.value.agency);
  if (!variant.ok) return variant;
  const expires = expiryOf(request, ground);
  if (!expires.ok) return expires;
  return ok({
    version: ground.version,
    sha256: ground.sha256,
    network: ground.network,
    supersedes: request.supersedes ?? ground.supersedes,
    to: { ...to.value, authority: request.authority ?? request.agreement ?? 'official duties of the agency' },
    purpose: request.purpose ?? 'referral',
    variant: variant.value,
    marking: MARKINGS[variant.value],
    onwardSharing: request.onwardSharing,
    expires: expires.value,
    referral: request.referral,
    answerDue: addDays(ground.today, ANSWER_DAYS),
  });
}
