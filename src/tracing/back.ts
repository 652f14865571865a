import { NOTHING } from './composition.ts';
import { coursesOf, isOwnTag } from './course.ts';
import type { Flow, FlowLedger } from './flows.ts';
import type { TraceMethod } from './method.ts';
import { type PrintedParts, printParts } from './print.ts';

/** Where money is looked at: what an account holds at the end, or what one event moved. */
export type BackTarget = { readonly kind: 'account' | 'event'; readonly id: string };

/** The money from outside that something consists of: event id -> amount, by method. */
export type Sources = {
  readonly target: BackTarget;
  readonly methods: Readonly<Record<Exclude<TraceMethod, 'poison'>, PrintedParts>>;
  /** Under `poison` the claims that touched it: it says nothing of amounts. */
  readonly poison: readonly string[];
};

/** The account or event with a name; an account when both have it. Null when nothing has it. */
export function backTarget({ events }: FlowLedger, id: string): BackTarget | null {
  if (events.some(({ from, to }) => from === id || to === id)) return { kind: 'account', id };
  return events.some((event) => event.id === id) ? { kind: 'event', id } : null;
}

/**
 * The events that can bear on the target, in their order: going back in time, an event does when it pays into or out of
 * an account whose later money reaches the target.
 */
export function bearingOn(events: readonly Flow[], { kind, id }: BackTarget): Flow[] {
  const reaching = new Set<string>(kind === 'account' ? [id] : []);
  const bearing: Flow[] = [];
  const last = kind === 'account' ? events.length - 1 : events.findIndex((event) => event.id === id);
  for (let at = last; at >= 0; at--) {
    const event = events[at];
    if (event === undefined) break;
    const { from, to } = event;
    const isTarget = kind === 'event' && at === last;
    if (!isTarget && !(from !== null && reaching.has(from)) && !(to !== null && reaching.has(to))) continue;
    bearing.push(event);
    if (from !== null) reaching.add(from);
  }
  return bearing.reverse();
}

/**
 * Follows money back to the deposits from outside that it consists of: the part of the ledger that bears on it is walked
 * with every deposit under its own id, own money and claims in their classes. So for each tag the deposits of that tag add
 * to what the forward trace says. What an overdraft lent stands under the id of the event that overdrew.
 */
export function traceBack(ledger: FlowLedger, target: BackTarget): Sources {
  const events = bearingOn(ledger.events, target);
  const claims = new Set(events.filter(({ tag }) => tag !== null && !isOwnTag(tag)).map(({ id }) => id));
  const courses = coursesOf(events, () => ({
    labelOf: ({ id }) => id,
    isOwn: (label) => !claims.has(label),
    checkpointEvery: Number.POSITIVE_INFINITY,
    // Of an event the last is the target, and its money alone is kept.
    note: ({ event, moved, touchedBy }) =>
      target.kind === 'event' && event.id === target.id ? { held: moved(), touchedBy: touchedBy() } : null,
  }));
  const found = courses.map((course) => {
    const consists = target.kind === 'account' ? course.accounts().get(target.id) : course.notes.at(-1);
    return { method: course.method, held: consists?.held ?? NOTHING, touchedBy: consists?.touchedBy ?? [] };
  });
  const amounts = found
    .filter(({ method }) => method !== 'poison')
    .map(({ method, held }) => [method, printParts(held, ledger.scale)] as const);
  return {
    target,
    methods: Object.fromEntries(amounts) as Sources['methods'],
    poison: found.find(({ method }) => method === 'poison')?.touchedBy ?? [],
  };
}
