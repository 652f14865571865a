import { z } from 'zod';
import { err, failure, ok, type Result } from '../../core/index.ts';
import { TARGETS } from '../tables/targets.ts';
import { isDatePattern } from './date-pattern.ts';

const column = z.union([
  z.string().min(1).describe('name of a column, or a key of an NDJSON object'),
  z.number().int().min(0).describe('position of a column, from 0'),
]);

/** The map file of docs/formats.md. */
const tableMap = z
  .strictObject({
    target: z.enum(['transfers', 'accounts', 'balances', 'assets', 'aggregate-flows']),
    container: z.enum(['csv', 'tsv', 'ndjson']).default('csv'),
    /** The exact header, where the map insists on one. */
    header: z.array(z.string()).min(1).nullable().default(null),
    hasHeader: z.boolean().default(true),
    columns: z.record(z.string(), column),
    constants: z.record(z.string(), z.string().min(1)).default({}),
    datePatterns: z.array(z.string().refine(isDatePattern, 'holds no year, month and day')).default([]),
    decimalMark: z.enum(['.', ',']).default('.'),
    groupMark: z.enum([',', '.', ' ', "'"]).nullable().default(null),
    allowExponent: z.boolean().default(false),
  })
  .superRefine((map, context) => {
    const { fields, required } = TARGETS[map.target];
    const given = [...Object.keys(map.columns), ...Object.keys(map.constants)];
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    for (const field of given) if (!fields.includes(field)) say('columns', `${map.target} has no field "${field}"`);
    for (const field of required)
      if (!given.includes(field)) say('columns', `field "${field}" has no column and no constant`);
    for (const field of Object.keys(map.columns)) {
      if (field in map.constants) say('constants', `field "${field}" has both a column and a constant`);
      if (typeof map.columns[field] === 'string' && !map.hasHeader)
        say('columns', `"${field}" needs a position: no header`);
      if (typeof map.columns[field] === 'number' && map.container === 'ndjson')
        say('columns', `"${field}" needs a key name`);
    }
    if (map.groupMark === map.decimalMark) say('groupMark', 'is the decimal mark');
  });

export type TableMap = z.infer<typeof tableMap>;

/** Checks a map. Errors: MAP_INVALID naming the first wrong field. */
export function checkTableMap(value: unknown): Result<TableMap> {
  const parsed = tableMap.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  return err(failure('MAP_INVALID', `map${path === '' ? '' : ` field ${path}`}: ${issue?.message ?? 'has no form'}`));
}

/** Reads the text of a map file. Errors: MAP_INVALID. */
export function parseTableMap(text: string): Result<TableMap> {
  try {
    return checkTableMap(JSON.parse(text));
  } catch (error) {
    return err(failure('MAP_INVALID', 'the map is not JSON', {}, error));
  }
}
