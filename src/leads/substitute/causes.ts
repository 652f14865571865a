import { grouped, sortedUnique, sumMoney } from '../../core/index.ts';
import type { ClaimedOutflow } from '../account-trace.ts';
import { readableTraced } from '../amounts.ts';
import type { LeadContext } from '../context.ts';
import { foreignCountry } from '../foreign.ts';
import type { AssetEntry } from '../types/asset.ts';
import type { Statement } from '../types/statement.ts';
import type { SubstituteCause } from '../types/substitution.ts';

/** An account of a subject as substitution looks at it. */
export type TracedAsset = { readonly entry: AssetEntry; readonly claimedOut: readonly ClaimedOutflow[] };

const AUTHORITY: Readonly<Record<SubstituteCause['cause'], string>> = {
  'not located': '21 USC 853(p)(1)(A)',
  'third party': '21 USC 853(p)(1)(B)',
  'beyond the court': '21 USC 853(p)(1)(C)',
  diminished: '21 USC 853(p)(1)(D)',
  commingled: '21 USC 853(p)(1)(E)',
};

function isAbroad({ accounts }: LeadContext, { transfer: { to } }: ClaimedOutflow): boolean {
  const receiver = to.account === null ? undefined : accounts.get(to.account);
  return receiver !== undefined && foreignCountry(receiver) !== null;
}

function goneAs(context: LeadContext, out: ClaimedOutflow): 'not located' | 'third party' | 'beyond the court' {
  const { method, to } = out.transfer;
  if (isAbroad(context, out)) return 'beyond the court';
  return method === 'cash' || (to.account === null && to.entity === null) ? 'not located' : 'third party';
}

function outflowFacts(label: string, out: readonly ClaimedOutflow[], where: string): Statement[] {
  const [first] = out;
  if (first === undefined) return [];
  const { currency } = first.claimed;
  const claimed = sumMoney(
    out.map((item) => item.claimed),
    currency,
  );
  return [
    {
      text: `${out.length === 1 ? '1 debit' : `${out.length} debits`} of ${label} took ${readableTraced(claimed)} of the claims ${where}`,
      records: sortedUnique(out.flatMap(({ transfer }) => transfer.records)),
    },
  ];
}

const WHERE = {
  'not located': 'in cash or to no one that a record names',
  'third party': 'to another account or payee',
  'beyond the court': 'to an institution abroad',
} as const;

function factsOf(
  context: LeadContext,
  { entry, claimedOut }: TracedAsset,
  cause: SubstituteCause['cause'],
): Statement[] {
  const label = `account ${entry.identifiers.number ?? ''} at ${entry.identifiers.institution ?? ''}`;
  const { trace, records } = entry;
  if (cause === 'commingled') {
    if (trace === null || !trace.isMixed) return [];
    return [
      {
        text: `claimed money of ${label} stands with other money in one balance`,
        records: sortedUnique([
          ...(trace.openingRecord === null ? [] : [trace.openingRecord]),
          ...trace.claims.flatMap((claim) => claim.records),
        ]),
      },
    ];
  }
  if (cause === 'diminished') {
    if (trace?.cappedAt === null || trace?.cappedAt === undefined) return [];
    return [
      {
        text: `the last stated balance of ${label}, ${grouped(trace.cappedAt)} ${trace.currency}, is below the claims`,
        records,
      },
    ];
  }
  const gone = claimedOut.filter((out) => goneAs(context, out) === cause);
  return outflowFacts(label, gone, WHERE[cause]);
}

/**
 * Which of the five causes of 21 USC 853(p)(1) the records touch, with their facts. That an act or omission of the
 * defendant brought it about is for the court; the outflows are of the defendant's own accounts.
 */
export function causesOf(context: LeadContext, assets: readonly TracedAsset[]): SubstituteCause[] {
  const causes: readonly SubstituteCause['cause'][] = [
    'not located',
    'third party',
    'beyond the court',
    'diminished',
    'commingled',
  ];
  return causes.flatMap((cause) => {
    const facts = assets.flatMap((asset) => factsOf(context, asset, cause));
    return facts.length === 0 ? [] : [{ cause, authority: AUTHORITY[cause], facts }];
  });
}
