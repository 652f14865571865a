import { compareText, err, failure, ok, type Result } from '../core/index.ts';
import { splitOver } from './apportion.ts';
import { centsText, sumCents } from './cents.ts';
import { type Entitlement, entitlementOf, entitlementWarnings, type RestitutionLine } from './entitlement.ts';
import type { VictimEntry, WorksheetFile } from './file.ts';
import type { WeekLine } from './flsa.ts';
import { type InterestLine, interestLine } from './interest.ts';
import { labourValue } from './labour-value.ts';
import { applyPayments, type Ledger, type Owed, type Refused } from './ledger.ts';
import { type OrderLine, orderDifferences } from './liabilities.ts';
import { type PoolLine, poolLine } from './pool.ts';
import { type FilePlace, fileFailure } from './read/fields.ts';
import { readWorksheetFile } from './read/read-file.ts';
import { rulesFor } from './victim-rules.ts';
import { type WageRow, type WageTable, wageTable } from './wage-table.ts';
import { type Warning, warning } from './warning.ts';
import { type ReceiptsLine, waterfall } from './waterfall.ts';

/** The public tables that the figures rest on; reference/load.ts satisfies it. */
export type RestitutionTables = {
  readonly wages: readonly WageRow[];
  /** By circuit: whether an additional equal amount enters the labour limb. A circuit that is not here is not known. */
  readonly liquidatedCircuits: ReadonlyMap<string, { readonly on: boolean }>;
};

export type VictimResult = {
  readonly id: string;
  readonly losses: string;
  readonly gross: string;
  readonly flsa: string;
  readonly flsaLiquidated: string;
  readonly labourLimb: string;
  readonly total: string;
  readonly weeks: readonly WeekLine[];
  readonly received: string;
  readonly balanceVictim: string;
  readonly balanceAttorneyGeneral: string;
  readonly lines: readonly RestitutionLine[];
  /** Every version of the law that the offence falls under, oldest first, with the total under it. */
  readonly rules: readonly { readonly version: string; readonly total: string }[];
};

/** A worksheet as interface 6 prints it: money is decimal text in dollars, victims are pseudonyms in id order. */
export type Worksheet = {
  readonly case: string;
  readonly circuit: string | null;
  /** Whether liquidated damages enter the labour limb in this circuit. */
  readonly liquidatedCounted: boolean;
  readonly victims: readonly VictimResult[];
  readonly allocation: readonly { readonly victim: string; readonly amount: string }[];
  readonly refused: readonly Refused[];
  readonly warnings: readonly Warning[];
  readonly orders?: readonly OrderLine[];
  readonly receipts?: ReceiptsLine;
  readonly interest?: InterestLine;
  readonly pool?: PoolLine;
};

/** The most workweeks of one file: a bound on what one question can ask for. */
const MOST_WEEKS = 50_000;

/** A victim with every figure that does not depend on payments. */
type Measured = {
  readonly victim: VictimEntry;
  readonly weeks: readonly WeekLine[];
  readonly rules: readonly { readonly version: string; readonly total: string }[];
  /** Under the rules in force when the offence ended. */
  readonly result: Entitlement;
  readonly warnings: readonly Warning[];
};

type Ground = {
  readonly file: WorksheetFile;
  readonly rates: WageTable;
  readonly liquidatedOn: boolean;
};

function measureVictim(victim: VictimEntry, ground: Ground, place: FilePlace): Result<Measured> {
  const labour = labourValue(victim, ground.rates, { ...place, path: `${place.path}.labour` });
  if (!labour.ok) return labour;
  const rules = rulesFor(victim, ground.file, place);
  if (!rules.ok) return rules;
  const { last, sets, warnings } = rules.value;
  const inputs = { victim, labour: labour.value, liquidatedOn: ground.liquidatedOn };
  const result = entitlementOf({ ...inputs, rules: last });
  return ok({
    victim,
    weeks: labour.value.weeks,
    rules: sets.map((set) => ({
      version: set.version,
      total: centsText(entitlementOf({ ...inputs, rules: set }).total),
    })),
    result,
    warnings: [...warnings, ...labour.value.warnings, ...entitlementWarnings({ ...inputs, rules: last }, result)],
  });
}

function measureVictims(ground: Ground): Result<Measured[]> {
  const measured: Measured[] = [];
  let weeks = 0;
  for (const [index, victim] of ground.file.victims.entries()) {
    const one = measureVictim(victim, ground, { path: `victims[${index}]`, victim: victim.id });
    if (!one.ok) return one;
    weeks += one.value.weeks.length;
    if (weeks > MOST_WEEKS) return err(failure('LIMIT', `the worksheet has more than ${MOST_WEEKS} workweeks`));
    measured.push(one.value);
  }
  return ok(measured.sort((a, b) => compareText(a.victim.id, b.victim.id)));
}

function owedTo({ victim, result }: Measured): Owed {
  const counted = result.lines.filter((line) => line.counted).map(({ lossId, cents }) => [lossId, cents] as const);
  return { victim: victim.id, total: result.total, losses: new Map(counted) };
}

function victimResult({ victim, weeks, rules, result }: Measured, { balances }: Ledger): VictimResult {
  const balance = balances.get(victim.id);
  if (balance === undefined) throw new TypeError(`the ledger has no account of ${victim.id}`);
  return {
    id: victim.id,
    losses: centsText(result.losses),
    gross: centsText(result.gross),
    flsa: centsText(result.flsa),
    flsaLiquidated: centsText(result.flsaLiquidated),
    labourLimb: centsText(result.labourLimb),
    total: centsText(result.total),
    weeks,
    received: centsText(balance.received),
    balanceVictim: centsText(balance.victim),
    balanceAttorneyGeneral: centsText(balance.attorneyGeneral),
    lines: result.lines.map(({ cents: _exact, ...line }) => line),
    rules,
  };
}

/** The blocks that a file may ask for beside the victims' figures, each under its own name. */
type Blocks = Pick<Worksheet, 'allocation' | 'orders' | 'receipts' | 'interest' | 'pool'> & {
  readonly blockWarnings: readonly Warning[];
};

function blocksOf({ receipts, available, interest, pool, orders }: WorksheetFile, ledger: Ledger): Blocks {
  const claims = [...ledger.balances].map(([id, balance]) => ({ id, owed: balance.victim }));
  const owed = sumCents(claims.map((claim) => claim.owed));
  const money = receipts?.received ?? available;
  const fall = receipts === null || money === null ? null : waterfall(money, receipts, owed);
  const forVictims = fall === null ? money : fall.forVictims;
  const pooled = pool === null ? null : poolLine(pool);
  const tooMuch = fall === null && money !== null && money > owed;
  return {
    allocation:
      forVictims === null
        ? []
        : splitOver(forVictims, claims).map(({ id, amount }) => ({ victim: id, amount: centsText(amount) })),
    ...(orders.length === 0 ? {} : { orders: ledger.orders }),
    ...(fall === null ? {} : { receipts: fall.line }),
    ...(interest === null ? {} : { interest: interestLine(interest, owed) }),
    ...(pooled === null ? {} : { pool: pooled.line }),
    blockWarnings: [
      ...(tooMuch ? [warning('ABOVE_WHAT_IS_OWED', `only ${centsText(owed)} of what is available is owed`)] : []),
      ...(fall?.warnings ?? []),
      ...(pooled?.warnings ?? []),
    ],
  };
}

function fileWarnings({ circuit, missing }: WorksheetFile): Warning[] {
  const unknown = 'no circuit is stated: liquidated damages are printed and not counted';
  return [
    ...(circuit === null ? [warning('CIRCUIT_UNKNOWN', unknown)] : []),
    ...missing.map(({ victim, what }) => warning('DRAFT_INCOMPLETE', what, victim === null ? {} : { victim })),
  ];
}

function assemble(file: WorksheetFile, measured: readonly Measured[], liquidatedOn: boolean): Worksheet {
  const ledger = applyPayments(measured.map(owedTo), file.payments, file.orders);
  const { blockWarnings, ...blocks } = blocksOf(file, ledger);
  const totals = new Map(measured.map(({ victim, result }) => [victim.id, result.total]));
  return {
    case: file.case,
    circuit: file.circuit,
    liquidatedCounted: liquidatedOn,
    victims: measured.map((one) => victimResult(one, ledger)),
    ...blocks,
    refused: ledger.refused,
    warnings: [
      ...fileWarnings(file),
      ...measured.flatMap(({ warnings }) => warnings),
      ...ledger.warnings,
      ...orderDifferences(file.orders, totals),
      ...blockWarnings,
    ],
  };
}

/**
 * What each victim of a worksheet file is owed, has received and is still owed, with every line and week that it rests
 * on (18 USC 1593, 2429, 3663A, 3663; legal-and-evidence 2). A pure function of the file and the tables; the order of
 * victims in the file changes nothing.
 *
 * @param value the parsed JSON of the file
 * @returns WORKSHEET_INVALID, BAD_HOURS, BAD_AMOUNT, BAD_DATE, NO_WAGE_RATE, NO_RULE or LIMIT, each naming the victim
 *   and workweek it is about
 */
export function worksheetOf(value: unknown, tables: RestitutionTables): Result<Worksheet> {
  const read = readWorksheetFile(value);
  if (!read.ok) return read;
  const file = read.value;
  const liquidated = file.circuit === null ? { on: false } : tables.liquidatedCircuits.get(file.circuit);
  if (liquidated === undefined) {
    const known = [...tables.liquidatedCircuits.keys()].join(', ');
    return err(fileFailure('WORKSHEET_INVALID', `the circuit is none of ${known}`, { path: 'circuit' }));
  }
  const measured = measureVictims({ file, rates: wageTable(tables.wages), liquidatedOn: liquidated.on });
  return measured.ok ? ok(assemble(file, measured.value, liquidated.on)) : measured;
}
