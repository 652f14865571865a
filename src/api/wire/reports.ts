import { z } from './shapes.ts';

export const reportYear = z.strictObject({ year: z.string().regex(/^(19|20)\d\d$/, 'is not a year') });
export const reportFormat = z.strictObject({ format: z.enum(['json', 'html', 'csv']).optional() });

const table = z.object({
  id: z.string(),
  caption: z.string(),
  unit: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.object({ district: z.string().nullable(), name: z.string(), cells: z.array(z.string().nullable()) })),
});

export const districtReport = z
  .object({ year: z.number(), rule: z.string(), inputDigest: z.string(), tables: z.array(table) })
  .openapi('DistrictReport');
