import type { ThirdPartyRole } from './types.ts';

type Trade = Exclude<ThirdPartyRole, 'buyer of labour'>;

/** NAICS 2022 prefixes of trades that a network pays for its premises. */
const PAID_TRADES: Readonly<Record<Trade, readonly string[]>> = {
  lodging: ['7211', '7213'],
  landlord: ['5311', '5313'],
};

/** Trades that sell other people's work: labour contractors, farm crews, cleaners, building trades. */
const LABOUR_TRADES = ['1151', '238', '5612', '5613', '5617'] as const;

/** Whoever clears cards or holds accounts pays out other people's money: no buyer. */
const MONEY_TRADES = ['521', '522'] as const;

const startsWithAny = (code: string, prefixes: readonly string[]) => prefixes.some((prefix) => code.startsWith(prefix));

/** The trade and the code that tells it. */
export function paidTrade(codes: readonly string[]): { readonly role: Trade; readonly code: string } | null {
  for (const role of ['lodging', 'landlord'] as const) {
    const code = codes.find((item) => startsWithAny(item, PAID_TRADES[role]));
    if (code !== undefined) return { role, code };
  }
  return null;
}

export function labourTrade(codes: readonly string[]): string | null {
  return codes.find((code) => startsWithAny(code, LABOUR_TRADES)) ?? null;
}

export function isMoneyTrade(codes: readonly string[]): boolean {
  return codes.some((code) => startsWithAny(code, MONEY_TRADES));
}

/** The innocent case that looks the same. */
export const INNOCENT_TRADE: Readonly<Record<ThirdPartyRole, string>> = {
  lodging: 'hotels sell rooms to whoever pays; crews, travellers and firms book many nights for lawful reasons',
  landlord: 'a landlord takes rent from a tenant in business and need not see what is done on the premises',
  'buyer of labour': 'firms buy work from contractors and see a price and a crew, not what the crew is paid',
};
