import { plainCsvFormat } from './tables/plain-csv.ts';
import { transfersTarget } from './tables/transfers.ts';

export const redressTransfers = plainCsvFormat('redress-transfers', 'PROCESS_OBTAINED', transfersTarget);
