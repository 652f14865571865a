import { createPrivateKey } from 'node:crypto';
import { type Signer, signerFromPem } from '../../../src/evidence/index.ts';

const PKCS8_HEAD = '302e020100300506032b657004220420';
/** The key of RFC 8032, 7.1, test 1: published, never a real one. */
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';

function signerFromSeed(seedHex: string): Signer {
  const key = createPrivateKey({ key: Buffer.from(PKCS8_HEAD + seedHex, 'hex'), format: 'der', type: 'pkcs8' });
  return signerFromPem(key.export({ format: 'pem', type: 'pkcs8' }).toString());
}

export const testSigner = signerFromSeed(SEED);
export const otherSigner = signerFromSeed('11'.repeat(32));
