/**
 * Thresholds of the coercion screen (legal-and-evidence 6.2). They are proposals, not law: report false blocks and
 * false releases before changing them, and change them here only.
 */
export const SCREEN = {
  /** Item 1: share of the inflow that does not stay and is not spent on the holder's own life. */
  passThrough: 0.9,
  passThroughDays: 60,
  /** Item 1: share of the outflow that goes to one cluster of the network. */
  toOneCluster: 0.8,
  /** Item 2: other depositors that share the contact. */
  depositors: 3,
  /** Item 3: hours from a deposit in one place to a withdrawal elsewhere by someone else. */
  elsewhereHours: 48,
  /** Item 4: years of age. */
  adult: 18,
  /** Items 3, 6 and 7: how often before it is a pattern. */
  repeats: 3,
  /** Beside the list: share of the outflow that goes to persons of the network ("most"). */
  mostToNetwork: 0.5,
  /** Any so many items other than item 4 make a hit. */
  itemsForHit: 2,
} as const;

/** Thresholds of the role hypotheses (defaults of this product). */
export const ROLES = {
  /** An agent is judged only from this many clients on. */
  minClients: 3,
  /** Chance at most that so many of an agent's clients are flagged by luck. */
  maxTail: 0.01,
  /** Flagged share of the agent's clients over the flagged share of all organisations. */
  minLift: 1.5,
  /** Payers from which on a pass-through account inside a network is a launderer's. */
  launderPayers: 3,
} as const;
