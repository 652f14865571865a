export { type Consent, type Identity, latestDay, names, type VaultEntry } from './identity.ts';
export { type Asking, openVault, type Vault, type VaultPlace } from './vault.ts';
