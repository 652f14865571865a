import { type Cents, centsText, lesser } from './cents.ts';
import type { Receipts } from './file.ts';
import { type Warning, warning } from './warning.ts';

/** Who has a claim on money received from a defendant, in the order in which they are paid. */
const ORDER = ['assessments', 'victims', 'unitedStates', 'insurer', 'fine', 'jvta'] as const;
type Claimant = (typeof ORDER)[number];

export type ReceiptsLine = {
  readonly received: string;
  readonly paid: Readonly<Record<Claimant, string>>;
  readonly left: string;
};

export type Waterfall = {
  readonly line: ReceiptsLine;
  /** What is there for the victims of the worksheet together. */
  readonly forVictims: Cents;
  readonly warnings: readonly Warning[];
};

/**
 * Money received from a defendant, in the order of 18 USC 3612(c): the assessments of 3013; restitution of all victims,
 * the United States last among them (3664(i)), then insurers, who are paid once victims are whole (3664(j)(1)); fines;
 * and the assessment of 18 USC 3014, which waits for all of these. Whether an insurer stands before or after the United
 * States as a victim is not settled in the text; where both claim, that is flagged.
 */
export function waterfall(received: Cents, receipts: Receipts, victimsOwed: Cents): Waterfall {
  const claims: Record<Claimant, Cents> = { ...receipts, victims: victimsOwed };
  const paid: Record<Claimant, Cents> = {
    assessments: 0n,
    victims: 0n,
    unitedStates: 0n,
    insurer: 0n,
    fine: 0n,
    jvta: 0n,
  };
  let left = received;
  for (const claimant of ORDER) {
    paid[claimant] = lesser(left, claims[claimant]);
    left -= paid[claimant];
  }
  const unsettled = receipts.insurer > 0n && receipts.unitedStates > 0n;
  const texts = Object.fromEntries(ORDER.map((claimant) => [claimant, centsText(paid[claimant])]));
  return {
    line: {
      received: centsText(received),
      paid: texts as Record<Claimant, string>,
      left: centsText(left),
    },
    forVictims: paid.victims,
    warnings: unsettled
      ? [warning('INSURER_AND_UNITED_STATES', 'whether an insurer is paid before the United States is not settled')]
      : [],
  };
}
