import { join } from 'node:path';
import { inOwnProcess, report, sample, sampleText } from '../measure.ts';
import { EVENTS_PER_ACCOUNT } from './ledger.ts';

/**
 * Tracing: every method over a ledger of many accounts, walked to the end with what each event moved and what each account
 * then holds; nothing is printed. 10^5 events over 1,000 accounts and 10^6 over 10,000, each in a process of its own.
 */
type Run = {
  readonly seconds: number;
  readonly peak: number;
  /** When each method that is walked began, in the order of walking. */
  readonly begun: Readonly<Record<string, number>>;
  readonly roundings: Readonly<Record<string, number>>;
};

const BUDGET = { seconds: 60, bytes: 1e9, exponent: 1.2 };
/** A heap that may not grow past its budget: garbage is collected before, as a careful operator would have it. */
const FLAGS = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=800'];
const SIZES = [100_000, 1_000_000] as const;

const side = join(import.meta.dirname, 'side.ts');
const [small, large] = SIZES.map((size) => inOwnProcess<Run>(side, [String(size)], FLAGS));
if (small === undefined || large === undefined) throw new Error('a size was not measured');

const walked = Object.entries(large.begun);
const perMethod = walked.map(([method, from], at) => {
  const seconds = (walked[at + 1]?.[1] ?? large.seconds) - from;
  return sampleText(`${method}, ${large.roundings[method]} roundings`, sample([seconds]), 's');
});
const accounts = SIZES[1] / EVENTS_PER_ACCOUNT;
report(`tracing ${SIZES[1]} events over ${accounts} accounts, all methods, CPU time`, {
  lines: [...perMethod, sampleText('all', sample([large.seconds]), 's')],
  ratio: large.seconds,
  bar: BUDGET.seconds,
  better: 'lower',
});
report('tracing, peak memory of the whole process, in GB', {
  lines: [sampleText('peak', sample([large.peak / 1e6]), 'MB')],
  ratio: large.peak / 1e9,
  bar: BUDGET.bytes / 1e9,
  better: 'lower',
});
report('tracing, exponent of time from 10^5 to 10^6 events', {
  lines: [sampleText('10^5', sample([small.seconds]), 's'), sampleText('10^6', sample([large.seconds]), 's')],
  ratio: Math.log10(large.seconds / small.seconds),
  bar: BUDGET.exponent,
  better: 'lower',
});
