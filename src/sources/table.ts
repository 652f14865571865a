import { failure, RedressError } from '../core/index.ts';
import { cuttingOf, readMapped } from './maps/read-mapped.ts';
import type { Format } from './types.ts';

/** Any CSV, TSV or NDJSON with a declared map. Never sniffed: what the columns mean is for a person to say. */
export const table: Format = {
  id: 'table',
  defaultClass: null,
  sniff: () => null,
  read: (input) => {
    if (input.map === undefined) {
      throw new RedressError(failure('MAP_INVALID', 'format table needs --map', { file: input.fileName }));
    }
    return readMapped(input, input.map);
  },
  cutting: (map) => (map === null ? 'nowhere' : cuttingOf(map)),
};
