import { assetsTarget } from './tables/assets.ts';
import { plainCsvFormat } from './tables/plain-csv.ts';

export const redressAssets = plainCsvFormat('redress-assets', 'PUBLIC_RECORD', assetsTarget);
