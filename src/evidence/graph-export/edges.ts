import {
  compareText,
  groupBy,
  grouped,
  moneyText,
  type RecordId,
  type Share,
  shareTexts,
  sortedUnique,
  sumMoney,
} from '../../core/index.ts';
import { type ExportScope, type NumberedTransfer, transferRefs } from '../scope.ts';
import type { Ends } from './ends.ts';
import type { GraphEdge } from './model.ts';

/** A line before it has its number. `from` and `to` are ids of nodes. */
export type UnnumberedEdge = Omit<GraphEdge, 'id'>;
/**
 * A line that may be drawn: what it takes to count it and to choose it. `draw` adds up and cites, which is the work, and is
 * asked of the chosen alone.
 */
export type Line = Pick<GraphEdge, 'from' | 'to' | 'kind' | 'count'> & {
  /** Tells lines of one kind between the same ends apart. */
  readonly mark: string;
  readonly draw: () => UnnumberedEdge;
};
/** The node of an end, when there is one. */
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
 * those of the schedule to the cent.
 */
export function transferLines(scope: ExportScope, { endOf }: Pick<Ends, 'endOf'>, nodeOf: NodeOf): Line[] {
  const groups = groupBy(scope.transfers, ({ transfer }) =>
    [endOf(transfer, 'from'), endOf(transfer, 'to'), transfer.amount.currency].join('\n'),
  );
  return [...groups].flatMap(([key, items]) => {
    const [payer = '', payee = '', mark = ''] = key.split('\n');
    const [from, to] = [nodeOf(payer), nodeOf(payee)];
    if (from === null || to === null) return [];
    const draw = () => transferEdge(scope, items, [from, to]);
    return [{ from, to, kind: 'transfers' as const, count: items.length, mark, draw }];
  });
}

type Said = Pick<UnnumberedEdge, 'from' | 'to' | 'kind' | 'label' | 'basis'> & Partial<UnnumberedEdge>;

/** A line that is no movement: what it says is known, and only its rows are looked up when it is drawn. */
function standing(said: Said, cite: () => Pick<GraphEdge, 'records' | 'source'>): Line {
  const { from, to, kind, label } = said;
  return { from, to, kind, count: 0, mark: label, draw: () => ({ ...NOTHING, ...said, ...cite() }) };
}

/** Who holds an account of the scope, in which role. */
export function holderLines(scope: ExportScope, nodeOf: NodeOf): Line[] {
  return scope.accounts.flatMap(({ ref, account }) =>
    account.holders.flatMap(({ entity, role, from: since, to: until, records }) => {
      const from = nodeOf(`e:${entity}`);
      if (from === null || nodeOf(`a:${account.id}`) === null) return [];
      const dates = { first: since ?? '', last: until ?? '' };
      return [
        standing({ from, to: ref, kind: 'holds', label: role, basis: role, ...dates }, () => cited(scope, records)),
      ];
    }),
  );
}

/** Interests that one party of the graph holds in another, as stated and in force on the as-of date. */
export function ownershipLines(scope: ExportScope, nodeOf: NodeOf): Line[] {
  return scope.input.ownership.edges.flatMap(({ owner, subject, economic, voting, basis, records }) => {
    const [from, to] = [nodeOf(`e:${owner}`), nodeOf(`e:${subject}`)];
    if (from === null || to === null) return [];
    const share = shareText(economic);
    const label = share === '' ? basis : `${share} percent, ${basis}`;
    const said = { from, to, kind: 'owns', label, basis, share, voting: shareText(voting) } as const;
    return [standing(said, () => cited(scope, records))];
  });
}

/** Control of one party of the graph over another: apart from ownership, because the law asks for either. */
export function controlLines(scope: ExportScope, nodeOf: NodeOf): Line[] {
  const { edges, answer } = scope.input.ownership;
  const subjects = sortedUnique(edges.map(({ subject }) => subject)).filter((id) => nodeOf(`e:${id}`) !== null);
  return subjects.flatMap((subject) =>
    answer(subject).owners.flatMap(({ entity, control, voting, paths }) => {
      const [from, to] = [nodeOf(`e:${entity}`), nodeOf(`e:${subject}`)];
      if (from === null || to === null || (control !== 'sole' && control !== 'joint')) return [];
      const records = paths.flat().map(({ record }) => record);
      const basis = `${control} control`;
      const said = { from, to, kind: 'controls', label: basis, basis, voting: shareText(voting) } as const;
      return [standing(said, () => cited(scope, records))];
    }),
  );
}

type Placed = Pick<GraphEdge, 'from' | 'to' | 'kind'>;
type Places = ReadonlyMap<string, number>;

function byEnds(places: Places): (a: Placed, b: Placed) => number {
  const place = (id: string): number => places.get(id) ?? 0;
  return (a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to) || compareText(a.kind, b.kind);
}

/** Who holds, owns and controls what, then the lines of most movements; equal ones in the order of their ends. */
export function firstLines(lines: readonly Line[], limit: number, places: Places): readonly Line[] {
  if (lines.length <= limit) return lines;
  const inPlace = byEnds(places);
  const rank = ({ kind, count }: Line): number => (kind === 'transfers' ? count : Number.MAX_SAFE_INTEGER);
  return lines.toSorted((a, b) => rank(b) - rank(a) || inPlace(a, b) || compareText(a.mark, b.mark)).slice(0, limit);
}

/** Lines in the order of their ends, so that the same graph is the same file. */
export function inOrder(edges: readonly UnnumberedEdge[], places: Places): UnnumberedEdge[] {
  const inPlace = byEnds(places);
  return edges.toSorted(
    (a, b) =>
      inPlace(a, b) ||
      compareText(a.currency, b.currency) ||
      compareText(a.label, b.label) ||
      compareText(a.source, b.source),
  );
}
