import { compareText, sortedUnique } from '../../core/index.ts';
import type { AssetEntry, Lead, Route } from '../../leads/index.ts';
import { grouped, heading, list, paragraph } from '../document.ts';
import { isApproved } from '../input.ts';
import type { ExportScope } from '../scope.ts';
import { assetName } from './lead-parts.ts';
import { type Part, part } from './part.ts';

/** How many assets the first page names; the asset schedule has all. */
const NAMED = 6;

const IN_WORDS: Readonly<Record<Route, string>> = {
  none: 'no route',
  '1594-criminal': 'criminal forfeiture (18 USC 1594(d))',
  '1594-civil': 'civil forfeiture (18 USC 1594(e))',
  '981-civil': 'civil forfeiture (18 USC 981)',
  '982-criminal': 'criminal forfeiture (18 USC 982)',
  'restraint-853e': 'restraining order (21 USC 853(e))',
  'tro-853e2': 'temporary restraining order without notice (21 USC 853(e)(2))',
  'warrant-853f': 'seizure warrant (21 USC 853(f))',
  'warrant-981b': 'seizure warrant (18 USC 981(b))',
  'lis-pendens': 'lis pendens (18 USC 985)',
  'substitute-853p': 'substitute property (21 USC 853(p))',
  'foreign-2467': 'foreign restraint (28 USC 2467)',
  ofac: 'blocking by OFAC',
  state: 'turnover from a State',
};

const datesOf = ({ route }: AssetEntry): string[] => route.clocks.flatMap(({ due }) => due ?? []);

function assetLine(scope: ExportScope, asset: AssetEntry): string {
  const { route, value, trace } = asset;
  const [due] = datesOf(asset).sort(compareText);
  const facts = [
    assetName(scope, asset),
    ...(value === null ? ['no value stated'] : [`${grouped(value.amount)} ${value.currency} on ${value.asOf}`]),
    ...(trace === null ? [] : [`${grouped(trace.tainted)} ${trace.currency} traced by ${trace.method}`]),
    ...(due === undefined ? [] : [`first fixed date ${due}`]),
  ];
  return `${IN_WORDS[route.choice]}: ${facts.join(', ')} [${scope.citations.cite(asset.records)}]`;
}

function whoAsks({ input }: ExportScope, assets: number): string {
  const what = `${input.to} to decide on holding ${assets === 1 ? 'one asset' : `${assets} assets`} before they are moved`;
  return isApproved(input)
    ? `${input.approvedBy ?? ''} asks ${what}.`
    : `This is a draft and asks nobody yet. Once a second person has approved it, it asks ${what}.`;
}

function byWhen({ input }: ExportScope, assets: readonly AssetEntry[], { referrals }: Lead): string {
  const answers = sortedUnique(referrals.map(({ answerDue }) => answerDue));
  const [due] = assets.flatMap(datesOf).sort(compareText);
  const answer =
    answers[0] === undefined ? 'No date for an answer is set.' : `An answer is asked for by ${answers[0]}.`;
  if (due === undefined)
    return `${answer} No legal date runs yet: each clock starts with an event that has not happened.`;
  const passed = due < input.asOf ? ', which has passed on the as-of date' : '';
  return `${answer} The first date that the law fixes is ${due}${passed}; money can move sooner.`;
}

/** The first thing on the first page: who asks whom for what, and by when. Built last, so that labels keep their order. */
export function askedPart(scope: ExportScope, lead: Lead): Part {
  const wanted = lead.assets.filter(({ route }) => route.choice !== 'none');
  const rest = wanted.length - NAMED;
  return part([
    heading(2, 'What is asked, of whom, and by when'),
    ...(wanted.length === 0
      ? [
          paragraph(
            `For ${scope.input.to}: no asset can be recommended for holding yet; section 10 says what is missing.`,
          ),
        ]
      : [
          paragraph(whoAsks(scope, wanted.length)),
          list([
            ...wanted.slice(0, NAMED).map((asset) => assetLine(scope, asset)),
            ...(rest > 0 ? [`and ${rest} more in section 5`] : []),
          ]),
          paragraph(byWhen(scope, wanted, lead)),
        ]),
  ]);
}

/** The same for an evidence summary, which asks for no decision. */
export function offeredPart({ input, accounts, citations }: ExportScope): Part {
  const sources = citations.sources();
  const rows = sources.reduce((sum, item) => sum + item.rows, 0);
  return part([
    heading(2, 'What this is, for whom, and by when'),
    paragraph(
      `Prepared for ${input.to}: what ${rows} rows of ${sources.length} sources record about ${accounts.length} accounts, in a form that can be offered under Federal Rule of Evidence 1006. It asks for no decision and sets no date; the originals are to be made available to the other parties at a reasonable time and place.`,
    ),
    paragraph(
      'How to check a figure: T numbers are movements of section C, which names the row of the original for each; S labels are the files of section J.',
    ),
  ]);
}
