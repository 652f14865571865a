import { z } from 'zod';

/** A registered statement of an adapter: what it may do, what goes in and what comes out. Its text is a file of its name. */
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
