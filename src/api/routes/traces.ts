import { runOperation, traceAccount, traceLedgerFile } from '../../app/index.ts';
import { ok, type Result } from '../../core/index.ts';
import { type Reply, type Route, route } from '../route.ts';
import { newTrace, trace } from '../wire/traces.ts';

function answered(result: Result<unknown>): Result<Reply> {
  return result.ok ? ok({ status: 200, value: result.value }) : result;
}

/** Tracing. A trace is computed and answered; nothing is kept of it. */
export const traceRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/traces',
    summary: 'how much of claimed money is where: in a ledger that is sent, or in an account of the home',
    access: 'token',
    status: 200,
    body: newTrace,
    response: trace,
    handle: async ({ app, caller, body }) =>
      answered(
        'ledger' in body
          ? await runOperation(app, caller, traceLedgerFile, body)
          : await runOperation(app, caller, traceAccount, body),
      ),
  }),
];
