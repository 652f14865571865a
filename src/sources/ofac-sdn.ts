import { err, failure, ok } from '../core/index.ts';
import { readOfac } from './ofac/read.ts';
import { isOfacCsv } from './ofac/sniff.ts';
import type { Format } from './types.ts';

const XML = /<sdnList[\s>]|<Sanctions\s[^>]{0,500}treas\.gov/;

/**
 * The lists of the Office of Foreign Assets Control as legacy CSV: SDN, ADD, ALT and SDN_COMMENTS, and the same four of the
 * non-SDN lists (CONS_…). Each file is a Source of its own; resolution joins them by entry number.
 */
export const ofacSdn: Format = {
  id: 'ofac-sdn',
  defaultClass: 'PUBLIC_RECORD',
  sniff: ({ text, fileName }) => {
    if (isOfacCsv(text)) return ok('ofac-sdn');
    if (!XML.test(text)) return null;
    const details = { file: fileName, format: 'ofac-sdn' };
    return err(
      failure('NOT_IN_THIS_VERSION', 'format ofac-sdn as XML is not in this version, its CSV files are', details),
    );
  },
  read: readOfac,
  cutting: () => 'after-csv-record',
};
