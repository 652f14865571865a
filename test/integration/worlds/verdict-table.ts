import type { Verdict } from './evaluate.ts';

const HEAD = 'seed  networks  flagged  look-alikes  victims named  facilitators P/R  degree baseline  resolution F1';

function row(v: Verdict): string {
  const share = (value: number) => value.toFixed(2);
  return [
    String(v.seed).padStart(4),
    `${v.found}/${v.planted}`.padStart(9),
    String(v.flagged).padStart(8),
    String(v.lookAlikesFlagged.length).padStart(12),
    String(v.victimsNamed.length).padStart(14),
    `${share(v.facilitators.precision)}/${share(v.facilitators.recall)}`.padStart(17),
    share(v.degreeBaseline).padStart(16),
    v.resolution.f1.toFixed(4).padStart(14),
  ].join(' ');
}

/** The table that the test of the worlds prints. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const notes = verdicts.flatMap((v) => [
    ...v.missed.map((item) => `seed ${v.seed}: missed ${item}`),
    ...v.lookAlikesFlagged.map((item) => `seed ${v.seed}: flagged ${item}`),
  ]);
  return [HEAD, ...verdicts.map(row), ...notes].join('\n');
}
