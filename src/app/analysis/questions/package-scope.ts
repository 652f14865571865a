import { type AccountId, err, failure, type Json, ok, type PartyId, type Result } from '../../../core/index.ts';
import { type ResolvedAccount, statedInstitution } from '../../../resolution/index.ts';
import type { RunGround } from './question.ts';

/** An account as a package names it; the number of a possible victim's is not in it. */
export type PackagedAccount = { readonly institution: string; readonly number: string | null };

/** Which accounts and parties of this cut a package was made of. */
export type PackageScopeQuestion = {
  readonly kind: 'package-scope';
  readonly accounts: readonly PackagedAccount[];
  readonly parties: readonly string[];
};

export type PackageScope = { readonly accounts: readonly AccountId[]; readonly parties: readonly PartyId[] };

const nameOf = (account: Pick<ResolvedAccount, 'number'> & { readonly institution: string }): string =>
  JSON.stringify([account.institution, account.number]);

/** Accounts whose number the package withholds: those of its parties that it does not name, when they are as many. */
function withheld(
  { resolution }: RunGround['result'],
  { accounts, parties }: PackageScopeQuestion,
  named: ReadonlySet<AccountId>,
): AccountId[] | null {
  const hidden = accounts.filter(({ number }) => number === null).map(({ institution }) => institution);
  const owners = new Set<string>(parties);
  const found = resolution.accounts.filter(
    (account) =>
      !named.has(account.id) &&
      hidden.includes(statedInstitution(account)) &&
      account.holders.some(({ entity }) => owners.has(entity)),
  );
  return found.length === hidden.length ? found.map(({ id }) => id) : null;
}

/** NOT_FOUND when the cut does not hold what the package was made of, or not exactly it. */
export function answerPackageScope({ result }: RunGround, question: PackageScopeQuestion): Result<Json> {
  const { resolution } = result;
  const wanted = new Set(
    question.accounts.flatMap(({ institution, number }) => (number === null ? [] : nameOf({ institution, number }))),
  );
  const named = resolution.accounts.filter((account) =>
    wanted.has(nameOf({ institution: statedInstitution(account), number: account.number })),
  );
  const ids = new Set(named.map(({ id }) => id));
  const hidden = withheld(result, question, ids);
  const entities = resolution.entities.filter(({ id }) => question.parties.includes(id));
  if (hidden === null || named.length < wanted.size || entities.length < question.parties.length)
    return err(failure('NOT_FOUND', 'this home does not hold the accounts and parties of the package'));
  return ok({
    accounts: [...ids, ...hidden],
    parties: entities.flatMap(({ parties }) => parties),
  } satisfies PackageScope);
}
