import { accountsTarget } from './tables/accounts.ts';
import { plainCsvFormat } from './tables/plain-csv.ts';

export const redressAccounts = plainCsvFormat('redress-accounts', 'PROCESS_OBTAINED', accountsTarget);
