import { byKeys, type EntityId, type RecordId, sortedUnique } from '../../core/index.ts';
import { accountLabel, isPossibleVictim, type LeadContext, nameOf } from '../context.ts';

/** One step from a target to somebody or something else, and whether two independent sources bear it out. */
export type SanctionsLink = {
  readonly to: string;
  readonly name: string;
  readonly what: string;
  readonly records: readonly RecordId[];
  /** Custodians, or kinds of file where no custodian is stated, that say it. */
  readonly sources: readonly string[];
  readonly sufficient: boolean;
};

/** Independent sources that a link needs (legal-and-evidence 1.1, our rule). */
const NEEDED_SOURCES = 2;

/**
 * Where a record comes from, for the question whether two are independent: its custodian; without one its class and
 * format, so that two files of one kind from nobody knows whom count once.
 */
function originOf({ facts }: LeadContext, record: RecordId): string {
  const ref = facts.records.get(record);
  if (ref === undefined) return 'unknown';
  const custodian = facts.sources.find(({ sha256 }) => sha256 === ref.source)?.custodian ?? null;
  return custodian ?? `${ref.sourceClass} ${ref.format}`;
}

type Step = {
  readonly to: string;
  readonly name: string;
  readonly what: string;
  readonly records: readonly RecordId[];
};

function holdingSteps(context: LeadContext, id: EntityId): Step[] {
  return context.ownership.edges.flatMap(({ owner, subject, basis, records }) => {
    if (owner !== id && subject !== id) return [];
    const to = owner === id ? subject : owner;
    if (isPossibleVictim(context, to)) return [];
    const what = `${owner === id ? 'owner or controller of' : 'owned or controlled by'} (${basis})`;
    return [{ to, name: nameOf(context, to), what, records }];
  });
}

function accountSteps(context: LeadContext, id: EntityId): Step[] {
  return context.network.members.flatMap((member) => {
    const account = member.type === 'account' ? context.accounts.get(member.id) : undefined;
    const held = account?.holders.filter(({ entity }) => entity === id) ?? [];
    if (account === undefined || held.length === 0) return [];
    const roles = sortedUnique(held.map(({ role }) => role)).join(', ');
    return [
      {
        to: account.id,
        name: accountLabel(context, account.id),
        what: `account: ${roles}`,
        records: sortedUnique(held.flatMap(({ records }) => records)),
      },
    ];
  });
}

/** The chain from a target to what it owns, controls and holds, never to a possible victim. Order: kind of link, then id. */
export function linksOf(context: LeadContext, id: EntityId): SanctionsLink[] {
  return [...holdingSteps(context, id), ...accountSteps(context, id)]
    .map((step) => {
      const sources = sortedUnique(step.records.map((record) => originOf(context, record)));
      return { ...step, sources, sufficient: sources.length >= NEEDED_SOURCES };
    })
    .sort(
      byKeys(
        ({ what }) => what,
        ({ to }) => to,
      ),
    );
}
