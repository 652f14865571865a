/** Words of a name that tell nothing about whose it is. */
const FILLERS = new Set([
  'THE',
  'OF',
  'AND',
  'LLC',
  'INC',
  'CORP',
  'CO',
  'LTD',
  'LP',
  'LLP',
  'COMPANY',
  'MR',
  'MRS',
  'MS',
]);

function nameWords(name: string): string[] {
  return name
    .toUpperCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '' && !FILLERS.has(word));
}

/** Whether one edit (insert, delete, replace, swap of neighbours) turns a word into the other. */
function oneEdit(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1);
  if (short.slice(i + 1) === long.slice(i + 1)) return true;
  return short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2);
}

function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length === 1 || b.length === 1) return a[0] === b[0];
  // Digits are part of a name: "Fund 3" is not "Fund 4".
  if (/\d/.test(a) || /\d/.test(b)) return false;
  return a.length >= 4 && b.length >= 4 && oneEdit(a, b);
}

/**
 * Whether two names can be spellings of one name: every word of the shorter stands in the longer, as written, as an
 * initial, or with one slip of the pen. Used to count people cautiously, never to join them.
 */
export function sameName(a: string, b: string): boolean {
  const [x, y] = [nameWords(a), nameWords(b)];
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  if (short.length === 0) return false;
  const free = [...long];
  return short.every((word) => {
    const at = free.findIndex((other) => sameWord(word, other));
    if (at >= 0) free.splice(at, 1);
    return at >= 0;
  });
}

/** Number of names that cannot be spellings of each other. */
export function countDistinctNames(names: readonly string[]): number {
  const kept: string[] = [];
  for (const name of names) if (!kept.some((other) => sameName(other, name))) kept.push(name);
  return kept.length;
}
