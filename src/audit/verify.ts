import type { SequencedEvent, StoreReader } from '../store/port/index.ts';
import { leafHashOf, NO_PREVIOUS } from './chain.ts';
import type { TreeHead } from './checkpoint.ts';
import { equalHashes, growingTree } from './merkle.ts';

/** What a check of the whole log found. */
export type AuditVerdict = {
  readonly intact: boolean;
  /** Sequenced events that were read before the first break, or all of them. */
  readonly events: number;
  /** Events that wait for the sequencer: committed, not yet covered by hashes. */
  readonly unsequenced: number;
  /** Leaf hash of the last good event, hex; null when there is none. */
  readonly head: string | null;
  /** Root of the tree over the good events, hex. */
  readonly root: string;
  /** The first thing that is wrong, as a sentence. */
  readonly firstBreak: string | null;
};

const BLOCK = 1_000;

function breakOf({ seq, previousHash, leafHash, event }: SequencedEvent, expected: { seq: number; hash: string }) {
  if (seq !== expected.seq) return `event ${expected.seq} is missing; ${seq} stands in its place`;
  if (previousHash !== expected.hash) return `event ${seq} does not follow the one before it`;
  return leafHash === leafHashOf(seq, previousHash, event) ? null : `event ${seq} was changed after it was written`;
}

/** Compares the tree with the checkpoints of its present size. */
function checkpointBreak(tree: ReturnType<typeof growingTree>, checkpoints: readonly TreeHead[]): string | null {
  const size = tree.size();
  const broken = checkpoints.some((item) => item.size === size && !equalHashes(item.root, tree.root()));
  return broken ? `the first ${size} events are not those of the checkpoint of size ${size}` : null;
}

/**
 * Recomputes the log from its events and names the first break: a changed, missing, moved or forked event. A log that
 * was rewritten or cut short as a whole agrees with itself; only checkpoints kept elsewhere show that, so give them.
 */
export async function verifyAudit(
  reader: Pick<StoreReader, 'auditRange'>,
  checkpoints: readonly TreeHead[] = [],
): Promise<AuditVerdict> {
  const tree = growingTree();
  let head = NO_PREVIOUS;
  let firstBreak = checkpointBreak(tree, checkpoints);
  let unsequenced = 0;
  while (firstBreak === null) {
    const block = await reader.auditRange(tree.size(), tree.size() + BLOCK);
    unsequenced = block.unsequenced;
    for (const item of block.events) {
      firstBreak = breakOf(item, { seq: tree.size(), hash: head });
      if (firstBreak !== null) break;
      head = item.leafHash;
      tree.add(Buffer.from(item.leafHash, 'hex'));
      firstBreak = checkpointBreak(tree, checkpoints);
      if (firstBreak !== null) break;
    }
    if (block.events.length === 0) break;
  }
  const lost = checkpoints.find((item) => item.size > tree.size());
  if (firstBreak === null && lost !== undefined)
    firstBreak = `the log ends at ${tree.size()} events and a checkpoint has ${lost.size}`;
  return {
    intact: firstBreak === null,
    events: tree.size(),
    unsequenced,
    head: head === NO_PREVIOUS ? null : head,
    root: Buffer.from(tree.root()).toString('hex'),
    firstBreak,
  };
}
