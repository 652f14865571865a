import { z } from 'zod';
import { type ErrorCode, err, failure, ok, type Result } from '../../core/index.ts';
import { annotation, source } from './components.ts';
import { bodsVersion, dateOrTime, uri } from './formats.ts';
import { entityRecord, personRecord, relationshipRecord } from './records.ts';

const publisher = z
  .looseObject({ name: z.string().optional(), url: uri.optional() })
  .refine((item) => item.name !== undefined || item.url !== undefined, {
    error: 'has neither name nor url',
    params: { code: 'MISSING_VALUE' },
  });

const common = {
  statementId: z.string().min(32).max(64),
  statementDate: dateOrTime,
  annotations: z.array(annotation).optional(),
  publicationDetails: z
    .looseObject({ publicationDate: dateOrTime, bodsVersion, license: uri.optional(), publisher })
    .optional(),
  source: source.optional(),
  declaration: z.string().optional(),
  declarationSubject: z.string(),
  recordId: z.string(),
  recordStatus: z.enum(['new', 'updated', 'closed']).optional(),
};

/** A statement of BODS 0.4, checked as its JSON Schema does (ownership-and-resolution 1.1, 1.4). */
const statement = z.discriminatedUnion('recordType', [
  z.looseObject({ ...common, recordType: z.literal('entity'), recordDetails: entityRecord }),
  z.looseObject({ ...common, recordType: z.literal('person'), recordDetails: personRecord }),
  z.looseObject({ ...common, recordType: z.literal('relationship'), recordDetails: relationshipRecord }),
]);

export type Statement = z.infer<typeof statement>;

type Issue = z.core.$ZodIssue;

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

function codeOf(issue: Issue, value: unknown): ErrorCode {
  if (issue.code === 'custom') return (issue.params?.code ?? 'BAD_ROW') as ErrorCode;
  if (at(value, issue.path) === undefined) return 'MISSING_VALUE';
  if (issue.code === 'invalid_value' || (issue.code === 'invalid_union' && issue.path.at(-1) === 'recordType')) {
    return 'BAD_CODE';
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return issue.path.includes('share') ? 'BAD_SHARE' : 'BAD_IDENTIFIER';
  }
  return 'BAD_ROW';
}

/** Checks one value. The failure names the JSON pointer of the first wrong place inside the statement. */
export function parseStatement(value: unknown): Result<Statement> {
  const parsed = statement.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw new TypeError('zod refused a statement without an issue');
  const pointer = `/${issue.path.map(String).join('/')}`;
  return err(failure(codeOf(issue, value), `${pointer}: ${issue.message}`, { pointer }));
}
