import type { ExportInput } from '../../../src/evidence/index.ts';
import { draftLead } from '../../../src/leads/index.ts';
import type { Scene } from '../leads/scene.ts';

/** What an export of a scene's network is made from. */
export function exportInputOf(scene: Scene, changes: Partial<ExportInput> = {}): ExportInput {
  const { facts, resolution, ownership, detection, reference, asOf, network } = scene;
  return {
    kind: 'evidence',
    variant: 'no-bsa',
    format: 'bag',
    facts,
    resolution,
    ownership,
    detection,
    reference,
    asOf,
    scope: {
      accounts: network.members.flatMap((member) => (member.type === 'account' ? [member.id] : [])),
      entities: network.members.flatMap((member) => (member.type === 'entity' ? [member.id] : [])),
    },
    lead: draftLead(scene),
    heldVictims: [],
    run: { inputDigest: 'a'.repeat(64), parameters: { seed: 1 }, codeVersion: '0.1.0+test' },
    to: 'Agent Lee',
    at: '2024-05-01',
    status: 'DRAFT',
    approvedBy: null,
    ...changes,
  };
}
