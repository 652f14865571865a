import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { canonical, chainFault as scriptChainFault } from '../../../docs/verify/redress-verify.mjs';
import { asSha256, canonicalJson, sha256Hex } from '../../../src/core/index.ts';
import { custodyJson, eventHash, payloadDigest } from '../../../src/evidence/custody.ts';
import { chainFault } from '../../../src/evidence/figures/chain.ts';
import { sharedData } from '../../shared-data.ts';
import { testSigner } from './keys.ts';
import { sampleSource } from './small-package.ts';
import { python, runPython } from './verifiers.ts';

const folder = sharedData('reference');
const vectors =
  folder === null ? null : JSON.parse(readFileSync(join(folder, 'legal_test_vectors.json'), 'utf8')).integrity;

describe('R1: the vectors of integrity', () => {
  it('are the canonical JSON of RFC 8785, here and in the stand-alone script', (t) => {
    if (vectors === null) return t.skip('NOT RUN: shared data absent');
    const value = JSON.parse(vectors.jcs.input);
    assert.equal(canonicalJson(value), vectors.jcs.canonical);
    assert.equal(canonical(value), vectors.jcs.canonical);
    return undefined;
  });

  it('are the manifest with its digest and its signature by the key of RFC 8032 test 1', (t) => {
    if (vectors === null) return t.skip('NOT RUN: shared data absent');
    const {
      file_content,
      file_sha256,
      canonical: text,
      canonical_bytes,
      sha256,
      signature_hex_with_test1_key,
    } = vectors.manifest;
    assert.equal(sha256Hex(file_content), file_sha256);
    assert.equal(canonicalJson(JSON.parse(text)), text);
    assert.deepEqual([Buffer.byteLength(text), sha256Hex(text)], [canonical_bytes, sha256]);
    assert.equal(testSigner.publicKey, vectors.ed25519_rfc8032_test1.public_hex);
    assert.equal(testSigner.sign(Buffer.from('')), vectors.ed25519_rfc8032_test1.signature_hex);
    assert.equal(testSigner.sign(Buffer.from(text)), signature_hex_with_test1_key);
    return undefined;
  });

  it('are signed for the Ed25519 of the Python script too, and only as they are', (t) => {
    if (vectors === null) return t.skip('NOT RUN: shared data absent');
    if (python === null) return t.skip('NOT RUN: no python3 here');
    const { public_hex } = vectors.ed25519_rfc8032_test1;
    const { canonical: text, signature_hex_with_test1_key: signature } = vectors.manifest;
    const program = `
import json, sys, redress_verify
public, text, signature = bytes.fromhex(sys.argv[1]), sys.argv[2].encode(), bytes.fromhex(sys.argv[3])
holds = redress_verify.ed25519_holds
beyond = signature[:32] + (int.from_bytes(signature[32:], "little") + redress_verify.ORDER).to_bytes(32, "little")
print(json.dumps([holds(public, text, signature), holds(public, text + b" ", signature), holds(public, text, beyond)]))
`;
    assert.deepEqual(runPython(program, [public_hex, text, signature]), [true, false, false]);
    return undefined;
  });

  it('are the chain of two events', (t) => {
    if (vectors === null) return t.skip('NOT RUN: shared data absent');
    const { event1, h1, event2, h2 } = vectors.hash_chain;
    const first = JSON.parse(event1);
    const second = { ...event2, prev: eventHash(first) };
    assert.deepEqual([eventHash(first), eventHash(second)], [h1, h2]);
    for (const judge of [chainFault, scriptChainFault]) {
      assert.equal(judge([first, second], h2), null);
      assert.match(judge([first, event2], h2) ?? '', /event 2 does not follow/);
      assert.match(judge([first, second], h1) ?? '', /head/);
    }
    t.diagnostic('R1: 4 integrity vectors');
    return undefined;
  });
});

describe('the chain of custody of a package', () => {
  const source = sampleSource({
    sha256: asSha256('ab'.repeat(32)),
    custodian: 'First Bank',
    receivedAt: '2024-01-02T03:04:05Z',
  });
  const files = new Map([['data/summary.html', Buffer.from('x')]]);
  const digests = new Map([['data/summary.html', sha256Hex('x')]]);
  const about = {
    to: 'Agent Lee',
    at: '2024-05-01',
    approvedBy: 'bob',
    run: { inputDigest: '', parameters: {}, codeVersion: '1' },
  };
  const { events } = custodyJson(about, [{ label: 'S1', source }], files) as { events: Record<string, string>[] };

  it('begins with how each original came in and ends with the packaging of this very payload', () => {
    const told = events.map(({ act, item, itemSha256, from, to, at }) => [act, item, itemSha256, from, to, at]);
    assert.deepEqual(told, [
      ['received', 'S1', source.sha256, 'First Bank', 'the evidence store of the system', '2024-01-02T03:04:05Z'],
      ['packaged', 'payload', payloadDigest(digests), 'the evidence store of the system', 'Agent Lee', '2024-05-01'],
    ]);
    const digest = createHash('sha256')
      .update(`${sha256Hex('x')}  data/summary.html\n`)
      .digest('hex');
    assert.equal(payloadDigest(digests), digest);
  });

  it('says where nothing is recorded', () => {
    const bare = custodyJson(
      { ...about, approvedBy: null },
      [{ label: 'S1', source: sampleSource({ sha256: source.sha256 }) }],
      files,
    );
    const [first, last] = (bare as { events: Record<string, string>[] }).events;
    assert.deepEqual(
      [first?.from, first?.at, last?.actor],
      ['not recorded', 'not recorded', 'no second person has approved it'],
    );
  });
});
