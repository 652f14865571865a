import { readBatch } from './fincen/batch.ts';
import { sniffFincen } from './fincen/sniff.ts';
import type { Format } from './types.ts';

/** Currency transaction reports in FinCEN's BSA E-Filing XML (formats 1). */
export const fincenCtr: Format = {
  id: 'fincen-ctr',
  defaultClass: 'BSA_LEAD_ONLY',
  sniff: sniffFincen('fincen-ctr'),
  read: readBatch,
  cutting: () => 'nowhere',
};
