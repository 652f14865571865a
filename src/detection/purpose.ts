import type { EntityId } from '../core/index.ts';
import { isInLine, PURPOSE_OF_PAYEE, PURPOSE_OF_PAYER } from './lines-of-business.ts';
import type { Movement, Purpose, PurposeReading } from './movement.ts';
import { countPayers, MIN_PUBLIC_PAYERS } from './payers.ts';
import type { Profile } from './profile.ts';
import { wageSeries } from './wage-series.ts';

/** A movement before anyone asked what it was for. */
export type UnreadMovement = Omit<Movement, 'reading'>;

/** Memo words by purpose, from reference/: matched as whole words, in the order of the table. */
type MemoWords = readonly { readonly purpose: Purpose; readonly words: string }[];

type PurposeSources = {
  readonly profiles: ReadonlyMap<EntityId, Profile>;
  readonly memoWords: MemoWords;
};

/** Upper-case words between single blanks, with a blank on both ends so that a search matches whole words only. */
function padded(text: string): string {
  return ` ${text
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .join(' ')
    .trim()} `;
}

/**
 * Whether the sides allow the purpose at all: firms pay wages and payroll tax, and take card settlements. People write
 * "rent", "loan" or "salary" for whatever they like, so a memo never overrules who pays whom.
 */
function sidesAllow(purpose: Purpose, movement: UnreadMovement, profiles: PurposeSources['profiles']): boolean {
  const kind = (id: EntityId | null) => (id === null ? 'unknown' : (profiles.get(id)?.kind ?? 'unknown'));
  const [payer, payee] = [kind(movement.from.entity), kind(movement.to.entity)];
  if (purpose === 'wage') return payer === 'organisation' && payee !== 'organisation';
  if (purpose === 'payroll-tax') return payer === 'organisation' && payee !== 'person';
  if (purpose === 'processor') return payer === 'organisation' && payee === 'organisation';
  if (purpose === 'ad' || purpose === 'living') return payee !== 'person';
  return true;
}

function readMemo(movement: UnreadMovement, { memoWords, profiles }: PurposeSources): PurposeReading | null {
  if (movement.memo === null) return null;
  const text = padded(movement.memo);
  const hit = memoWords.find(
    (entry) => text.includes(padded(entry.words)) && sidesAllow(entry.purpose, movement, profiles),
  );
  return hit === undefined ? null : { purpose: hit.purpose, reason: `the memo says "${hit.words.toLowerCase()}"` };
}

/**
 * A trade that anyone can register for tells a purpose only where the public pays it: a property firm may be a front.
 */
function readLine(
  movement: UnreadMovement,
  profiles: PurposeSources['profiles'],
  payerCount: ReadonlyMap<EntityId, number>,
): PurposeReading | null {
  const payer = movement.from.entity === null ? undefined : profiles.get(movement.from.entity);
  const payee = movement.to.entity === null ? undefined : profiles.get(movement.to.entity);
  for (const [line, purpose] of PURPOSE_OF_PAYEE) {
    const isPublic = payee !== undefined && (payerCount.get(payee.id) ?? 0) >= MIN_PUBLIC_PAYERS;
    if (payee !== undefined && (line !== 'landlord' || isPublic) && isInLine(payee.naics, line))
      return { purpose, reason: `the payee's line of business is ${line} (NAICS ${payee.naics.join(', ')})` };
  }
  for (const [line, purpose] of PURPOSE_OF_PAYER) {
    const toPerson = purpose !== 'wage' || payee?.kind === 'person';
    if (payer !== undefined && toPerson && isInLine(payer.naics, line))
      return { purpose, reason: `the payer's line of business is ${line} (NAICS ${payer.naics.join(', ')})` };
  }
  return null;
}

/**
 * What each transfer was for: the line of business of either side first, then memo words, then the rhythm of a series.
 * A reading is a hypothesis that carries its reason; without any sign the purpose is `other`.
 */
export function readPurposes(movements: readonly UnreadMovement[], sources: PurposeSources): Movement[] {
  const payerCount = countPayers(movements);
  const signs = movements.map(
    (movement) => readLine(movement, sources.profiles, payerCount) ?? readMemo(movement, sources),
  );
  const unread = movements.filter((_, i) => signs[i] === null);
  const series = wageSeries(unread, sources.profiles);
  return movements.map((movement, i) => ({
    ...movement,
    reading: signs[i] ?? series.get(movement.index) ?? { purpose: 'other', reason: 'nothing tells its purpose' },
  }));
}
