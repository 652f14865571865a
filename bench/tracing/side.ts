import { coursesOf } from '../../src/tracing/course.ts';
import type { TraceMethod } from '../../src/tracing/index.ts';
import { benchLedger, EVENTS_PER_ACCOUNT } from './ledger.ts';

/**
 * All methods over one ledger in a process of its own: `node side.ts EVENTS`. CPU seconds: on a machine that does other
 * work too, elapsed time would measure that work.
 */
function cpuSeconds(start?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

const count = Number(process.argv[2]);
const events = benchLedger(count);
const begun: Partial<Record<TraceMethod, number>> = {};
const start = process.cpuUsage();
const courses = coursesOf(events, (method) => {
  begun[method] = cpuSeconds(start);
  return { checkpointEvery: Number.POSITIVE_INFINITY, note: () => null };
});
for (const { method, accounts } of courses)
  if (accounts().size !== count / EVENTS_PER_ACCOUNT) throw new Error(`${method} did not trace every account`);
const seconds = cpuSeconds(start);
const roundings = Object.fromEntries(courses.map((course) => [course.method, course.roundings]));
console.log(JSON.stringify({ seconds, begun, roundings, peak: process.resourceUsage().maxRSS * 1024 }));
