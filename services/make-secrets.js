// `node services/make-secrets.js FOLDER`: the password of the composed Neo4j, drawn once. Plain JavaScript with nothing
// but Node, because it runs before anything else of docker-compose.yml does.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('make-secrets: name the folder, as in: node services/make-secrets.js FOLDER');
  process.exit(2);
}

// The database and the product run as different users, so both files are readable inside the folder; the folder is a
// volume that only their containers mount.
function writeOnce(name, text) {
  const file = join(folder, name);
  if (existsSync(file)) return;
  writeFileSync(`${file}.new`, text, { mode: 0o444 });
  renameSync(`${file}.new`, file);
}

mkdirSync(folder, { recursive: true });
writeOnce('neo4j_password', randomBytes(24).toString('base64url'));
// The form that the image of Neo4j reads: user and password in one line.
writeOnce('neo4j_auth', `neo4j/${readFileSync(join(folder, 'neo4j_password'), 'utf8').trim()}`);
