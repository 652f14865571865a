import { int } from 'neo4j-driver';
import { z } from 'zod';

/** Types of a property: text, a safe integer that comes out, lists of text, and either or nothing. */
export const text = z.string();
export const integer = z.int();
export const flag = z.boolean();
export const texts = z.array(z.string());
export const textOrNull = z.string().nullable();
export const integerOrNull = z.int().nullable();
export const textsOrNull = z.array(z.string()).nullable();

/** A safe integer that goes in: the driver takes a number for a float unless it is told otherwise, here and nowhere else. */
export const number = z.int().transform((value) => int(value));

/** The rows that a statement unwinds. */
export function rowsOf<S extends z.ZodRawShape>(shape: S): z.ZodArray<z.ZodObject<S, z.core.$strict>> {
  return z.array(z.strictObject(shape));
}
