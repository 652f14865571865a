import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { EMPTY_ROOT, type NoteSigner, openCheckpoint, signCheckpoint } from '../../../src/audit/index.ts';

/** RFC 8032 section 7.1, test 1. */
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';

function signerOf(name: string): NoteSigner {
  const pkcs8 = Buffer.from(`302e020100300506032b657004220420${SEED}`, 'hex');
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  assert.equal(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'), PUBLIC);
  return { name, publicKey: Buffer.from(PUBLIC, 'hex'), sign: (message) => sign(null, message, key) };
}

const signer = signerOf('redress/home');
const checkpoint = { origin: 'redress/home', size: 0, root: EMPTY_ROOT };

describe('a checkpoint', () => {
  it('is a C2SP note: origin, size, root, an empty line and a signature', () => {
    const lines = signCheckpoint(checkpoint, signer).split('\n');
    assert.deepEqual(lines.slice(0, 4), ['redress/home', '0', '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=', '']);
    assert.match(lines[4] ?? '', /^— redress\/home [A-Za-z0-9+/]{91}=$/);
    assert.equal(lines[5], '');
  });

  it('names its key as the signed notes of the Go project do', () => {
    // The verifier key PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW of golang.org/x/mod/sumdb/note.
    const publicKey = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1);
    const note = signCheckpoint(checkpoint, { name: 'PeterNeumann', publicKey, sign: () => new Uint8Array(64) });
    const encoded = note.split(' ').at(-1) ?? '';
    assert.equal(Buffer.from(encoded, 'base64').subarray(0, 4).toString('hex'), 'c74f20a3');
  });

  it('is read back by whoever has the public key', () => {
    const grown = { origin: 'redress/home', size: 42, root: Buffer.alloc(32, 7) };
    assert.deepEqual(openCheckpoint(signCheckpoint(grown, signer), signer), { ok: true, value: grown });
  });

  it('is refused after any change, under another name, and without a signature', () => {
    const note = signCheckpoint({ ...checkpoint, size: 42 }, signer);
    const changed = [
      note.replace('42', '43'),
      note.replace('47DE', '57DE'),
      note.replace('redress/home\n', 'redress/away\n'),
      note.replace(/— .*\n/, ''),
      `${note}x`,
      '',
    ];
    for (const text of changed) {
      const opened = openCheckpoint(text, signer);
      assert.equal(opened.ok ? 'opened' : opened.error.code, 'VERIFY_FAILED', text);
    }
    assert.equal(openCheckpoint(note, { ...signer, name: 'other' }).ok, false);
    assert.equal(openCheckpoint(note, { ...signer, publicKey: Buffer.alloc(32, 1) }).ok, false);
  });

  it('is not made under a name or origin that would break its lines', () => {
    assert.throws(() => signCheckpoint(checkpoint, { ...signer, name: 'two words' }), TypeError);
    assert.throws(() => signCheckpoint({ ...checkpoint, origin: 'a\nb' }, signer), TypeError);
    assert.throws(() => signCheckpoint({ ...checkpoint, origin: '' }, signer), TypeError);
  });
});
