import { grouped } from '../../core/index.ts';
import { findingsSection, type ShownFinding } from './findings.ts';
import type { Page } from './page.ts';

/** The fields of an `accounts` row of interface 3 that the page shows. */
export type ShownAccount = {
  readonly id: string;
  readonly institution: string;
  readonly institutionName: string | null;
  readonly institutionType: string;
  readonly number: string;
  readonly holders: readonly { readonly entity: string; readonly role: string }[];
  readonly networks: readonly string[];
  readonly totals: { readonly in: string; readonly out: string; readonly currency: string };
};

/** One account: whose it is by the records, what moved over it, and the signs about it. */
export function accountPage(
  account: ShownAccount,
  { findings, names }: { readonly findings: readonly ShownFinding[]; readonly names: ReadonlyMap<string, string> },
): Page {
  const { id, number, institution, institutionName, institutionType, holders, networks, totals } = account;
  const bank =
    institutionName === null || institutionName === institution ? institution : `${institutionName}, ${institution}`;
  return {
    title: `Account ${number} at ${bank} (${institutionType.toUpperCase()}) ${id}`,
    intro: [
      `In ${grouped(totals.in)} ${totals.currency}, out ${grouped(totals.out)} ${totals.currency}, over all movements read; no balance is computed from them.`,
      `Networks: ${networks.join(', ') || 'none'}.`,
    ],
    sections: [
      {
        title: 'Holders (to hold an account accuses nobody)',
        table: {
          head: ['holder', 'as', 'show'],
          rows: holders.map(({ entity, role }) => [names.get(entity) ?? 'not named', role, entity]),
        },
        empty: 'no record names a holder',
      },
      findingsSection('Signs about it', findings),
    ],
  };
}
