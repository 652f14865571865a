import { byKeys, type DateText, instantText } from '../../core/index.ts';
import type { Decision, ReleaseTerms } from '../../facts/index.ts';

export type LeadDecision = Extract<Decision, { readonly kind: 'lead-transition' }>;

/** A copy that an export wrote, as the audit log keeps it. `draft`: no second person had approved it. */
export type Copy = {
  readonly lead: string;
  readonly to: string;
  readonly by: string;
  readonly atMicros: number;
  readonly variant: string;
  readonly format: string;
  readonly watermark: string;
  readonly draft: boolean;
};

/** One row of the release log (legal-and-evidence 4.3; type Release of 1.4). Dates and instants are UTC text. */
export type ReleaseRow = {
  readonly packageId: string;
  readonly kind: 'release' | 'copy' | 'draft-copy';
  readonly version: number | null;
  readonly sha256: string | null;
  readonly to: ReleaseTerms['to'];
  readonly why: string;
  readonly variant: string;
  readonly marking: string | null;
  readonly onwardSharing: boolean;
  readonly by: string;
  readonly approvedBy: string | null;
  readonly at: string;
  readonly expires: DateText | null;
  readonly watermark: string | null;
  readonly state: 'out' | 'expired' | 'recalled';
  readonly recalledAt: string | null;
};

/** What the log is made from, and the day it is read on. */
export type LogGround = {
  /** Every stored act on leads, checked or not: a forged row must hide no recipient. */
  readonly decisions: readonly LeadDecision[];
  /** Recalls whose signature holds: a forged one calls nothing back. */
  readonly recalls: readonly LeadDecision[];
  readonly copies: readonly Copy[];
  /** The network of each lead that was copied, for leads that nobody released. */
  readonly networks: ReadonlyMap<string, string>;
  readonly today: DateText;
};

/** What ties versions together: a lead with its network and with the lead that it takes the place of. */
function ties({ decisions, networks }: LogGround): readonly (readonly string[])[] {
  const released = decisions.flatMap(({ lead, release }) =>
    release === undefined ? [] : [[lead, release.network, release.supersedes ?? lead]],
  );
  return [...released, ...networks];
}

/**
 * All versions of a lead: those that one takes the place of and those that take its place, however far. Leads of one
 * network are versions of each other even where nobody said so; its own copies count too.
 */
function versionsOf(lead: string, ground: LogGround): ReadonlySet<string> {
  const family = new Set([lead]);
  const groups = ties(ground);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const group of groups) if (group.some((name) => family.has(name))) for (const name of group) family.add(name);
  }
  return family;
}

/** When what went out at an instant was called back: the first recall of any version after it. */
function recallAfter(recalls: readonly number[], atMicros: number): number | null {
  return recalls.find((at) => at >= atMicros) ?? null;
}

function standing(row: ReleaseRow, recalledAt: number | null, today: DateText): ReleaseRow {
  if (recalledAt !== null) return { ...row, state: 'recalled', recalledAt: instantText(recalledAt) };
  return { ...row, state: row.expires !== null && row.expires <= today ? 'expired' : 'out' };
}

function releaseRow(decision: LeadDecision, terms: ReleaseTerms, all: readonly LeadDecision[]): ReleaseRow {
  const approval = all.findLast(
    ({ lead, act, atMicros }) => lead === decision.lead && act === 'approve' && atMicros <= decision.atMicros,
  );
  const { version, sha256, to, variant, marking, onwardSharing, expires } = terms;
  return {
    packageId: decision.lead,
    kind: 'release',
    ...{ version, sha256, to, variant, marking, onwardSharing, expires },
    why: `${terms.purpose}: ${decision.reason}`,
    by: decision.actor,
    approvedBy: approval?.actor ?? null,
    at: instantText(decision.atMicros),
    watermark: null,
    state: 'out',
    recalledAt: null,
  };
}

function copyRow({ lead, to, by, atMicros, variant, watermark, draft }: Copy): ReleaseRow {
  const [agency = to, person = 'not named'] = to.split('|').map((part) => part.trim());
  return {
    packageId: lead,
    kind: draft ? 'draft-copy' : 'copy',
    version: null,
    sha256: null,
    to: { agency, person, authority: 'not stated' },
    why: 'export',
    variant,
    marking: null,
    onwardSharing: false,
    by,
    approvedBy: null,
    at: instantText(atMicros),
    expires: null,
    watermark,
    state: 'out',
    recalledAt: null,
  };
}

/**
 * Who has what of a lead, in any of its versions: every release that a person signed and every copy that an export wrote,
 * drafts too, for a draft that left has left. Order: instant, package, kind, recipient.
 */
export function releaseLog(lead: string, ground: LogGround): ReleaseRow[] {
  const versions = versionsOf(lead, ground);
  const own = ground.decisions.filter((item) => versions.has(item.lead));
  const recalls = ground.recalls
    .filter((item) => item.act === 'recall' && versions.has(item.lead))
    .map(({ atMicros }) => atMicros)
    .sort((a, b) => a - b);
  const released = own.flatMap((item) =>
    item.release === undefined ? [] : [{ at: item.atMicros, row: releaseRow(item, item.release, own) }],
  );
  const copied = ground.copies
    .filter((copy) => versions.has(copy.lead))
    .map((copy) => ({ at: copy.atMicros, row: copyRow(copy) }));
  return [...released, ...copied]
    .sort(
      byKeys(
        ({ at }) => at,
        ({ row }) => row.packageId,
        ({ row }) => row.kind,
        ({ row }) => `${row.to.agency}|${row.to.person}`,
      ),
    )
    .map(({ at, row }) => standing(row, recallAfter(recalls, at), ground.today));
}

/** Every recipient who still holds a version: whom a recall must reach. Order: agency, person. */
export function recipientsOf(rows: readonly ReleaseRow[]): { readonly agency: string; readonly person: string }[] {
  const out = rows.filter(({ state }) => state !== 'recalled').map(({ to }) => to);
  const unique = new Map(out.map(({ agency, person }) => [`${agency}|${person}`, { agency, person }]));
  return [...unique.values()].sort(
    byKeys(
      ({ agency }) => agency,
      ({ person }) => person,
    ),
  );
}

/** How many versions of a network's lead went out before this one, and the latest of them. */
export function versionAfter(
  lead: string,
  network: string,
  decisions: readonly LeadDecision[],
): { readonly version: number; readonly supersedes: string | null } {
  const earlier = decisions.flatMap(({ lead: id, release }) =>
    release?.network === network && id !== lead ? [{ id, version: release.version }] : [],
  );
  const own = decisions.find(({ lead: id, release }) => id === lead && release !== undefined)?.release;
  if (own !== undefined) return { version: own.version, supersedes: own.supersedes };
  return {
    version: Math.max(0, ...earlier.map(({ version }) => version)) + 1,
    supersedes: earlier.at(-1)?.id ?? null,
  };
}
