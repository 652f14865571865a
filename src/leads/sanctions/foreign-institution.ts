import { compareText, groupBy, type RecordId, sortedUnique } from '../../core/index.ts';
import type { LeadContext } from '../context.ts';
import { foreignCountry } from '../foreign.ts';

/** Movements over one foreign institution from which it counts as a hub of the network (our default). */
const HUB_MOVEMENTS = 3;

/** An institution outside the United States that money of the network's accounts moves to or from. */
export type ForeignInstitution = {
  readonly institution: string;
  readonly name: string | null;
  readonly country: string;
  readonly movements: number;
  readonly records: readonly RecordId[];
};

/** Foreign institutions on the other side of the network's accounts; order: institution. */
export function foreignInstitutions({ network, accounts, movements }: LeadContext): ForeignInstitution[] {
  const own = network.members.flatMap((member) => (member.type === 'account' ? [member.id] : []));
  const over = own.flatMap((id) =>
    (movements.get(id) ?? []).flatMap((transfer) =>
      [transfer.from.account, transfer.to.account].flatMap((side) => {
        const account = side === null ? undefined : accounts.get(side);
        const country = account === undefined ? null : foreignCountry(account);
        return account === undefined || country === null ? [] : [{ account, country, transfer }];
      }),
    ),
  );
  return [...groupBy(over, ({ account }) => account.institution)]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([institution, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      return [
        {
          institution,
          name: first.account.institutionName,
          country: first.country,
          movements: new Set(group.map(({ transfer }) => transfer.id)).size,
          records: sortedUnique(group.flatMap(({ transfer }) => transfer.records)),
        },
      ];
    });
}

/** Those of them that are a hub: what section 311 can be about, if anything (31 USC 5318A). */
export function foreignHubs(context: LeadContext): ForeignInstitution[] {
  return foreignInstitutions(context).filter(({ movements }) => movements >= HUB_MOVEMENTS);
}
