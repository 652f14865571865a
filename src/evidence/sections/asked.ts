import {
  addMoney,
  compareMoney,
  compareText,
  groupBy,
  grouped,
  type Money,
  parseMoney,
  readableMoney,
  sortedUnique,
  unwrap,
} from '../../core/index.ts';
import { type AssetEntry, type Lead, methodWords } from '../../leads/index.ts';
import { type Block, heading, left, paragraph, right } from '../document.ts';
import { isApproved } from '../input.ts';
import { recipientText } from '../recipient.ts';
import { plainTable } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { assetPhrase } from './asset-name.ts';
import { inShort } from './in-short.ts';
import { type Part, part } from './part.ts';
import { clockWords, KIND_WORDS, ROUTE_WORDS } from './words.ts';

/** How many assets the first page names; section 7 has all. */
const NAMED = 5;

const clocksOf = ({ route }: AssetEntry) =>
  route.clocks
    .flatMap((clock) => (clock.due === null ? [] : [{ ...clock, due: clock.due }]))
    .sort((a, b) => compareText(a.due, b.due));

function worthOf({ value }: AssetEntry): Money | null {
  return value === null ? null : unwrap(parseMoney(value.amount, value.currency));
}

/** What can be held, the largest stated value first; what has none stands last. */
function byWorth(assets: readonly AssetEntry[]): AssetEntry[] {
  const key = (asset: AssetEntry): string => `${asset.value?.currency ?? '~'}`;
  return assets.toSorted((a, b) => {
    const [x, y] = [worthOf(a), worthOf(b)];
    if (x !== null && y !== null && x.currency === y.currency) return compareMoney(y, x);
    return compareText(key(a), key(b));
  });
}

/** "5 accounts, 1 vehicle". */
function countsText(assets: readonly AssetEntry[]): string {
  return [...groupBy(assets, ({ kind }) => kind)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([kind, { length }]) => `${length} ${KIND_WORDS[kind][length === 1 ? 0 : 1]}`)
    .join(', ');
}

/** What is stated of their value, by currency; an unknown value is not zero and is counted apart. */
function worthText(assets: readonly AssetEntry[]): string {
  const worths = assets.flatMap((asset) => worthOf(asset) ?? []);
  const sums = [...groupBy(worths, ({ currency }) => currency).values()].map((same) =>
    readableMoney(same.reduce(addMoney)),
  );
  const unknown = assets.length - worths.length;
  const rest = unknown === 0 ? '' : `; of ${unknown} no value is stated`;
  if (sums.length === 0) return 'without a stated value';
  const together = worths.length === 1 ? '' : ' together';
  return `with ${worths.length === 1 ? 'a stated value' : 'stated values'} of ${sums.join(' and ')}${together}${rest}`;
}

function answerBy({ referrals }: Lead): string | null {
  return sortedUnique(referrals.map(({ answerDue }) => answerDue))[0] ?? null;
}

function whoAsks({ input }: ExportScope, lead: Lead, assets: readonly AssetEntry[]): string {
  const answer = answerBy(lead);
  const by = answer === null ? '' : ` by ${answer}`;
  const which = assets.length === 1 ? 'this asset is' : `these ${assets.length} assets are`;
  const what = `${recipientText(input.to)} to decide${by} whether ${which} to be held before they can be moved: ${countsText(assets)}, ${worthText(assets)}`;
  return isApproved(input)
    ? `${input.approvedBy ?? ''} asks ${what}.`
    : `This is a draft and asks nobody yet. Once a second person has approved it, it asks ${what}.`;
}

function assetRow(scope: ExportScope, asset: AssetEntry): string[] {
  const { route, value, trace, titledTo, records } = asset;
  return [
    assetPhrase(scope, asset),
    titledTo ?? 'not recorded',
    value === null ? 'none stated' : `${grouped(value.amount)} ${value.currency} (${value.asOf})`,
    trace === null ? '' : `${grouped(trace.tainted)} ${trace.currency}`,
    ROUTE_WORDS[route.choice],
    clocksOf(asset)[0]?.due ?? 'no date runs',
    scope.citations.cite(records),
  ];
}

function assetTable(scope: ExportScope, assets: readonly AssetEntry[]): Block[] {
  const rest = assets.length - NAMED;
  const columns = [
    left('Asset', 3.6),
    left('Held by, in title', 2.8),
    left('Stated value', 2.8),
    right('Cited money still there', 2.4),
    left('How it can be held', 3),
    left('First date of law', 1.8),
    left('Source', 4.2),
  ];
  const rows = assets.slice(0, NAMED).map((asset) => assetRow(scope, asset));
  const table = plainTable('What is asked to be held, the largest value first', columns, rows);
  return [table, ...(rest > 0 ? [paragraph(`${rest} more ${rest === 1 ? 'stands' : 'stand'} in section 7.`)] : [])];
}

function byWhen({ input }: ExportScope, lead: Lead, assets: readonly AssetEntry[]): string {
  const answer = answerBy(lead);
  const asked = answer === null ? 'No date for an answer is set.' : `An answer is asked for by ${answer}.`;
  const [first] = assets.flatMap(clocksOf).sort((a, b) => compareText(a.due, b.due));
  if (first === undefined)
    return `${asked} No legal date runs yet: each clock starts with an event that has not happened.`;
  const passed = first.due < input.asOf ? ', which has passed on the as-of date' : '';
  return `${asked} The first date that the law fixes is ${first.due}${passed}: ${clockWords(first)}. Money can move sooner: section 7 says how fast.`;
}

const isSubstitute = ({ route }: AssetEntry): boolean => route.choice === 'substitute-853p';

/** Substitute property cannot be held before a conviction, so it is named apart from what is asked. */
function substitutes(assets: readonly AssetEntry[]): Block[] {
  if (assets.length === 0) return [];
  const which = `${countsText(assets)}, ${worthText(assets)}`;
  return [
    paragraph(`Not asked for now: ${which}, can only stand in for what is gone, after a conviction (21 USC 853(p)).`),
  ];
}

function howToCheck(assets: readonly AssetEntry[]): Block {
  const method = assets.flatMap(({ trace }) => trace?.method ?? [])[0];
  const traced =
    method === undefined
      ? ''
      : ` Cited money is what rules cite as possible proceeds; how much of it is still there is followed by ${methodWords(method)}, other methods beside it in section 6.`;
  return paragraph(
    `How to check a figure: "S2 lines 3-17" are lines of the file S2 of section 11; A numbers are accounts of section 4, T numbers movements of Annex B.${traced}`,
  );
}

/** The first thing on the first page: who asks whom for what, and by when. Built last, so that labels keep their order. */
export function askedPart(scope: ExportScope, lead: Lead): Part {
  const routed = byWorth(lead.assets.filter(({ route }) => route.choice !== 'none'));
  const wanted = routed.filter((asset) => !isSubstitute(asset));
  const nothing = paragraph(
    `For ${recipientText(scope.input.to)}: no asset can be recommended for holding yet; section 10 says what is missing.`,
  );
  return part([
    heading(2, 'What is asked, of whom, and by when'),
    ...(wanted.length === 0
      ? [nothing]
      : [
          paragraph(whoAsks(scope, lead, wanted)),
          ...assetTable(scope, wanted),
          paragraph(byWhen(scope, lead, wanted)),
        ]),
    ...substitutes(routed.filter(isSubstitute)),
    ...inShort(scope, lead),
    howToCheck(wanted),
  ]);
}
