import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { analyze, exportPackage, ingest, listResults, runOperation } from '../../../src/app/index.ts';
import { unwrap } from '../../../src/core/index.ts';
import { type Bag, readBag, verifyBag } from '../../../src/evidence/index.ts';
import { answer, callerOf, openEmbeddedHome } from '../../e2e/restore-drill.ts';
import { writeRings } from '../app/analysis-world.ts';
import { temporaryFolder } from './folders.ts';

const folder = temporaryFolder();
const app = await openEmbeddedHome(join(folder, 'home'));
after(() => app.close());
await answer(app, ingest, { paths: writeRings(folder, 1) });
await answer(app, analyze, {});
const [network] = (await answer(app, listResults, { kind: 'network' })).results as { id: string }[];

async function exported(name: string, more: Readonly<Record<string, unknown>> = {}) {
  const out = join(folder, name);
  const asked = { id: network?.id, kind: 'evidence', to: 'Agent Lee', at: '2024-05-01', out, ...more };
  return { out, made: await runOperation(app, callerOf(app, 'local'), exportPackage, asked) };
}
const bagAt = async (path: string): Promise<Bag> => unwrap(await readBag(path)).bag;

/** A time-stamp authority of one key, by OpenSSL; null where there is none. */
function stamp(file: string): Buffer | null {
  const run = (...args: string[]) => spawnSync('openssl', args, { cwd: folder }).status === 0;
  writeFileSync(
    join(folder, 'tsa.cnf'),
    '[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nCN=Test authority\n' +
      '[ext]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=digitalSignature\n' +
      '[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_cert=tsa.pem\nsigner_key=tsa.key\nsigner_digest=sha256\n' +
      'default_policy=1.2.3.4\ndigests=sha256\ness_cert_id_alg=sha256\n',
  );
  writeFileSync(join(folder, 'serial'), '01\n');
  const key = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'tsa.key',
    '-out',
    'tsa.pem',
  ];
  const made =
    run('req', '-x509', '-config', 'tsa.cnf', ...key, '-days', '3650') &&
    run('ts', '-query', '-data', file, '-sha256', '-cert', '-out', 'q.tsq') &&
    run('ts', '-reply', '-config', 'tsa.cnf', '-section', 't', '-queryfile', 'q.tsq', '-out', 'q.tsr');
  return made ? readFileSync(join(folder, 'q.tsr')) : null;
}

describe('an export with a time-stamp token', () => {
  it('lays the token of the first export beside the signature of the second; every other byte is the same', async (t) => {
    const plain = await exported('plain');
    assert.ok(plain.made.ok);
    const token = stamp(join(plain.out, 'tagmanifest-sha256.txt'));
    if (token === null) return t.skip('NOT RUN: no openssl here');
    const stamped = await exported('stamped.zip', { format: 'zip', timestampToken: token.toString('base64') });
    assert.ok(stamped.made.ok);
    const { ok, timeStamp } = await verifyBag(stamped.out);
    assert.deepEqual([ok, timeStamp?.signer], [true, 'CN=Test authority']);
    const [before, afterwards] = [await bagAt(plain.out), await bagAt(stamped.out)];
    assert.deepEqual(
      afterwards.filter(({ path }) => path !== 'timestamp.tsr'),
      before,
    );
    assert.equal(afterwards.length, before.length + 1);
    const other = await exported('other', { at: '2024-05-02', timestampToken: token.toString('base64') });
    assert.equal(other.made.ok ? null : other.made.error.code, 'TOKEN_REFUSED');
    assert.match(other.made.ok ? '' : other.made.error.message, /given for other bytes than the tag manifest/);
    return undefined;
  });

  it('refuses what is no token, with the reason, and leaves nothing behind', async () => {
    const { out, made } = await exported('refused', { timestampToken: Buffer.from('no token').toString('base64') });
    assert.equal(made.ok ? null : made.error.code, 'TOKEN_REFUSED');
    assert.match(made.ok ? '' : made.error.message, /it is not a time-stamp token that can be read/);
    assert.equal((await readBag(out)).ok, false);
  });

  it('takes a token with a bag alone: no other format has a place for it', async () => {
    const { made } = await exported('refused.pdf', { format: 'pdf', timestampToken: 'AAAA' });
    assert.equal(made.ok ? null : made.error.code, 'BAD_INPUT');
  });
});
