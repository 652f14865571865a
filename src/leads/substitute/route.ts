import { type EntityId, grouped, sortedUnique } from '../../core/index.ts';
import { type LeadContext, nameOf } from '../context.ts';
import { type Choice, noRoute } from '../route.ts';
import type { ElementFacts } from '../routes/standard.ts';
import { isSubject } from '../subjects.ts';
import type { AssetEntry } from '../types/asset.ts';
import type { Statement } from '../types/statement.ts';
import type { Substitution } from '../types/substitution.ts';

/** No element of a trace applies to property that no money is traced into. */
export const UNTRACED: ElementFacts = { traceable: null, balance: null, today: null, opening: null, statements: null };

/** Columns of the schedule that only claimed accounts have. */
export const UNCLAIMED: Pick<
  AssetEntry,
  'offenceDates' | 'fungibleDeadline' | 'fungibleDeadlines' | 'trace' | 'dissipation' | 'freeze'
> = {
  offenceDates: null,
  fungibleDeadline: null,
  fungibleDeadlines: null,
  trace: null,
  dissipation: [],
  freeze: null,
};

function capFacts({ lost, causes }: Substitution): Statement[] {
  const records = sortedUnique(causes.flatMap(({ facts }) => facts.flatMap((fact) => fact.records)));
  return lost.map(({ currency, claimed, cap }) => ({
    text: `${grouped(cap)} ${currency} of ${grouped(claimed)} ${currency} claimed is gone from the subject's own accounts: no more than that`,
    records,
  }));
}

function causeFacts({ causes }: Substitution): Statement[] {
  return causes.flatMap(({ cause, authority, facts }) =>
    facts.map(({ text, records }) => ({ text: `${cause} (${authority}): ${text}`, records })),
  );
}

/** What stands on property of a subject that no claimed money is traced into. */
export type SubstituteFacts = {
  readonly substitution: Substitution | null;
  readonly facts: ElementFacts;
  readonly records: AssetEntry['records'];
};

/**
 * Substitution under 21 USC 853(p), which reaches the property of a defendant alone, after conviction, up to what is
 * lost. Someone who handled the money and kept none is outside it unless 18 USC 982(b)(2) lets it in.
 */
export function substituteRoute(
  context: LeadContext,
  owners: readonly EntityId[],
  { substitution, facts, records }: SubstituteFacts,
): Choice {
  if (!owners.every((owner) => isSubject(context, owner)))
    return noRoute('no claimed money is traced into it, and its owner is no subject of this lead');
  if (substitution?.intermediary.substitution === 'barred')
    return noRoute(
      'its owner handled the money and kept none, in fewer than three transactions or under 100,000 USD in twelve months (18 USC 982(b)(2)); after a judgment the restitution lien of 18 USC 3613(c) reaches it',
    );
  return {
    route: 'substitute-853p',
    reason: 'no claimed money is traced into it; it can stand for property that is gone',
    facts: {
      ...facts,
      otherProperty: owners.map((owner) => ({ text: `titled to ${nameOf(context, owner)}`, records })),
      cause: substitution === null ? [] : causeFacts(substitution),
      cap: substitution === null ? [] : capFacts(substitution),
    },
    specialistNote: 'not required',
  };
}

/** What must be read with a substitution: that nothing is gone yet, or that only a conviction opens it. */
export function substituteWarnings(route: Choice['route'], substitution: Substitution | null): string[] {
  if (route !== 'substitute-853p') return [];
  const nothingGone = substitution?.lost.every(({ cap }) => !/[1-9]/.test(cap)) === true;
  return [
    'substitution is criminal only, after conviction, per defendant; what the defendant needs for counsel may not be restrained before trial',
    ...(nothingGone
      ? ["all claimed money is still traced in the subject's own accounts: nothing can be substituted yet"]
      : []),
  ];
}
