/** Time is an input. Only this file reads the machine's clock; everything else receives a Clock. */
export type Clock = {
  /** Microseconds since 1970-01-01T00:00:00Z, a safe integer. */
  readonly nowMicros: () => number;
};

export const systemClock: Clock = { nowMicros: () => Date.now() * 1000 };

/** A clock that stands still, for tests and for replays. */
export function fixedClock(micros: number): Clock {
  return { nowMicros: () => micros };
}

/** Milliseconds of a monotonic stopwatch: for durations shown to people, never for results. */
export function stopwatch(): { readonly elapsedSeconds: () => number } {
  const start = performance.now();
  return { elapsedSeconds: () => (performance.now() - start) / 1000 };
}
