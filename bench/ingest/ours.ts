import { type Caller, compose, ingest, readConfig, runOperation } from '../../src/app/index.ts';
import { unwrap } from '../../src/core/index.ts';

/** One side of (a) and (d), in a process of its own: the whole way from a CSV file to a sealed Source. */
const [home = '', csv = ''] = process.argv.slice(2);
const app = unwrap(await compose(unwrap(readConfig({}, home))));
const { actor, signer } = unwrap(app.home.actor('local'));
const opened = unwrap(app.home.case('local'));
const caller: Caller = { viewer: { actor, case: opened, purpose: opened.purpose, view: 'full' }, signer };
const start = performance.now();
const done = unwrap(await runOperation(app, caller, ingest, { paths: [csv] }));
const seconds = (performance.now() - start) / 1000;
await app.close();
console.log(
  JSON.stringify({
    seconds,
    rows: done.totals.recordsStored,
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
