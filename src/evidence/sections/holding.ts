import { grouped } from '../../core/index.ts';
import type { AssetEntry } from '../../leads/index.ts';
import { type Block, heading, left, list, paragraph } from '../document.ts';
import { factTable, plainTable } from '../schedule.ts';
import type { ExportScope } from '../scope.ts';
import { assetName } from './asset-name.ts';
import { cited, elementColumns, elementLines } from './cited.ts';
import { type Part, part } from './part.ts';
import { clockWords, ROUTE_WORDS, THEORY_WORDS } from './words.ts';

/** Facts of one element that a cell has room for. */
const SHOWN_FACTS = 6;
/** Sentences of the freeze clock that are printed; the lead has all. */
const SHOWN_SENTENCES = 6;

function behind(scope: ExportScope, { controllers, beneficialOwner }: AssetEntry): (readonly [string, string])[] {
  const control = controllers.map(({ entity, basis }) => {
    const facts = basis.map((fact) => cited(scope, fact)).join('; ');
    return `${scope.nameOf(entity)}: ${facts}`;
  });
  const owner =
    beneficialOwner === null
      ? []
      : [
          `${scope.nameOf(beneficialOwner.personId)}: ${beneficialOwner.basis.map((fact) => cited(scope, fact)).join('; ')}`,
        ];
  return [
    ...(control.length === 0 ? [] : [['Controlled in effect by', control.join('. ')] as const]),
    ...(owner.length === 0 ? [] : [['Owned in the end by', owner.join('. ')] as const]),
  ];
}

function worthRows({ value, liens, netEquity }: AssetEntry): (readonly [string, string])[] {
  const worth =
    value === null ? 'none stated' : `${grouped(value.amount)} ${value.currency}, ${value.method}, ${value.asOf}`;
  const owed = liens.map(({ holder, amount }) => `${holder}: ${grouped(amount)}`).join('; ');
  return [
    ['Value', worth],
    ...(owed === '' ? [] : [['Liens', owed] as const]),
    ...(netEquity === null || value === null
      ? []
      : [['Net equity', `${grouped(netEquity)} ${value.currency}`] as const]),
  ];
}

function placeRows(scope: ExportScope, asset: AssetEntry): (readonly [string, string])[] {
  const { address, countyFips, offenceDates, fungibleDeadlines, occupants } = asset;
  const place = [address, countyFips === null ? null : `county ${countyFips}`].filter((text) => text !== null);
  return [
    ...(place.length === 0 ? [] : [['Where', scope.redact(place.join(', '))] as const]),
    ...(offenceDates === null ? [] : [['Cited credits', `${offenceDates[0]} to ${offenceDates[1]}`] as const]),
    ...(fungibleDeadlines === null
      ? []
      : [
          [
            '984 window',
            `ends ${fungibleDeadlines.earliest} for the earliest cited credit, ${fungibleDeadlines.latest} for the latest; after it the money must be traced`,
          ] as const,
        ]),
    ...(occupants === 'none' ? [] : [['Occupants', occupants.replaceAll('_', ' ')] as const]),
  ];
}

function sheet(scope: ExportScope, asset: AssetEntry): Block {
  return factTable('The asset', [
    ['Titled to', asset.titledTo ?? 'not recorded'],
    ...behind(scope, asset),
    ...worthRows(asset),
    ...placeRows(scope, asset),
    ['Theories', asset.theories.map((theory) => THEORY_WORDS[theory]).join('; ') || 'none'],
    ['Authorities, in order', asset.authorities.join(', ') || 'none'],
  ]);
}

/** The standard of the route, element by element, each flag with the ordinary case that looks the same. */
function standardTable(scope: ExportScope, { route }: AssetEntry): Block {
  const columns = elementColumns('What the standard asks', 'Facts that meet it');
  const rows = route.elements.flatMap(({ element, facts, missing }) =>
    elementLines(scope, { element, facts, asked: missing ?? '' }, SHOWN_FACTS),
  );
  return plainTable('The standard, element by element', columns, rows);
}

function ownerItems(scope: ExportScope, { nominees, innocentOwner }: AssetEntry): string[] {
  const sides = nominees.flatMap(({ entity, controlFor, controlAgainst }) => [
    ...controlFor.map((fact) => `For control by ${scope.nameOf(entity)}: ${cited(scope, fact)}`),
    ...controlAgainst.map((fact) => `Against control by ${scope.nameOf(entity)}: ${cited(scope, fact)}`),
  ]);
  return [...sides, ...innocentOwner.map((fact) => `For an innocent owner: ${cited(scope, fact)}`)];
}

function paceItems(scope: ExportScope, { freeze }: AssetEntry): string[] {
  return (freeze?.sentences ?? []).slice(0, SHOWN_SENTENCES).map((fact) => cited(scope, fact));
}

function titled(title: string, items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [paragraph(title), list(items)];
}

function assetBlocks(scope: ExportScope, asset: AssetEntry): Block[] {
  const { route, warnings } = asset;
  const others = route.options.map(({ route: other }) => ROUTE_WORDS[other]).join('; ');
  return [
    heading(3, assetName(scope, asset)),
    paragraph(
      `Proposed: ${ROUTE_WORDS[route.choice]}, because ${scope.redact(route.reason)}. Burden: ${route.burden ?? 'not stated'}.`,
    ),
    sheet(scope, asset),
    standardTable(scope, asset),
    ...titled('How fast money moves:', paceItems(scope, asset)),
    ...titled('Dates:', route.clocks.map(clockWords)),
    ...titled('For and against the owner:', ownerItems(scope, asset)),
    ...titled('To be read with it:', warnings.map(scope.redact)),
    ...(others === '' ? [] : [paragraph(`Other routes that its theories open: ${others}.`)]),
  ];
}

/** What is not proposed for holding, with the reason: one line each. */
function notProposed(scope: ExportScope, assets: readonly AssetEntry[]): Block[] {
  if (assets.length === 0) return [];
  const rows = assets.map((asset) => [
    assetName(scope, asset),
    scope.redact(asset.route.reason),
    scope.redact([...asset.route.missing, ...asset.warnings].join('; ')),
    scope.citations.cite(asset.records),
  ]);
  const columns = [left('Asset', 4), left('Why not', 5), left('What is asked first', 5), left('Source', 3)];
  return [heading(3, 'Not proposed for holding'), plainTable('Assets without a route', columns, rows)];
}

/** 7. Recommendation per asset: route, facts that meet its standard, missing facts, clocks; then what is not proposed. */
export function holdingPart(scope: ExportScope, assets: readonly AssetEntry[], title: string): Part {
  const proposed = assets.filter(({ route }) => route.choice !== 'none');
  return part([
    heading(2, title),
    paragraph(
      'Section 1594 stands before 981 and 982 where an offence of chapter 77 is a candidate: only property forfeited under 1594 must be transferred to the victims (18 USC 1594(f)). A court decides whether a standard is met.',
    ),
    ...proposed.flatMap((asset) => assetBlocks(scope, asset)),
    ...notProposed(
      scope,
      assets.filter(({ route }) => route.choice === 'none'),
    ),
  ]);
}
