import { balancesTarget } from './tables/balances.ts';
import { plainCsvFormat } from './tables/plain-csv.ts';

export const redressBalances = plainCsvFormat('redress-balances', 'PROCESS_OBTAINED', balancesTarget);
