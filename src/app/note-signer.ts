import type { NoteSigner } from '../audit/index.ts';
import type { Signer } from '../evidence/index.ts';

/** How the log of a home is named in its notes (C2SP tlog-checkpoint). */
export const originOf = (homeId: string): string => `redress-home/${homeId}`;

/** The key of a home as its notes name it (C2SP signed-note), to check them with. `publicKey` is 64 hex digits. */
export function noteKey(publicKey: string): Pick<NoteSigner, 'name' | 'publicKey'> {
  return { name: 'redress-home', publicKey: Buffer.from(publicKey, 'hex') };
}

/** The key of a home as it signs the tree heads of its log. */
export function noteSigner(signer: Signer): NoteSigner {
  return { ...noteKey(signer.publicKey), sign: (message) => Buffer.from(signer.sign(message), 'hex') };
}
