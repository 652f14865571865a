import { z } from 'zod';

/** Column types of the schema: text, a safe integer, and either or nothing. */
export const text = z.string();
export const integer = z.int();
export const textOrNull = z.string().nullable();
