// After tsc: the files that the program reads at run time and the compiler does not carry.
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.js';

const ASSETS = [
  'reference',
  'cypher',
  'src/store/embedded/sql',
  'src/sources/maps',
  'src/evidence/renderers/fonts',
  'fixtures/world',
  'package.json',
];
const isAsset = (path) => !path.endsWith('.ts');
for (const asset of ASSETS) {
  const from = join(root, asset);
  if (existsSync(from)) cpSync(from, join(root, 'dist', asset), { recursive: true, filter: isAsset });
}
