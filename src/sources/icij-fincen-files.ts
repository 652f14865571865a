import { ok, unwrap } from '../core/index.ts';
import json from './maps/icij-fincen-files.json' with { type: 'json' };
import { cuttingOf, readMapped } from './maps/read-mapped.ts';
import { checkTableMap } from './maps/table-map.ts';
import type { Format } from './types.ts';

const map = unwrap(checkTableMap(json));

/** ICIJ's FinCEN Files, download_transactions_map.csv (formats 3.6): flows between banks, drawn from SARs. */
export const icijFincenFiles: Format = {
  id: 'icij-fincen-files',
  defaultClass: 'BSA_LEAD_ONLY',
  sniff: ({ text }) => (text.startsWith('id,icij_sar_id,') ? ok('icij-fincen-files') : null),
  read: (input) => readMapped(input, map),
  cutting: () => cuttingOf(map),
};
