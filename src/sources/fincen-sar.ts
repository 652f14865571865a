import { readBatch } from './fincen/batch.ts';
import { sniffFincen } from './fincen/sniff.ts';
import type { Format } from './types.ts';

/** Suspicious activity reports in FinCEN's BSA E-Filing XML (formats 1). */
export const fincenSar: Format = {
  id: 'fincen-sar',
  defaultClass: 'BSA_LEAD_ONLY',
  sniff: sniffFincen('fincen-sar'),
  read: readBatch,
  cutting: () => 'nowhere',
};
