import { jaroWinkler } from './comparators.ts';
import { phoneticKey } from './keys.ts';
import { compareNames, type NameLevel } from './name-match.ts';
import { nameWords, readName } from './names.ts';

/** What each level of the name comparison is worth to someone who searches. */
const LEVEL_SCORE: Readonly<Record<NameLevel, number>> = {
  exact: 1,
  fuller: 0.95,
  variant: 0.9,
  partial: 0.8,
  unnamed: 0,
  conflict: 0,
};

/** Two words below this similarity are two words. */
const SAME_WORD = 0.85;
/** What a name keeps of its score however many words it has that were not asked for. */
const PART_OF_NAME = 0.8;

/** What two words are worth that only sound alike: Meier and Mayer. */
const SAME_SOUND = 0.85;

function wordLikeness(asked: string, other: string): number {
  const spelled = jaroWinkler(asked, other);
  if (spelled >= SAME_WORD) return spelled;
  const isSound = /^[A-Z]{3,}$/.test(asked) && /^[A-Z]{3,}$/.test(other) && phoneticKey(asked) === phoneticKey(other);
  return isSound ? SAME_SOUND : 0;
}

/** How well the words asked for are found in a name: the mean of their best matches, a little less in a longer name. */
function wordScore(asked: readonly string[], name: readonly string[]): number {
  if (asked.length === 0 || name.length === 0) return 0;
  const best = asked.map((word) => Math.max(...name.map((other) => wordLikeness(word, other))));
  const mean = best.reduce((sum, value) => sum + value, 0) / asked.length;
  return mean * (PART_OF_NAME + (1 - PART_OF_NAME) * Math.min(1, asked.length / name.length));
}

const written = (full: string) =>
  ({ type: 'legal', full, last: null, first: null, middle: null, suffix: null }) as const;

/** How well a name answers a search, in [0, 1]: by the comparison of resolution, else word by word. */
export function nameLikeness(asked: string, name: string): number {
  const levels = readName(written(asked), 'unknown').flatMap((left) =>
    readName(written(name), 'unknown').map((right) => LEVEL_SCORE[compareNames(left, right)]),
  );
  return Math.max(wordScore(nameWords(asked), nameWords(name)), ...levels);
}
