import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * A copy of what the engines need as plain JavaScript, the form in which the product is built and shipped. Node's type
 * stripper alone holds some 30 MB, on both sides: measured with it, memory would say little about either.
 * The copy must lie inside `root`, where packages are found.
 */
export function writeBuiltCopy(root: string, target: string): void {
  for (const folder of ['src/core', 'src/graph', 'bench/communities']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      const code = stripTypeScriptTypes(readFileSync(join(root, folder, name), 'utf8'));
      const path = join(target, folder, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, code.replaceAll(/(from |import\()'(\.[^']*)\.ts'/g, "$1'$2.js'"));
    }
  }
}
