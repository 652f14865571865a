export { chainEvents, leafHashOf, NO_PREVIOUS } from './chain.ts';
export {
  type NoteSigner,
  openCheckpoint,
  signCheckpoint,
} from './checkpoint.ts';
export { auditEvent } from './event.ts';
export { EMPTY_ROOT, growingTree, type Hash, leafHash, rootOf } from './merkle.ts';
export {
  consistencyProof,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from './proofs.ts';
export { sequenceAll, startSequencer } from './sequencer.ts';
export { verifyAudit } from './verify.ts';
