import { z } from 'zod';
import { mayReviewPeople, REVIEW_NOTICE_DAYS, reviewBy } from '../../access/index.ts';
import {
  addDays,
  byKeys,
  canonicalJson,
  type DateText,
  dateOfMicros,
  type EntityId,
  err,
  failure,
  makeId,
  ok,
  operation,
  type PartyId,
  parseDate,
  type Result,
  type RunId,
  sha256Hex,
} from '../../core/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { type PersonDecision, signDecision } from '../decisions.ts';
import type { DatedPerson } from '../people/record.ts';
import { findRun } from './results.ts';

/** Persons that one answer shows; the counts tell of all. */
const MOST_SHOWN = 10_000;

const listed = z.object({
  entity: z.string(),
  kind: z.string(),
  names: z.array(z.string()),
  personState: z.string(),
  reviewBy: z.string(),
  state: z.enum(['past', 'due']),
  records: z.number(),
});
const listOutput = z.object({
  run: z.string(),
  today: z.string(),
  years: z.number(),
  past: z.number(),
  due: z.number(),
  persons: z.array(listed),
  truncated: z.boolean(),
});
export type PersonReviews = z.infer<typeof listOutput>;

function mayReview({ viewer }: OperationContext): Result<null> {
  if (mayReviewPeople(viewer)) return ok(null);
  return err(failure('FORBIDDEN', `role ${viewer.actor.role} does not review persons`));
}

function shown({ person, by }: DatedPerson, today: DateText): z.infer<typeof listed>[] {
  if (by === null || by > addDays(today, REVIEW_NOTICE_DAYS)) return [];
  const { id, kind, names, personState, mentions } = person;
  const records = new Set(mentions.map(({ record }) => record)).size;
  return [{ entity: id, kind, names, personState, reviewBy: by, state: by < today ? 'past' : 'due', records }];
}

/**
 * Persons of the current Run whose review-by date has passed or comes within 90 days, the oldest first: for those who
 * review, and the only answer that names whoever is past it (28 CFR 23.20(h)). Errors: FORBIDDEN, NOT_FOUND.
 */
export const personReviews: AppOperation<Record<string, never>, PersonReviews> = operation({
  name: 'person.reviews',
  input: z.strictObject({}),
  output: listOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: () => 'people',
  run: async (context) => {
    const allowed = mayReview(context);
    if (!allowed.ok) return allowed;
    const head = await findRun(context, null);
    if (!head.ok) return head;
    const { run } = head.value;
    const basis = await context.people.basis();
    const today = dateOfMicros(context.clock.nowMicros());
    const persons: z.infer<typeof listed>[] = [];
    if (basis !== null)
      for await (const dated of context.people.dated(run as RunId, basis)) persons.push(...shown(dated, today));
    persons.sort(
      byKeys(
        (item) => item.reviewBy,
        (item) => item.entity,
      ),
    );
    const past = persons.filter(({ state }) => state === 'past').length;
    return ok({
      run,
      today,
      years: context.people.years,
      past,
      due: persons.length - past,
      persons: persons.slice(0, MOST_SHOWN),
      truncated: persons.length > MOST_SHOWN,
    });
  },
});

const revalidateInput = z.strictObject({
  entity: z.string(),
  reason: z.string().trim().min(3).max(4000),
  reviewBy: z
    .string()
    .refine((text) => parseDate(text).ok, 'is not a date YYYY-MM-DD that exists')
    .nullable()
    .default(null),
});
const revalidateOutput = z.object({ id: z.string(), entity: z.string(), reviewBy: z.string() });

/** The day asked for, when it is neither over nor later than the home allows. */
function dayAsked(asked: string | null, today: DateText, years: number): Result<DateText> {
  const last = reviewBy(today, years);
  if (asked === null) return ok(last);
  if (asked >= today && asked <= last) return ok(asked as DateText);
  return err(failure('BAD_INPUT', `reviewBy: ${asked} is not a day from ${today} to ${last}`));
}

type Said = Pick<PersonDecision, 'party' | 'entity' | 'reason'> & { readonly reviewBy: DateText };

/** The word of one person, signed with their own key. What `state` says is not looked at. */
function revalidation({ viewer, clock, cut, signer }: OperationContext, said: Said): PersonDecision {
  const { name } = viewer.actor;
  const own = { actor: name, confirmedBy: name, ordinal: 1, atMicros: clock.nowMicros(), classes: cut.classes };
  return signDecision({ kind: 'person-state', state: 'UNASSESSED', ...said, ...own }, signer);
}

/**
 * Says that a person stays in the record, and up to which day: at most the years of the home from today. Signed like every
 * decision, and no input of a Run. Errors: FORBIDDEN, NOT_FOUND, BAD_INPUT.
 */
export const personRevalidate: AppOperation<
  z.infer<typeof revalidateInput>,
  z.infer<typeof revalidateOutput>
> = operation({
  name: 'person.revalidate',
  input: revalidateInput,
  output: revalidateOutput,
  access: { action: 'result.read', mode: 'write', protectedData: true },
  key: (asked) => sha256Hex(canonicalJson(asked)),
  run: async (context, { entity, reason, reviewBy: asked }) => {
    const allowed = mayReview(context);
    if (!allowed.ok) return allowed;
    const head = await findRun(context, null);
    if (!head.ok) return head;
    const person = await context.people.person(head.value.run as RunId, entity);
    const [party] = person?.mentions ?? [];
    if (person === null || party === undefined)
      return err(failure('NOT_FOUND', `there is no person ${entity} in the current Run`));
    const today = dateOfMicros(context.clock.nowMicros());
    const until = dayAsked(asked, today, context.people.years);
    if (!until.ok) return until;
    const [named, stays] = [party.party as PartyId, until.value];
    const decision = revalidation(context, { party: named, entity: person.id as EntityId, reason, reviewBy: stays });
    const id = makeId('jdg', [decision.party, 'revalidate', decision.atMicros ?? 0]);
    await context.write(id, { reviewBy: until.value }, (writer) => writer.decide(decision));
    return ok({ id, entity: person.id, reviewBy: until.value });
  },
});
