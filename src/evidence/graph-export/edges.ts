import {
  compareText,
  groupBy,
  moneyText,
  type RecordId,
  type Share,
  shareTexts,
  sortedUnique,
  sumMoney,
} from '../../core/index.ts';
import { grouped } from '../document.ts';
import { type ExportScope, type NumberedTransfer, transferRefs } from '../scope.ts';
import type { Ends } from './ends.ts';
import type { GraphEdge } from './model.ts';

/** A line before it has its number. `from` and `to` are ids of nodes. */
export type UnnumberedEdge = Omit<GraphEdge, 'id'>;
/** The node of an end, when it is drawn at all. */
export type NodeOf = (key: string) => string | null;

const NOTHING = {
  count: 0,
  sum: '',
  currency: '',
  first: '',
  last: '',
  methods: '',
  movements: '',
  basis: '',
  share: '',
  voting: '',
} as const;

function cited(scope: ExportScope, records: readonly RecordId[]): Pick<GraphEdge, 'records' | 'source'> {
  return { records: new Set(records).size, source: scope.redact(scope.citations.cite(records)) };
}

function shareText(share: Share | null): string {
  if (share === null) return '';
  const [lo, hi] = shareTexts(share);
  return lo === hi ? lo : `${lo} to ${hi}`;
}

function transferEdge(
  scope: ExportScope,
  items: readonly NumberedTransfer[],
  ends: readonly [string, string],
): UnnumberedEdge {
  const amounts = items.map(({ transfer }) => transfer.amount);
  const currency = amounts[0]?.currency ?? '';
  const dates = sortedUnique(items.map(({ transfer }) => transfer.at.date));
  const sum = moneyText(sumMoney(amounts, currency));
  const records = items.flatMap(({ transfer }) => transfer.records);
  return {
    ...NOTHING,
    from: ends[0],
    to: ends[1],
    kind: 'transfers',
    label: `${items.length} ${items.length === 1 ? 'movement' : 'movements'}, ${grouped(sum)} ${currency}`,
    count: items.length,
    sum,
    currency,
    first: dates[0] ?? '',
    last: dates.at(-1) ?? '',
    methods: sortedUnique(items.map(({ transfer }) => transfer.method)).join(', '),
    movements: transferRefs(items, Number.POSITIVE_INFINITY),
    ...cited(scope, records),
  };
}

/**
 * One line for each direction, pair and currency, and every movement in exactly one of them: the sums of the lines are
 * those of the schedule to the cent. Movements of an end that is not drawn have no line.
 */
export function transferEdges(scope: ExportScope, { endOf }: Pick<Ends, 'endOf'>, nodeOf: NodeOf): UnnumberedEdge[] {
  const groups = groupBy(scope.transfers, ({ transfer }) =>
    [endOf(transfer, 'from'), endOf(transfer, 'to'), transfer.amount.currency].join('\n'),
  );
  return [...groups].flatMap(([key, items]) => {
    const [from = '', to = ''] = key.split('\n');
    const ends = [nodeOf(from), nodeOf(to)] as const;
    return ends[0] === null || ends[1] === null ? [] : [transferEdge(scope, items, [ends[0], ends[1]])];
  });
}

/** Who holds an account of the scope, in which role. */
export function holderEdges(scope: ExportScope, nodeOf: NodeOf): UnnumberedEdge[] {
  return scope.accounts.flatMap(({ ref, account }) =>
    account.holders.flatMap(({ entity, role, from: since, to: until, records }) => {
      const from = nodeOf(`e:${entity}`);
      if (from === null || nodeOf(`a:${account.id}`) === null) return [];
      const dates = { first: since ?? '', last: until ?? '' };
      return [
        {
          ...NOTHING,
          ...dates,
          from,
          to: ref,
          kind: 'holds' as const,
          label: role,
          basis: role,
          ...cited(scope, records),
        },
      ];
    }),
  );
}

/** Interests that one party of the graph holds in another, as stated and in force on the as-of date. */
export function ownershipEdges(scope: ExportScope, nodeOf: NodeOf): UnnumberedEdge[] {
  return scope.input.ownership.edges.flatMap(({ owner, subject, economic, voting, basis, records }) => {
    const [from, to] = [nodeOf(`e:${owner}`), nodeOf(`e:${subject}`)];
    if (from === null || to === null) return [];
    const share = shareText(economic);
    return [
      {
        ...NOTHING,
        from,
        to,
        kind: 'owns' as const,
        label: share === '' ? basis : `${share} percent, ${basis}`,
        basis,
        share,
        voting: shareText(voting),
        ...cited(scope, records),
      },
    ];
  });
}

/** Control of one party of the graph over another: apart from ownership, because the law asks for either. */
export function controlEdges(scope: ExportScope, nodeOf: NodeOf): UnnumberedEdge[] {
  const { edges, answer } = scope.input.ownership;
  const subjects = sortedUnique(edges.map(({ subject }) => subject)).filter((id) => nodeOf(`e:${id}`) !== null);
  return subjects.flatMap((subject) =>
    answer(subject).owners.flatMap(({ entity, control, voting, paths }) => {
      const [from, to] = [nodeOf(`e:${entity}`), nodeOf(`e:${subject}`)];
      if (from === null || to === null || (control !== 'sole' && control !== 'joint')) return [];
      const records = paths.flat().map(({ record }) => record);
      return [
        {
          ...NOTHING,
          from,
          to,
          kind: 'controls' as const,
          label: `${control} control`,
          basis: `${control} control`,
          voting: shareText(voting),
          ...cited(scope, records),
        },
      ];
    }),
  );
}

/** Lines in the order of their ends, so that the same graph is the same file. */
export function inOrder(edges: readonly UnnumberedEdge[], places: ReadonlyMap<string, number>): UnnumberedEdge[] {
  const place = (id: string): number => places.get(id) ?? 0;
  return edges.toSorted(
    (a, b) =>
      place(a.from) - place(b.from) ||
      place(a.to) - place(b.to) ||
      compareText(a.kind, b.kind) ||
      compareText(a.currency, b.currency) ||
      compareText(a.label, b.label) ||
      compareText(a.source, b.source),
  );
}
