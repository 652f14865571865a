import { type AccountId, compareText, type FindingId, moneyText } from '../core/index.ts';
import type { Family, Finding } from '../facts/index.ts';
import type { ResolvedTransfer } from '../resolution/index.ts';
import { isPossibleVictim, type LeadContext } from './context.ts';
import type { Claim } from './types/trace.ts';

/** Families whose findings make a claim on what they cite (interface 3, taint of a draft lead). */
const CLAIM_FAMILIES: readonly Family[] = ['C', 'F', 'B', 'W'];

const PROCEEDS = 'proceeds';

/** Rules that show structuring and nothing else: alone they never carry a recommendation (31 USC 5317(c); R11). */
const STRUCTURING_RULES: readonly string[] = ['sub-threshold-series'];

export type ClaimedCredit = {
  readonly transfer: ResolvedTransfer;
  readonly tag: string;
  readonly findings: readonly Finding[];
};

/** Findings of the claiming families about the account itself or one of its owners. */
function claimingFindings(context: LeadContext, account: AccountId): Finding[] {
  const aliases = context.accounts.get(account)?.aliases ?? [];
  const about = new Set<string>([account, ...aliases, ...context.ownersOf(account)]);
  return context.findings.filter(
    ({ family, subjects }) => CLAIM_FAMILIES.includes(family) && subjects.some((subject) => about.has(subject)),
  );
}

/** The pseudonym of the possible victim a credit comes from, if a wage finding cites it. */
function victimOf(context: LeadContext, { from }: ResolvedTransfer, findings: readonly Finding[]): string | null {
  if (!findings.some(({ family }) => family === 'W')) return null;
  const senders = [from.entity, ...(from.account === null ? [] : context.ownersOf(from.account))];
  const victim = senders.find((sender) => sender !== null && isPossibleVictim(context, sender));
  return victim === undefined || victim === null ? null : (context.pseudonyms.get(victim) ?? null);
}

/** The credits of an account that its findings cite, in the order of movements. */
export function claimedCredits(context: LeadContext, account: AccountId): ClaimedCredit[] {
  const findings = claimingFindings(context, account);
  const citing = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const record of finding.records) citing.set(record, [...(citing.get(record) ?? []), finding]);
  }
  return (context.movements.get(account) ?? []).flatMap((transfer) => {
    if (transfer.to.account !== account || transfer.from.account === account) return [];
    const cited = [...new Set(transfer.records.flatMap((record) => citing.get(record) ?? []))];
    if (cited.length === 0) return [];
    return [{ transfer, tag: victimOf(context, transfer, cited) ?? PROCEEDS, findings: cited }];
  });
}

/** Whether every finding behind the claims shows structuring and nothing else. */
export function restsOnStructuringAlone(claims: readonly ClaimedCredit[]): boolean {
  const rules = claims.flatMap(({ findings }) => findings.map(({ rule }) => rule));
  return rules.length > 0 && rules.every((rule) => STRUCTURING_RULES.includes(rule));
}

export function presentClaim({ transfer, tag, findings }: ClaimedCredit): Claim {
  const ids: FindingId[] = findings.map(({ id }) => id).sort(compareText);
  return {
    date: transfer.at.date,
    amount: moneyText(transfer.amount),
    tag,
    findings: ids,
    records: transfer.records,
  };
}
