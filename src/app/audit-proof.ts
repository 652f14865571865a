import { z } from 'zod';
import { type Hash, inclusionProof, openCheckpoint, rootOf, signCheckpoint, verifyInclusion } from '../audit/index.ts';
import { canonicalJson, err, failure, ok, type Result } from '../core/index.ts';
import { isSignedBy, type Signer } from '../evidence/index.ts';
import { noteKey, noteSigner, originOf } from './note-signer.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'is not 64 lower-case hex digits');
const place = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const statementOf = z.strictObject({
  schema: z.literal('redress-proof/1'),
  /** SHA-256 of tagmanifest-sha256.txt, which stands for every byte of the package. */
  bag: hash,
  /** The signed tree head (C2SP tlog-checkpoint). */
  checkpoint: z.string().max(1_000),
  /** Hash of the event of the export, of which nothing else is told. */
  leaf: hash,
  index: place,
  size: place,
  /** RFC 9162 2.1.3, from the leaf up. */
  path: z.array(hash).max(64),
});
const proofOf = statementOf.extend({ signature: z.string().regex(/^[0-9a-f]{128}$/, 'is not 128 hex digits') });

/**
 * That the export of a package stands in the audit log of the house that made it. The house signs which package the leaf is
 * of: the event itself names who acted, for which purpose and in which case, and stays in the house, where it can be shown
 * to whoever may see it and hashed again.
 */
export type AuditProof = z.infer<typeof proofOf>;

type Logged = {
  readonly bag: string;
  readonly leaves: readonly Hash[];
  readonly index: number;
  readonly homeId: string;
};

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex');

/** Makes the proof over the whole log as it stands, signed with the key that signs packages. */
export function makeProof({ bag, leaves, index, homeId }: Logged, signer: Signer): AuditProof {
  const size = leaves.length;
  const checkpoint = signCheckpoint({ origin: originOf(homeId), size, root: rootOf(leaves) }, noteSigner(signer));
  const leaf = hexOf(leaves[index] ?? new Uint8Array());
  const path = inclusionProof(leaves, index).map(hexOf);
  const statement = { schema: 'redress-proof/1' as const, bag, checkpoint, leaf, index, size, path };
  return { ...statement, signature: signer.sign(Buffer.from(canonicalJson(statement))) };
}

function parseProof(text: string): AuditProof | string {
  try {
    const read = proofOf.safeParse(JSON.parse(text));
    if (!read.success) return `${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`;
    return [canonicalJson(read.data), `${canonicalJson(read.data)}\n`].includes(text)
      ? read.data
      : 'it is not canonical JSON (RFC 8785)';
  } catch {
    return 'it is not JSON';
  }
}

/** The first thing in a proof that does not hold, or null. `package` is what was verified: its digest and its signer. */
function faultOf({ signature, ...statement }: AuditProof, of: Proved): string | null {
  const { bag, checkpoint, leaf, index, size, path } = statement;
  if (!isSignedBy(of.publicKey, Buffer.from(canonicalJson(statement)), signature))
    return 'it is not signed by the key that signed the package';
  if (bag !== of.bag) return 'it is of another package';
  const head = openCheckpoint(checkpoint, noteKey(of.publicKey));
  if (!head.ok) return 'its checkpoint is not signed by the key that signed the package';
  if (head.value.size !== size) return 'its size is not that of its checkpoint';
  const claim = { leaf: bytesOf(leaf), index, size, proof: path.map(bytesOf), root: head.value.root };
  return verifyInclusion(claim) ? null : 'its path does not lead from the leaf to the root of the checkpoint';
}

/** A package that was verified: the SHA-256 of its tag manifest, and the key that signed it (64 hex digits). */
export type Proved = { readonly bag: string; readonly publicKey: string };
export type ProofAnswer = { readonly index: number; readonly size: number; readonly checkpoint: string };

/** Checks a proof offline against a package that was verified. Error: VERIFY_FAILED with the reason. */
export function checkProof(file: string, text: string, of: Proved): Result<ProofAnswer> {
  const proof = parseProof(text);
  const fault = typeof proof === 'string' ? proof : faultOf(proof, of);
  if (typeof proof === 'string' || fault !== null)
    return err(failure('VERIFY_FAILED', `the proof does not hold: ${fault}`, { file }));
  return ok({ index: proof.index, size: proof.size, checkpoint: proof.checkpoint });
}
