import { canonicalJson, sha256Hex, unwrap } from '../../../src/core/index.ts';
import { CUSTODY_FILE, eventHash, payloadDigest } from '../../../src/evidence/custody.ts';
import { type Bag, buildBag, buildPackage, type ExportInput, type PackageFiles } from '../../../src/evidence/index.ts';
import type { Source } from '../../../src/facts/index.ts';
import type { Scene } from '../leads/scene.ts';
import { exportInputOf } from './export-input.ts';
import { testSigner } from './keys.ts';

export async function packageOf(scene: Scene, changes: Partial<ExportInput> = {}): Promise<PackageFiles> {
  return unwrap(await buildPackage(exportInputOf(scene, changes)));
}

export function textOf({ files }: Pick<PackageFiles, 'files'>, path: string): string {
  return Buffer.from(files.get(path) ?? []).toString('utf8');
}

/** The package signed again after one of its files was rewritten: its bytes hold, what they say need not. */
export function forged(made: PackageFiles, path: string, change: (text: string) => string): Bag {
  const text = textOf(made, path);
  const changed = change(text);
  if (changed === text) throw new TypeError(`the change of ${path} changes nothing`);
  return buildBag({
    files: new Map([...made.files, [path, Buffer.from(changed)]]),
    bagInfo: made.bagInfo,
    signer: testSigner,
  });
}

/** The same by someone who also makes the chain of custody fit: every hash of the package is the right one. */
export function forgedWhole(made: PackageFiles, path: string, change: (text: string) => string): Bag {
  const changed = change(textOf(made, path));
  if (changed === textOf(made, path)) throw new TypeError(`the change of ${path} changes nothing`);
  const files = new Map([...made.files, [path, Buffer.from(changed)]]);
  const digests = new Map([...files].map(([name, bytes]) => [name, sha256Hex(bytes)]));
  const { events, ...custody } = JSON.parse(textOf(made, CUSTODY_FILE));
  const last = { ...events.at(-1), itemSha256: payloadDigest(digests) };
  const remade = { ...custody, events: [...events.slice(0, -1), last], head: eventHash(last) };
  return buildBag({
    files: new Map([...files, [CUSTODY_FILE, Buffer.from(canonicalJson(remade))]]),
    bagInfo: made.bagInfo,
    signer: testSigner,
  });
}

/** The lists of the JSON files that a test rewrites. */
type Lists = { readonly victims: { total: string }[]; readonly events: { from: string }[] };

/** The same for a JSON file, by its value. */
export function forgedJson(made: PackageFiles, path: string, change: (value: Lists) => void): Bag {
  return forged(made, path, (text) => {
    const value = JSON.parse(text);
    change(value);
    return canonicalJson(value);
  });
}

/** A sealed Source with nothing special about it. */
export function sampleSource(changes: Partial<Source> & Pick<Source, 'sha256'>): Source {
  return {
    fileName: 'transfers.csv',
    byteLength: 697,
    format: 'redress-transfers',
    sourceClass: 'PROCESS_OBTAINED',
    compartment: 'local',
    custodian: null,
    receivedAt: null,
    status: 'sealed',
    rowsRead: 6,
    recordsStored: 6,
    quarantined: 0,
    reason: null,
    ...changes,
  };
}
