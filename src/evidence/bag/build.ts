import { createHash } from 'node:crypto';
import { canonicalJson, compareText } from '../../core/index.ts';
import type { Signer } from '../signer.ts';
import { BAGIT_TXT, type Bag, type BagFile, PAYLOAD, pathFault, SIGNATURE, TAG_MANIFEST } from './layout.ts';

export type BagContent = {
  /** Payload by path; every path begins with `data/`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Label and value of each bag-info line, in order. Payload-Oxum is added here. */
  readonly bagInfo: readonly (readonly [string, string])[];
  readonly signer: Signer;
};

export function digestHex(algorithm: 'sha256' | 'sha512', bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

/** The text of a manifest: digest, two blanks, path, in path order. */
function manifestText(algorithm: 'sha256' | 'sha512', files: readonly BagFile[]): string {
  return files.map(({ path, bytes }) => `${digestHex(algorithm, bytes)}  ${path}\n`).join('');
}

/** One line per element; a line break in a value would start a new element, so it becomes a blank. */
function bagInfoText(lines: BagContent['bagInfo'], payload: readonly BagFile[]): string {
  const octets = payload.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const all = [...lines, ['Payload-Oxum', `${octets}.${payload.length}`] as const];
  return all.map(([label, value]) => `${label}: ${value.replaceAll(/[\r\n]+/g, ' ')}\n`).join('');
}

const inPathOrder = (a: BagFile, b: BagFile): number => compareText(a.path, b.path);

/**
 * The bag of interface 4 in memory (BagIt 1.0, RFC 8493): payload, manifests, tag manifest, and an Ed25519 signature over
 * the bytes of tagmanifest-sha256.txt. Same content and key, same bytes. Throws on a path that a bag may not hold.
 */
export function buildBag({ files, bagInfo, signer }: BagContent): Bag {
  const payload = [...files].map(([path, bytes]) => ({ path, bytes })).sort(inPathOrder);
  for (const { path } of payload) {
    const fault = pathFault(path) ?? (path.startsWith(PAYLOAD) ? null : 'a payload file lies outside data/');
    if (fault !== null) throw new TypeError(`${path}: ${fault}`);
  }
  const text = (path: string, content: string): BagFile => ({ path, bytes: Buffer.from(content, 'utf8') });
  const tags = [
    text('bag-info.txt', bagInfoText(bagInfo, payload)),
    text('bagit.txt', BAGIT_TXT),
    text('manifest-sha256.txt', manifestText('sha256', payload)),
    text('manifest-sha512.txt', manifestText('sha512', payload)),
  ];
  const tagManifest = text(TAG_MANIFEST, manifestText('sha256', tags));
  const { keyId, publicKey } = signer;
  const signature = canonicalJson({ alg: 'Ed25519', keyId, publicKey, signature: signer.sign(tagManifest.bytes) });
  return [...payload, ...tags, tagManifest, text(SIGNATURE, signature)].sort(inPathOrder);
}
