import type { AssetEntry } from '../../leads/index.ts';
import type { ExportScope } from '../scope.ts';

const IDENTIFIER_WORDS: Readonly<Record<string, string>> = {
  asset_id: 'no.',
  ein: 'EIN',
  lei: 'LEI',
  parcel: 'parcel',
  registration: 'register no.',
  vin: 'VIN',
};

function identifiersOf({ redact }: ExportScope, { identifiers }: AssetEntry, left: readonly string[]): string {
  const shown = Object.entries(identifiers).filter(([key]) => !left.includes(key));
  return shown
    .map(([key, value]) => `${IDENTIFIER_WORDS[key] ?? key.replaceAll('_', ' ')} ${redact(value)}`)
    .join(', ');
}

/** "100 percent of Kettle Cove LLC (EIN 12-3456789; owner: Ann Poe)". */
function interestName(scope: ExportScope, asset: AssetEntry): string {
  const { interest } = asset.identifiers;
  if (interest === undefined) return `interest in a company (${identifiersOf(scope, asset, [])})`;
  const numbers = identifiersOf(scope, asset, ['interest', 'basis']);
  const owner = `owner: ${asset.titledTo ?? 'not recorded'}`;
  return `${interest} (${[numbers, owner].filter((text) => text !== '').join('; ')})`;
}

/** An asset as papers call it: an account by its number in the list of accounts, another by what identifies it. */
export function assetName(scope: ExportScope, asset: AssetEntry): string {
  const own = asset.account === null ? null : scope.accountOf(asset.account);
  if (own !== null) return own.label;
  if (asset.kind === 'entity_interest') return scope.redact(interestName(scope, asset));
  return scope.redact(`${asset.kind.replaceAll('_', ' ')} (${identifiersOf(scope, asset, [])})`);
}

/** The same where no list of accounts is near: "account 8884600982 at 622901820 (A-7)". */
export function assetPhrase(scope: ExportScope, asset: AssetEntry): string {
  const own = asset.account === null ? null : scope.accountOf(asset.account);
  if (own === null || own.isVictims) return assetName(scope, asset);
  return scope.redact(
    `account ${asset.identifiers.number ?? ''} at ${asset.identifiers.institution ?? ''} (${own.ref})`,
  );
}
