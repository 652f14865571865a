import { accountsTarget } from './accounts.ts';
import { aggregateFlowsTarget } from './aggregate-flows.ts';
import { assetsTarget } from './assets.ts';
import { balancesTarget } from './balances.ts';
import type { Target } from './target.ts';
import { transfersTarget } from './transfers.ts';

/** What the rows of a mapped table can mean. */
export const TARGETS = {
  transfers: transfersTarget,
  accounts: accountsTarget,
  balances: balancesTarget,
  assets: assetsTarget,
  'aggregate-flows': aggregateFlowsTarget,
} as const satisfies Record<string, Target>;
