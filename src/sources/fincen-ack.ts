import { readAcknowledgements } from './fincen/ack.ts';
import { sniffFincen } from './fincen/sniff.ts';
import type { Format } from './types.ts';

/** FinCEN's acknowledgement of a batch in BSA E-Filing XML: a BSA id and warnings for each Activity (formats 1.4). */
export const fincenAck: Format = {
  id: 'fincen-ack',
  defaultClass: 'BSA_LEAD_ONLY',
  sniff: sniffFincen('fincen-ack'),
  read: readAcknowledgements,
  cutting: () => 'nowhere',
};
