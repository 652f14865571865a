import { type Composition, OWN } from './composition.ts';
import type { Flow } from './flows.ts';
import { type IsOwn, type Method, TRACE_METHODS, type TraceMethod } from './method.ts';
import { withMethod } from './methods.ts';
import { type LabelOf, type Standing, Walker } from './walk.ts';

/** What an account is found to hold at the end of a course. */
export type AccountEnd = {
  readonly held: Composition;
  /** Minor units below zero. */
  readonly hole: bigint;
  /** Claims that have touched the account, under `poison` alone. */
  readonly touchedBy: readonly string[];
};

/** One event as it is applied. Compositions are made when asked for: they cost more than the walk. */
export type Step = {
  readonly event: Flow;
  readonly moved: () => Composition;
  readonly held: (account: string) => Composition;
  /** Claims that have touched the money moved, under `poison` alone. */
  readonly touchedBy: () => readonly string[];
};

/** One method carried over all events, and a way to carry it over others that begin alike. */
export type Course<T> = {
  readonly method: TraceMethod;
  /** What was noted at each event. */
  readonly notes: readonly T[];
  readonly overdrafts: readonly string[];
  readonly roundings: number;
  readonly accounts: () => ReadonlyMap<string, AccountEnd>;
  /**
   * The course over `events`, which are the same as before up to number `from`: replayed from the last checkpoint before
   * it, with the same result as from the beginning. So a late record costs what comes after it (detection 4.2).
   */
  readonly resume: (events: readonly Flow[], from: number) => Course<T>;
};

/** How a course is run: where accounts stand at first, how often to keep a checkpoint, what to note at each event. */
export type CourseOptions<T> = {
  readonly opening?: ReadonlyMap<string, bigint>;
  readonly labelOf?: LabelOf;
  readonly isOwn?: IsOwn;
  readonly checkpointEvery: number;
  readonly note: (step: Step) => T;
};

export const isOwnTag: IsOwn = (label) => label === OWN;
export const tagOf: LabelOf = ({ tag }) => tag ?? OWN;

/** An account that opens overdrawn holds nothing, and the first credits fill the hole. */
export function outset<Money>(
  method: Method<Money & { readonly units: bigint }>,
  opening: ReadonlyMap<string, bigint>,
) {
  const held = [...opening]
    .filter(([, units]) => units > 0n)
    .map(([id, units]) => [id, method.of(OWN, units)] as const);
  const holes = [...opening].filter(([, units]) => units < 0n).map(([id, units]) => [id, -units] as const);
  return { next: 0, held: new Map(held), holes: new Map(holes), roundings: 0, overdrafts: [] };
}

type Run<Money, T> = {
  readonly name: TraceMethod;
  readonly method: Method<Money & { readonly units: bigint }>;
  readonly options: CourseOptions<T>;
};

type Track<Money, T> = { readonly checkpoints: readonly Standing<Money>[]; readonly notes: readonly T[] };

function carry<Money extends { readonly units: bigint }, T>(
  run: Run<Money, T>,
  events: readonly Flow[],
  before: Track<Money, T>,
): Course<T> {
  const { method, options } = run;
  const start = before.checkpoints.at(-1) ?? outset(method, options.opening ?? new Map());
  const checkpoints = [...before.checkpoints];
  const notes = before.notes.slice(0, start.next);
  const walker = new Walker(method, options.labelOf ?? tagOf, start);
  for (let at = start.next; at < events.length; at++) {
    const event = events[at];
    if (event === undefined) break;
    if (at > start.next && at % options.checkpointEvery === 0) checkpoints.push(walker.standing());
    const moved = walker.apply(event);
    notes.push(
      options.note({
        event,
        moved: () => method.composition(moved),
        held: (account) => method.composition(walker.held(account)),
        touchedBy: () => method.touchedBy?.(moved) ?? [],
      }),
    );
  }
  const end = walker.standing();
  return {
    method: run.name,
    notes,
    overdrafts: end.overdrafts,
    roundings: end.roundings,
    accounts: () => accountsOf(method, end),
    resume: (changed, from) =>
      carry(run, changed, { checkpoints: checkpoints.filter(({ next }) => next <= from), notes }),
  };
}

function accountsOf<Money extends { readonly units: bigint }>(
  method: Method<Money>,
  { held, holes }: Standing<Money>,
): ReadonlyMap<string, AccountEnd> {
  const ids = [...new Set([...held.keys(), ...holes.keys()])].sort();
  return new Map(
    ids.map((id) => {
      const money = held.get(id) ?? method.nothing;
      const touchedBy = method.touchedBy?.(money) ?? [];
      return [id, { held: method.composition(money), hole: holes.get(id) ?? 0n, touchedBy }];
    }),
  );
}

/** Carries one method over the events. */
export function courseOf<T>(name: TraceMethod, events: readonly Flow[], options: CourseOptions<T>): Course<T> {
  return withMethod(name, options.isOwn ?? isOwnTag, (method) =>
    carry({ name, method, options }, events, { checkpoints: [], notes: [] }),
  );
}

function underName<T>(method: TraceMethod, course: Course<T>): Course<T> {
  return { ...course, method, resume: (events, from) => underName(method, course.resume(events, from)) };
}

/** All seven methods over the events, in the order of their list. `libr` and `taint-last` are one rule, walked once. */
export function coursesOf<T>(
  events: readonly Flow[],
  options: (method: TraceMethod) => CourseOptions<T>,
): readonly Course<T>[] {
  const ownFirst = courseOf('taint-last', events, options('taint-last'));
  return TRACE_METHODS.map((method) => {
    if (method === 'taint-last') return ownFirst;
    return method === 'libr' ? underName(method, ownFirst) : courseOf(method, events, options(method));
  });
}
