import type { Purpose } from './movement.ts';

/** Lines of business by NAICS 2022 prefix. Codes say what an organisation does, never whether it is lawful. */
const LINES = {
  massage: ['812199'],
  processor: ['522320'],
  remitter: ['522390'],
  lender: ['52221', '52229', '52211', '52213', '52218'],
  bank: ['5221', '5211'],
  landlord: ['5311', '5313'],
  lodging: ['7211', '7213'],
  payroll: ['541214', '56133', '56132'],
  advertising: ['5418', '519290', '516210', '519130'],
  tax: ['921'],
  retail: ['44', '45', '7225', '221', '517', '4853', '4471', '4571', '524'],
  agent: ['5411', '54121', '561110', '561499'],
} as const satisfies Record<string, readonly string[]>;

type LineOfBusiness = keyof typeof LINES;

/** Whether any of these NAICS codes belongs to the line. */
export function isInLine(codes: Iterable<string>, line: LineOfBusiness): boolean {
  for (const code of codes) if (LINES[line].some((prefix) => code.startsWith(prefix))) return true;
  return false;
}

/** The purpose that the payer's line of business tells by itself. */
export const PURPOSE_OF_PAYER: readonly (readonly [LineOfBusiness, Purpose])[] = [
  ['processor', 'processor'],
  ['payroll', 'wage'],
  ['lender', 'loan'],
];

/** The purpose that the payee's line of business tells by itself. */
export const PURPOSE_OF_PAYEE: readonly (readonly [LineOfBusiness, Purpose])[] = [
  ['tax', 'payroll-tax'],
  ['payroll', 'wage'],
  ['remitter', 'remitter'],
  ['landlord', 'rent'],
  ['advertising', 'ad'],
  ['lender', 'loan'],
  ['retail', 'living'],
];
