import { z } from 'zod';

/** A registered statement: what it may do, what goes in and what comes out. Its text is `sql/<name>.sql`. */
export type Statement<P extends z.ZodRawShape, R extends z.ZodRawShape> = {
  readonly access: 'read' | 'write';
  readonly params: z.ZodObject<P, z.core.$strict>;
  readonly rows: z.ZodArray<z.ZodObject<R, z.core.$strict>>;
};

export function reads<P extends z.ZodRawShape, R extends z.ZodRawShape>(params: P, row: R): Statement<P, R> {
  return { access: 'read', params: z.strictObject(params), rows: z.array(z.strictObject(row)) };
}

export function writes<P extends z.ZodRawShape, R extends z.ZodRawShape>(params: P, row: R): Statement<P, R> {
  return { access: 'write', params: z.strictObject(params), rows: z.array(z.strictObject(row)) };
}

/** Column types of the schema: text, a safe integer, and either or nothing. */
export const text = z.string();
export const integer = z.int();
export const textOrNull = z.string().nullable();
