const SHORTEST_MS = 250;

/** Passes on the newest value at most four times a second; `finish` passes on what is still held back. */
export function progressTeller<T>(pass: (value: T) => Promise<unknown>): {
  readonly tell: (value: T) => void;
  readonly finish: () => Promise<void>;
} {
  let held: { readonly value: T } | null = null;
  let pause: NodeJS.Timeout | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const passOn = () => {
    if (held === null) return;
    // Progress is told beside the work: one that cannot be passed on is no failure of the job.
    last = pass(held.value).catch(() => undefined);
    held = null;
  };
  const next = () => {
    pause = held === null ? null : setTimeout(next, SHORTEST_MS);
    passOn();
  };
  return {
    tell: (value) => {
      held = { value };
      if (pause === null) next();
    },
    finish: async () => {
      if (pause !== null) clearTimeout(pause);
      passOn();
      await last;
    },
  };
}
