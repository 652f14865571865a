import type { Statement } from './statement.ts';

export type Theory =
  | 'PROCEEDS'
  | 'FACILITATING'
  | 'INVOLVED_IN_LAUNDERING'
  | 'TRACEABLE_TO'
  | 'FUNGIBLE_984'
  | 'SUBSTITUTE_853P'
  | 'BLOCKABLE_OFAC'
  | 'RESTITUTION_LIEN_ONLY';

export type Route =
  | 'none'
  | '1594-criminal'
  | '1594-civil'
  | '981-civil'
  | '982-criminal'
  | 'restraint-853e'
  | 'tro-853e2'
  | 'warrant-853f'
  | 'warrant-981b'
  | 'lis-pendens'
  | 'substitute-853p'
  | 'foreign-2467'
  | 'ofac'
  | 'state';

/**
 * A legal time limit of legal_clocks.csv. `due` is a date once the event that starts the clock is known; else null, and
 * `dueIfStartedAsOf` shows the date it would give if that event happened on the as-of date of the Run.
 */
export type AssetClock = {
  readonly id: string;
  readonly authority: string;
  readonly startsAt: string;
  readonly length: string;
  readonly due: string | null;
  readonly dueIfStartedAsOf: string | null;
};

/** An element of a route's standard with the facts that meet it, or what is asked for in words. */
export type RouteElement = {
  readonly element: string;
  readonly facts: readonly Statement[];
  readonly missing: string | null;
};

/** A further route that fits the theories of an asset, with what its standard still lacks. */
export type RouteOption = {
  readonly route: Route;
  readonly authority: string;
  readonly burden: string;
  readonly missing: readonly string[];
};

export type AssetRoute = {
  readonly choice: Route;
  readonly reason: string;
  readonly authority: string | null;
  readonly burden: string | null;
  readonly elements: readonly RouteElement[];
  /** What the standard of the route asks for, and the facts that meet it. */
  readonly standardFacts: Readonly<Record<string, readonly string[]>>;
  readonly missing: readonly string[];
  readonly clocks: readonly AssetClock[];
  /** The other routes that its theories open, those of section 1594 first. */
  readonly options: readonly RouteOption[];
  /** A victim specialist's note on shelter, wages, medicine and reprisal is needed before anything is recommended. */
  readonly specialistNote: 'required' | 'not required';
};
