import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDraft } from '../../../fixtures/world/draft.ts';
import { addFranchise, addHotelGroup } from '../../../fixtures/world/lawful/chains.ts';
import { addFamilyFirms } from '../../../fixtures/world/lawful/clumps.ts';
import { addCharity, addPropertyManager } from '../../../fixtures/world/lawful/collectors.ts';
import { addStaffedMassage } from '../../../fixtures/world/rings/massage.ts';
import { addOpenChain } from '../../../fixtures/world/rings/storefronts.ts';
import { seededRng } from '../../../fixtures/world/rng.ts';
import type { Scene } from '../../../fixtures/world/scene.ts';
import { addServices } from '../../../fixtures/world/services.ts';
import { addFirms } from '../../../fixtures/world/society.ts';
import { type World, writeDown } from '../../../fixtures/world/world.ts';
import type { FactSet } from '../../../src/facts/index.ts';
import { factsOfFiles } from '../../in-memory.ts';

/** What a register of owners tells in a generated world. */
export const REGISTER = 'bods.json';

/** Lawful networks of companies: the twins of rings, and others that look like one from afar. */
export const LOOK_ALIKES: Readonly<Record<string, (scene: Scene) => unknown>> = {
  'open chain': (scene) => addOpenChain(scene, 3),
  'staffed massage': (scene) => addStaffedMassage(scene, 3),
  franchise: addFranchise,
  'hotel group': addHotelGroup,
  'family firms': addFamilyFirms,
  'property manager': addPropertyManager,
  charity: addCharity,
};

/** A world with one such network among ordinary firms, a pure function of its seed. */
export function lookAlikeWorld(name: string, seed: number): World {
  const root = seededRng(`redress look-alike ${name} ${seed}`);
  const draft = newDraft(root);
  const services = addServices(draft, root.fork('services'));
  const employers = addFirms(draft, root.fork('firms')).map(({ account }) => account);
  LOOK_ALIKES[name]?.({ draft, services, employers, neighbours: employers, rng: root.fork('network') });
  return writeDown(draft, seed);
}

/** The facts of a world as a Run gets them, with its register and without. */
export async function withAndWithoutRegister(world: World): Promise<{ with: FactSet; without: FactSet }> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-register-'));
  try {
    const kept = world.files.filter(({ text }) => text.trim().includes('\n') || text.startsWith('['));
    const paths = kept.map(({ name, text }) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    });
    const others = paths.filter((path) => !path.endsWith(REGISTER));
    return { with: await factsOfFiles(paths), without: await factsOfFiles(others) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
