/** Integers up to here are exact as numbers. */
const SAFE = 2n ** 53n - 1n;
const LEADING_BITS = 53;
/** Steps on leading bits go on until half of the bits are used up: further ones would be guesses. */
const HALF = 2 ** 26;

/**
 * Greatest common divisor of non-negative integers of any size.
 *
 * Lehmer's method (Knuth, The Art of Computer Programming 2, 4.5.2): while both are long, Euclid's steps are taken on their
 * leading bits in plain numbers and applied to the long integers together, some 26 bits at a time. Any such map has
 * determinant 1 or -1 and keeps the common divisors, so a step that the leading bits got wrong costs time and no more.
 * Divisors below `floor` are not told apart, which saves the second half of the work: for one of them 1 is given.
 */
export function gcd(a: bigint, b: bigint, floor = 1n): bigint {
  let x = a < b ? b : a;
  let y = a < b ? a : b;
  let bits = y > SAFE ? bitsOf(x) : 0;
  const enough = floor > SAFE ? floor : SAFE;
  while (y > enough) {
    const lead = Number(x >> BigInt(bits - LEADING_BITS));
    bits -= LEADING_BITS - bitLength(lead);
    const shift = BigInt(bits - LEADING_BITS);
    const step = leadingSteps(Number(x >> shift), Number(y >> shift));
    const next = step === null ? y : absolute(step.a * x + step.b * y);
    const rest = step === null ? x % y : absolute(step.c * x + step.d * y);
    if (next < rest) [x, y] = [rest, next];
    else [x, y] = [next, rest];
  }
  if (y !== 0n && y < floor) return 1n;
  return y === 0n ? x : BigInt(gcdOfNumbers(Number(y), Number(x % y)));
}

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

/** Length in bits, rounded up to a multiple of four. */
export function bitsOf(n: bigint): number {
  return n.toString(16).length * 4;
}

function gcdOfNumbers(a: number, b: number): number {
  let x = a;
  let y = b;
  while (y !== 0) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/** Length in bits of a non-negative number below 2^53. */
function bitLength(n: number): number {
  const high = Math.floor(n / 2 ** 32);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(n);
}

type Step = { readonly a: bigint; readonly b: bigint; readonly c: bigint; readonly d: bigint };

/** Several of Euclid's steps on p >= q as one map, or null when the first would use up more than the leading bits hold. */
function leadingSteps(p: number, q: number): Step | null {
  let [x, y] = [p, q];
  let [a, b, c, d] = [1, 0, 0, 1];
  while (y >= HALF) {
    const quotient = Math.floor(x / y);
    const rest = x - quotient * y;
    const nextC = a - quotient * c;
    const nextD = b - quotient * d;
    a = c;
    b = d;
    c = nextC;
    d = nextD;
    x = y;
    y = rest;
  }
  return b === 0 ? null : { a: BigInt(a), b: BigInt(b), c: BigInt(c), d: BigInt(d) };
}
