import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createWhole, failure, RedressError, secretHex } from '../core/index.ts';

const KEY_BYTES = 32;

function refuse(what: string): never {
  throw new RedressError(failure('VAULT_UNREADABLE', what));
}

/**
 * The key of the vault, drawn when its first entry is made: a file that its owner alone can read. A vault that has
 * entries and no key is not given a new one, since no key but the lost one opens it. Error (thrown): VAULT_UNREADABLE.
 */
export function vaultKey(keyFile: string, folder: string): Uint8Array {
  if (!existsSync(keyFile)) {
    if (existsSync(folder) && readdirSync(folder).length > 0) refuse('the key file of the vault is missing');
    createWhole(keyFile, `${secretHex(KEY_BYTES)}\n`);
  }
  if ((statSync(keyFile).mode & 0o077) !== 0)
    refuse('the key file of the vault can be read by others than its owner; take their rights away (chmod 600)');
  const text = readFileSync(keyFile, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) refuse('the key file of the vault does not hold a key of 32 bytes in hex');
  return Buffer.from(text, 'hex');
}
