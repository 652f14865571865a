/** Programs of the non-SDN lists: nothing of theirs is blocked (31 CFR 594 note, E.O. 13959, 31 CFR 561; FSE: E.O. 13608). */
const NOT_BLOCKING = /^(?:NS-[A-Z]+|CMIC-EO13959|561-Related|561List|CAPTA.*|FSE-[A-Z]+)$/;
/** Directives under E.O. 13662 restrict debt, equity and services and never block (31 CFR 589). */
const SECTORAL = 'UKRAINE-EO13662';

function hasDirective(order: string, remarks: string): boolean {
  return remarks.includes(`Executive Order ${order} Directive`);
}

type Effect = 'blocks' | 'restricts' | 'not-told';

function effectOf(program: string, remarks: string): Effect {
  if (NOT_BLOCKING.test(program)) return 'restricts';
  const order = /-EO(\d{5})$/.exec(program)?.[1] ?? null;
  if (order === null || !hasDirective(order, remarks)) return 'blocks';
  // Under later orders a party may be blocked and under a directive at once, and the entry does not say which it is.
  return program === SECTORAL ? 'restricts' : 'not-told';
}

/**
 * The list that an entry belongs to, by its own programs and Remarks: the CSV files have no column for it, and their
 * names are no content. `OFAC-SDN` entries are blocked, `OFAC-non-SDN` are not, of `OFAC` it is not told.
 */
export function listOf(programs: readonly string[], remarks: string): 'OFAC-SDN' | 'OFAC-non-SDN' | 'OFAC' {
  const effects = programs.map((program) => effectOf(program, remarks));
  if (effects.includes('blocks')) return 'OFAC-SDN';
  return effects.includes('not-told') || effects.length === 0 ? 'OFAC' : 'OFAC-non-SDN';
}
