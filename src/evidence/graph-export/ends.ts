import { type AccountId, byKeys, type EntityId } from '../../core/index.ts';
import { isProtected } from '../../leads/index.ts';
import { type Entity, type ResolvedAccount, type ResolvedTransfer, statedInstitution } from '../../resolution/index.ts';
import type { ExportScope } from '../scope.ts';
import { identifiersText } from '../sections/parties.ts';
import type { GraphNode } from './model.ts';

/** Where something stands in the graph: `a:` an account, `e:` a party, `cash:` and `none:` the side of one account. */
export type EndKey = string;
type Side = 'from' | 'to';

/** The nodes in order, and where each movement begins and ends. */
export type Ends = {
  readonly nodes: readonly (GraphNode & { readonly key: EndKey })[];
  readonly endOf: (transfer: ResolvedTransfer, side: Side) => EndKey;
};

const isOwner = ({ role }: { readonly role: string }): boolean => role === 'owner' || role === 'joint';

/**
 * The end of a movement, told apart as its schedule names it: an account of the scope and one of a possible victim as an
 * account, else who is named or holds it. Cash and silence stand beside their one account: no hub is made of either.
 */
function endNamer(scope: ExportScope, accounts: ReadonlyMap<AccountId, ResolvedAccount>): Ends['endOf'] {
  const { detection } = scope.input;
  return (transfer, side) => {
    const { account, entity } = transfer[side];
    const owners = (account === null ? undefined : accounts.get(account))?.holders.filter(isOwner) ?? [];
    if (
      account !== null &&
      (scope.accountOf(account) !== null || owners.some((item) => isProtected(detection, item.entity)))
    )
      return `a:${account}`;
    const party = entity ?? owners[0]?.entity;
    if (party !== undefined) return `e:${party}`;
    if (account !== null) return `a:${account}`;
    const other = transfer[side === 'from' ? 'to' : 'from'].account ?? '';
    return `${transfer.method === 'cash' ? 'cash' : 'none'}:${side}:${other}`;
  };
}

const NOTHING = { entity: '', institution: '', number: '', identifiers: '' } as const;

function scopeAccountNodes({ accounts, redact }: ExportScope): Ends['nodes'] {
  return accounts.map(({ ref, label, account, isVictims }) => ({
    ...NOTHING,
    key: `a:${account.id}`,
    id: ref,
    kind: 'account',
    label: redact(label),
    inScope: true,
    institution: redact(account.institutionName ?? statedInstitution(account)),
    number: isVictims ? 'withheld' : redact(account.number),
  }));
}

function partyNode(scope: ExportScope, entity: Entity): Omit<GraphNode, 'id' | 'inScope'> {
  const hidden = scope.isHidden(entity.id);
  return {
    ...NOTHING,
    kind: entity.kind,
    label: scope.nameOf(entity.id),
    entity: hidden ? '' : entity.id,
    identifiers: hidden ? 'withheld' : scope.redact(identifiersText(entity)),
  };
}

/** The other ends of movements, the busiest first. */
function otherNodes(scope: ExportScope, endOf: Ends['endOf'], known: ReadonlySet<EndKey>): Ends['nodes'] {
  const byId = new Map<EntityId, Entity>(scope.input.resolution.entities.map((entity) => [entity.id, entity]));
  const accounts = new Map(scope.input.resolution.accounts.map((account) => [account.id, account]));
  const found = new Map<EndKey, { count: number; label: string }>();
  for (const { transfer } of scope.transfers)
    for (const side of ['from', 'to'] as const) {
      const key = endOf(transfer, side);
      if (known.has(key)) continue;
      const seen = found.get(key);
      const label = seen?.label ?? scope.redact(scope.sideOf(transfer[side], transfer.method));
      found.set(key, { label, count: (seen?.count ?? 0) + 1 });
    }
  const nodeOf = (key: EndKey, label: string): Omit<GraphNode, 'id' | 'inScope'> => {
    const [prefix = '', id = ''] = key.split(':');
    const entity = prefix === 'e' ? byId.get(id as EntityId) : undefined;
    if (entity !== undefined) return { ...partyNode(scope, entity), label };
    const account = prefix === 'a' ? accounts.get(id as AccountId) : undefined;
    if (account === undefined) return { ...NOTHING, kind: prefix === 'cash' ? 'cash' : 'not-named', label };
    const isVictims = account.holders.filter(isOwner).some((item) => isProtected(scope.input.detection, item.entity));
    return {
      ...NOTHING,
      kind: 'account',
      label,
      institution: scope.redact(account.institutionName ?? statedInstitution(account)),
      number: isVictims ? 'withheld' : scope.redact(account.number),
    };
  };
  return [...found]
    .map(([key, { label, count }]) => ({ key, label, count }))
    .sort(
      byKeys(
        ({ count }) => -count,
        ({ label }) => label,
        ({ key }) => key,
      ),
    )
    .map(({ key, label }, i) => ({ key, id: `X-${i + 1}`, inScope: false, ...nodeOf(key, label) }));
}

/** Accounts of the scope, its parties, then the other ends of its movements, with the names that its papers use. */
export function graphEnds(scope: ExportScope): Ends {
  const accounts = new Map(scope.input.resolution.accounts.map((account) => [account.id, account]));
  const endOf = endNamer(scope, accounts);
  const parties = scope.entities.map((entity, i) => ({
    key: `e:${entity.id}`,
    id: `E-${i + 1}`,
    inScope: true,
    ...partyNode(scope, entity),
  }));
  const own = [...scopeAccountNodes(scope), ...parties];
  return { endOf, nodes: [...own, ...otherNodes(scope, endOf, new Set(own.map(({ key }) => key)))] };
}
