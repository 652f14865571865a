import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import { issueText } from '../../../src/app/index.ts';

const schema = z.strictObject({
  reason: z.string().min(3),
  limit: z.number().max(500),
  ids: z.array(z.string()).max(2),
  verdict: z.enum(['same', 'different']),
  engine: z.literal('local'),
  source: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string().refine(() => false, 'is not a date'),
});
const good = { reason: 'why', limit: 1, ids: [], verdict: 'same', engine: 'local', source: '0'.repeat(64), at: '' };

it('says what is wrong with a value in plain words, and keeps the words that a schema has of its own', () => {
  const said = (changed: object) => {
    const parsed = schema.safeParse({ ...good, ...changed });
    const [issue] = parsed.success ? [] : parsed.error.issues;
    return issue === undefined ? '' : issueText(issue);
  };
  assert.equal(said({ reason: 'a' }), 'needs at least 3 characters');
  assert.equal(said({ limit: 501 }), 'may be at most 500');
  assert.equal(said({ ids: ['a', 'b', 'c'] }), 'may be at most 2 entries');
  assert.equal(said({ verdict: 'maybe' }), 'is not one of same, different');
  assert.equal(said({ engine: 'gds' }), 'is not local');
  assert.equal(said({ reason: undefined }), 'is missing or is no string');
  assert.equal(said({ source: 'zz' }), 'does not have the form that is asked for');
  assert.equal(said({ more: 1 }), 'is not a date');
  assert.equal(said({}), 'is not a date');
});
