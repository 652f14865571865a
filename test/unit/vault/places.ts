import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { createRng } from '../../../src/core/index.ts';
import { type Identity, openVault, type VaultPlace } from '../../../src/vault/index.ts';

/** A folder for a vault, gone after the tests. Its pseudonyms are drawn from a seed, so that the test can tell them. */
export function vaultPlace(seed = 'vault'): VaultPlace {
  const root = mkdtempSync(join(tmpdir(), 'redress-vault-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  const rng = createRng(seed);
  const random = (bytes: number) =>
    Array.from({ length: bytes }, () => rng.int(256).toString(16).padStart(2, '0')).join('');
  return { folder: join(root, 'vault'), keyFile: join(root, 'keys', 'vault.key'), random };
}

export const person = (name: string, more: Partial<Identity> = {}): Identity => ({
  name,
  dob: '1990-06-30',
  contact: null,
  ...more,
});
export const CONSENT = { scope: 'restitution', at: '2024-05-02' };
export const opened = (place = vaultPlace()) => openVault(place);
