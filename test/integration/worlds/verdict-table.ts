import type { Verdict } from './evaluate.ts';

const HEAD = 'seed  networks  flagged  look-alikes  victims named  facilitators P/R  degree baseline  resolution F1';

/** The networks of a world, whichever kind the Run gives them. */
export function anyKind({ kinds }: Pick<Verdict, 'kinds'>): Verdict['kinds'][number] {
  const any = kinds.find(({ kind }) => kind === 'any');
  if (any === undefined) throw new TypeError('a verdict has no row for any kind');
  return any;
}

function row(v: Verdict): string {
  const share = (value: number) => value.toFixed(2);
  const { hit, planted, found } = anyKind(v);
  return [
    String(v.seed).padStart(4),
    `${hit}/${planted}`.padStart(9),
    String(found).padStart(8),
    String(v.lookAlikes.flagged.length).padStart(12),
    String(v.victims.named.length).padStart(14),
    `${share(v.facilitators.precision)}/${share(v.facilitators.recall)}`.padStart(17),
    share(v.degreeBaseline.precision).padStart(16),
    v.resolution.f1.toFixed(4).padStart(14),
  ].join(' ');
}

/** The table that the test of the worlds prints. */
export function verdictTable(verdicts: readonly Verdict[]): string {
  const notes = verdicts.flatMap((v) => [
    ...v.missed.map(({ id, best }) => `seed ${v.seed}: missed ${id} ${best.toFixed(2)}`),
    ...v.lookAlikes.flagged.map((item) => `seed ${v.seed}: flagged ${item}`),
  ]);
  return [HEAD, ...verdicts.map(row), ...notes].join('\n');
}
