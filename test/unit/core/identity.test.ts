import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  canonicalJson,
  createRng,
  isId,
  makeId,
  makeShare,
  meets,
  scoreText,
  sha256Hex,
  shareTexts,
  unwrap,
} from '../../../src/core/index.ts';

describe('ids and canonical JSON', () => {
  it('sorts keys by UTF-16 code units and prints numbers as RFC 8785 says', () => {
    assert.equal(canonicalJson({ b: 1, a: [true, null, 'é'], '\u20ac': '' }), '{"a":[true,null,"é"],"b":1,"€":""}');
  });

  it('keeps the parts of an id apart, so that two people never become one', () => {
    assert.notEqual(makeId('pty', ['ab', 'c']), makeId('pty', ['a', 'bc']));
    assert.notEqual(makeId('pty', ['a']).slice(4), makeId('rec', ['a']).slice(4));
  });

  it('makes ASCII ids of 36 characters that know their own form', () => {
    const id = makeId('acc', ['aba', '021000021', '0001']);
    assert.match(id, /^acc_[0-9a-f]{32}$/);
    assert.equal(isId('acc', id), true);
    assert.equal(isId('ent', id), false);
  });

  it('hashes as FIPS 180-4 does', () => {
    assert.equal(sha256Hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('share intervals', () => {
  it('refuses bounds that cannot be', () => {
    assert.equal(makeShare(60, 50).ok, false);
    assert.equal(makeShare(-1, 50).ok, false);
    assert.equal(makeShare(0, 100.01).ok, false);
    assert.equal(makeShare(50, 50, 'lo').ok, false);
    assert.equal(makeShare(Number.NaN, 50).ok, false);
  });

  it('says whether a threshold is surely, possibly or not met', () => {
    const band = unwrap(makeShare(25, 50, 'lo'));
    assert.equal(meets(band, 25), 'surely');
    assert.equal(meets(band, 50), 'possibly');
    assert.equal(meets(band, 50.01), 'not');
    assert.equal(meets(unwrap(makeShare(25, 50, 'hi')), 50), 'not');
    assert.deepEqual(shareTexts(band), ['25.00', '50.00']);
  });

  it('prints scores with four places, half even', () => {
    assert.equal(scoreText(0.93), '0.9300');
    assert.equal(scoreText(0.00005), '0.0000');
    assert.equal(scoreText(0.00015), '0.0002');
    assert.equal(scoreText(1), '1.0000');
  });
});

describe('the seeded stream of numbers', () => {
  it('is the same for the same seed and another for another', () => {
    const draw = (seed: string) => {
      const rng = createRng(seed);
      return [rng.int(1000), rng.int(1000), rng.int(1000)];
    };
    assert.deepEqual(draw('seed 1'), draw('seed 1'));
    assert.notDeepEqual(draw('seed 1'), draw('seed 2'));
  });

  it('is even over ten cells to within five standard deviations', () => {
    const rng = createRng('even');
    const cells = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const cell = rng.int(10);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    for (const count of cells) assert.ok(Math.abs(count - 10_000) < 5 * Math.sqrt(9000), `cell holds ${count}`);
  });
});
