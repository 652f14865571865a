import { err, failure, ok } from '../core/index.ts';
import { readBods } from './bods/read.ts';
import type { Format } from './types.ts';

/** Beneficial Ownership Data Standard 0.4. Versions 0.2 and 0.3 name their fields otherwise and are refused by name. */
export const bods: Format = {
  id: 'bods',
  defaultClass: 'PUBLIC_RECORD',
  sniff: ({ text, fileName }) => {
    if (!/^\s*[[{]/.test(text)) return null;
    if (/"recordId"\s*:/.test(text) && /"(?:recordDetails|recordType|statementId)"\s*:/.test(text)) return ok('bods');
    if (!/"statementID"\s*:/.test(text) || !/"statementType"\s*:/.test(text)) return null;
    const version = /"bodsVersion"\s*:\s*"([^"]{1,10})"/.exec(text)?.[1] ?? '0.1';
    return err(
      failure('NOT_IN_THIS_VERSION', `format bods ${version} is not in this version, bods 0.4 is`, { file: fileName }),
    );
  },
  read: readBods,
  // A relationship names records that may stand anywhere in the file.
  cutting: () => 'nowhere',
};
