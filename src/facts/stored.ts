import { z } from 'zod';
import { canonicalJson, type Json, type Money, moneyText, parseMoney, unwrap } from '../core/index.ts';
import { FACT_KINDS, type Fact } from './fact.ts';

/** What every stored fact has, whatever its kind; a row that lacks it was not written by this program. */
const envelope = z.looseObject({
  kind: z.enum(FACT_KINDS),
  id: z.string().min(5).max(80),
  record: z.string().min(5).max(80),
});

function isMoney(value: object): value is Money {
  return 'units' in value && 'scale' in value && typeof value.units === 'bigint';
}

/** Money becomes decimal text with its currency; the scale is in the text, so 1.000 stays apart from 1.00. */
function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object') {
    if (isMoney(value)) return { $money: moneyText(value), currency: value.currency };
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
  }
  throw new TypeError(`a fact holds a ${typeof value}, which has no stored form`);
}

function reviveMoney(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$money' in value) || !('currency' in value)) return value;
  return unwrap(parseMoney(String(value.$money), String(value.currency)));
}

/** The canonical JSON text of a fact: the same bytes in every store. */
export function encodeFact(fact: Fact): string {
  return canonicalJson(toJson(fact));
}

/** Reads a stored fact back. Throws when the text was not written by encodeFact: a broken store is a bug or tampering. */
export function decodeFact(text: string): Fact {
  const value: unknown = JSON.parse(text, reviveMoney);
  envelope.parse(value);
  return value as Fact;
}
