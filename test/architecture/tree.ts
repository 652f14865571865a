import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Files of the project by path from its root; rules are functions over such a tree, so they can be tried on a false one. */
export type Tree = ReadonlyMap<string, string>;

export const root = join(import.meta.dirname, '..', '..');

const CODE_FOLDERS = ['src', 'workers', 'reference', 'fixtures', 'bench', 'test', 'services'];

export function readTree(folders: readonly string[] = CODE_FOLDERS, ending = '.ts'): Tree {
  const tree = new Map<string, string>();
  for (const folder of folders) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith(ending)) continue;
      const path = join(root, folder, name);
      tree.set(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
    }
  }
  return tree;
}

export function within(tree: Tree, ...folders: readonly string[]): [string, string][] {
  return [...tree].filter(([path]) => folders.some((folder) => path.startsWith(`${folder}/`)));
}
