import { z } from 'zod';
import type { JobState } from '../../../src/queue/port/index.ts';

const STATES = ['waiting', 'running', 'parked', 'done', 'failed', 'cancelled'] as const satisfies readonly JobState[];
const id = z.string();
/** Whoever holds a job: the word of its `take`, else the job itself. An act is answered true unless the case says otherwise. */
const held = { by: z.string().optional(), gives: z.boolean().optional() };
const place = { queue: z.string().optional(), 'max-attempts': z.number().optional() };
const ended = z.strictObject({
  id,
  state: z.enum(['done', 'failed', 'cancelled']),
  result: z.json().optional(),
  error: z.string().optional(),
});

/** The words of the cases; strict, so that no case can name an adapter or be left out. Times are seconds. */
const step = z.union([
  z.strictObject({ enqueue: id, data: z.json().optional(), ...place }),
  z.strictObject({ wait: z.number() }),
  z.strictObject({
    take: z.string(),
    lease: z.number().optional(),
    as: z.string().optional(),
    gives: id.nullable(),
    ended: z.array(ended).optional(),
  }),
  z.strictObject({ takes: z.array(id), queue: z.string() }),
  z.strictObject({ renew: id, lease: z.number(), ...held }),
  z.strictObject({ progress: id, value: z.json(), ...held }),
  z.strictObject({ complete: id, result: z.json(), ...held }),
  z.strictObject({ fail: id, next: z.enum(['retry', 'later', 'final']), ...held }),
  z.strictObject({ spawn: id, children: z.array(id), ...place, ...held }),
  z.strictObject({ cancel: id, gives: z.boolean() }),
  z.strictObject({ reopen: z.literal('now') }),
  z.strictObject({
    job: id,
    is: z.strictObject({
      state: z.enum(STATES),
      attempts: z.number(),
      progress: z.json().optional(),
      result: z.json().optional(),
      error: z.string().nullable().optional(),
      data: z.json().optional(),
    }),
  }),
  z.strictObject({ absent: id }),
  z.strictObject({
    list: z.array(id),
    queue: z.string().optional(),
    state: z.enum(STATES).optional(),
    limit: z.number().optional(),
  }),
  /** The history of a job that has ended, after so many of its events. */
  z.strictObject({ events: id, after: z.number().optional(), are: z.array(z.tuple([z.string(), z.json()])) }),
]);

export type Step = z.infer<typeof step>;
export type StepOf<Word extends string> = Extract<Step, Record<Word, unknown>>;
export const caseFile = z.array(z.strictObject({ name: z.string().min(20), steps: z.array(step).min(1) })).min(1);
