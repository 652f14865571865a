import { canonicalJson, err, failure, ok, type Result } from '../core/index.ts';

/** An identifier that one holder has and no other. A name is none, so nobody can be asked for by name. */
export type ExclusiveIdentifier =
  | { readonly type: 'account'; readonly institution: string; readonly number: string }
  | { readonly type: 'ein'; readonly value: string }
  | { readonly type: 'passport'; readonly country: string; readonly value: string }
  | { readonly type: 'wallet'; readonly value: string }
  | { readonly type: 'vin'; readonly value: string };

const plain = (text: string) => text.toUpperCase().replace(/[\s.-]+/g, '');

/** Base58 tells upper from lower case; hexadecimal (EIP-55) and Bech32 (BIP-173) addresses are one in either. */
function walletText(value: string): string {
  const text = value.trim();
  return /^0x/i.test(text) || /^(?:bc|tb|ltc)1/i.test(text) ? text.toLowerCase() : text;
}

function parts(identifier: ExclusiveIdentifier): readonly (readonly [text: string, form: RegExp])[] {
  switch (identifier.type) {
    case 'account':
      return [
        [plain(identifier.institution), /^[A-Z0-9]{4,34}$/],
        [plain(identifier.number), /^[A-Z0-9]{2,34}$/],
      ];
    case 'ein':
      return [[plain(identifier.value), /^(?!00)\d{9}$/]];
    case 'passport':
      return [
        [plain(identifier.country), /^[A-Z]{2}$/],
        [plain(identifier.value), /^[A-Z0-9]{5,20}$/],
      ];
    case 'wallet':
      return [[walletText(identifier.value), /^[A-Za-z0-9]{25,100}$/]];
    case 'vin':
      // 49 CFR 565: 17 characters without I, O and Q.
      return [[plain(identifier.value), /^[A-HJ-NPR-Z0-9]{17}$/]];
  }
}

/** The one text under which an identifier is hashed, however it is written. Error: BAD_IDENTIFIER. */
export function canonicalIdentifier(identifier: ExclusiveIdentifier): Result<string> {
  const found = parts(identifier);
  return found.every(([text, form]) => form.test(text))
    ? ok(canonicalJson([identifier.type, ...found.map(([text]) => text)]))
    : err(failure('BAD_IDENTIFIER', `this is no ${identifier.type} identifier that names one holder alone`));
}
