import { addDays, type DateText, parseDate } from '../../core/index.ts';
import type { Outcome } from '../../facts/index.ts';
import { dueAfter } from '../clocks.ts';
import type { LeadContext } from '../context.ts';
import type { Hold } from './types.ts';

/**
 * The clock that each kind of hold starts (reference/clocks.csv). The civil twins of the first two have the same length
 * (18 USC 983(j)); a seizure starts the notice of an administrative forfeiture; a forfeiture ends the question.
 */
const CLOCK_OF_HOLD: Readonly<Record<Hold['type'], string | null>> = {
  tro: 'criminal_tro_ex_parte',
  restraint: 'criminal_restraint_pre_indictment',
  seizure: 'admin_notice',
  forfeiture: null,
};

const SOON_DAYS = 7;

function isHold(type: string): type is Hold['type'] {
  return Object.hasOwn(CLOCK_OF_HOLD, type);
}

/** What is seized stays seized when its notice falls due; an order falls away unless it is extended. */
function stateOfHold(type: Hold['type'], due: DateText | null, asOf: DateText): Hold['state'] {
  const isOrder = type === 'tro' || type === 'restraint';
  if (!isOrder || due === null || addDays(asOf, SOON_DAYS) < due) return 'standing';
  return due < asOf ? 'ended unless extended' : 'ends within 7 days';
}

/** The holds on one asset that outcomes state, oldest first, each with the day on which its clock runs out. */
export function holdsOf(
  { reference, asOf }: Pick<LeadContext, 'reference' | 'asOf'>,
  outcomes: readonly Outcome[],
): Hold[] {
  return outcomes.flatMap(({ outcomeType, reference: name, at, record }) => {
    const from = parseDate(at.slice(0, 10));
    if (!isHold(outcomeType) || !from.ok || from.value > asOf) return [];
    const id = CLOCK_OF_HOLD[outcomeType];
    const row = id === null ? undefined : reference.clocks.get(id);
    const due = row === undefined ? null : dueAfter(from.value, row);
    return [
      {
        type: outcomeType,
        reference: name,
        from: at,
        clock: row?.id ?? null,
        authority: row?.authority ?? null,
        due,
        state: stateOfHold(outcomeType, due, asOf),
        records: [record],
      },
    ];
  });
}
