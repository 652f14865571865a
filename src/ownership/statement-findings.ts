import { compareText, type EntityId, groupBy, percentText } from '../core/index.ts';
import type { FactSet, Finding } from '../facts/index.ts';
import { dataFinding } from '../resolution/index.ts';
import type { DeclaredTotals } from './declared-totals.ts';
import { integratedShares } from './integrated.ts';
import type { ShareEdge } from './network.ts';
import type { Stake } from './stakes.ts';
import { strongComponents } from './strong-components.ts';

/** Above this sum the shares of one company contradict each other; below it rounding explains the rest. */
const MOST_PERCENT = 100.5;

const TEXTS = {
  'shares-over-100':
    'Old and new holders overlap in time, or shares of several classes are stated against their own class.',
  'self-ownership': 'A company may hold treasury shares, which carry no votes.',
  'declared-total-disagrees': 'The declaration and the chain may speak of different days.',
  'holding-statements-disagree': 'The share has changed and an older declaration was not renewed.',
  'no-ultimate-owner': 'Records of the outside owners are missing.',
} as const;

type Said = {
  readonly subjects: readonly string[];
  readonly value: string;
  readonly threshold: string;
  readonly stakes: readonly Stake[];
};

function finding(rule: keyof typeof TEXTS, said: Said, facts: FactSet): Finding {
  const { subjects, value, threshold, stakes } = said;
  const records = stakes.flatMap((stake) => stake.records);
  return dataFinding({ rule, subjects, on: null, value, threshold, inputs: {}, records, innocent: TEXTS[rule] }, facts);
}

function overfull(stakes: readonly Stake[], facts: FactSet): Finding[] {
  const summed = stakes.filter(
    ({ indirect, interest }) => !indirect && (interest === 'shares' || interest === 'votes'),
  );
  return [...groupBy(summed, ({ subject, interest }) => `${subject} ${interest}`).values()].flatMap((held) => {
    const sum = held.reduce((total, { share }) => total + (share?.lo ?? 0), 0);
    if (sum <= MOST_PERCENT) return [];
    const subjects = held.slice(0, 1).map(({ subject }) => subject);
    return [
      finding(
        'shares-over-100',
        { subjects, value: percentText(sum), threshold: percentText(MOST_PERCENT), stakes: held },
        facts,
      ),
    ];
  });
}

/** Loops of companies in which nobody outside holds a share. */
function closedLoops(economic: readonly ShareEdge[]): EntityId[][] {
  const nodes = [...new Set(economic.flatMap(({ owner, subject }) => [owner, subject]))].sort(compareText);
  const index = new Map(nodes.map((node, i) => [node, i]));
  const next = nodes.map((): number[] => []);
  for (const { owner, subject } of economic) next[index.get(owner) ?? 0]?.push(index.get(subject) ?? 0);
  const into = groupBy(economic, (edge) => edge.subject);
  return strongComponents(next)
    .filter((members) => members.length > 1)
    .map((members) => members.flatMap((i) => nodes[i] ?? []))
    .filter((members) => members[0] !== undefined && integratedShares(members[0], into).closedLoops.length > 0);
}

/** What is wrong or contradictory in the ownership statements. Nothing is rescaled in silence. Order: id. */
export function statementFindings(stakes: readonly Stake[], totals: DeclaredTotals, facts: FactSet): Finding[] {
  const selfHeld = stakes.filter(({ owner, subject }) => owner === subject);
  const contradictory = stakes.filter((stake) => stake.disagrees);
  const loops = closedLoops(totals.network.economic);
  const found = [
    ...overfull(stakes, facts),
    ...selfHeld.map((stake) => {
      const value = stake.share === null ? 'unknown' : percentText(stake.share.lo);
      return finding('self-ownership', { subjects: [stake.subject], value, threshold: '0.00', stakes: [stake] }, facts);
    }),
    ...contradictory.map((stake) => {
      const shares = new Set(
        stake.holdings.flatMap(({ holding }) => holding.share ?? []).map(({ lo, hi }) => `${lo}-${hi}`),
      );
      const said = {
        subjects: [stake.owner, stake.subject],
        value: String(shares.size),
        threshold: '1',
        stakes: [stake],
      };
      return finding('holding-statements-disagree', said, facts);
    }),
    ...totals.disagreeing.map(({ stake, computed }) => {
      const declared = percentText(stake.share?.lo ?? 0);
      const said = {
        subjects: [stake.owner, stake.subject],
        value: percentText(computed.lo),
        threshold: declared,
        stakes: [stake],
      };
      return finding('declared-total-disagrees', said, facts);
    }),
    ...loops.map((members) => {
      const inside = new Set<string>(members);
      const held = totals.network.economic.filter(({ owner, subject }) => inside.has(owner) && inside.has(subject));
      const said = {
        subjects: members,
        value: String(members.length),
        threshold: '2',
        stakes: held.map((edge) => edge.stake),
      };
      return finding('no-ultimate-owner', said, facts);
    }),
  ];
  return found.sort((a, b) => compareText(a.id, b.id));
}
