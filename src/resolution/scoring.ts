import { sortedUnique } from '../core/index.ts';
import type { CandidatePair } from './blocking.ts';
import { isNearIdentifier } from './identifiers.ts';
import type { Attribute, AttributeKind, Mention } from './mentions.ts';
import { bestLevel, NAME_LEVELS, type NameLevel } from './name-match.ts';
import type { LinkReason, PartyLink } from './types.ts';

/**
 * One row of the table by which two Parties are joined. Rows are tried in order and the first that fits decides. `score`
 * ranks the rows; weights learnt from data (Fellegi-Sunter) will take its place without another shape.
 */
export type Rule = {
  readonly name: string;
  readonly doc: string;
  readonly names: readonly NameLevel[];
  /** One of these must agree. */
  readonly needs: readonly AttributeKind[];
  /** How many different kinds of `needs` must agree. */
  readonly count: number;
  /** Rules that hold for companies alone; households do not share a company's address. */
  readonly only?: 'organisation';
  readonly score: number;
};

const CONTACT: readonly AttributeKind[] = ['birth-date', 'phone', 'email', 'address'];

export const RULES: readonly Rule[] = [
  {
    name: 'same-register-entry',
    doc: 'The publisher itself calls both by one record id; a later statement may change every other field.',
    names: NAME_LEVELS,
    needs: ['register-entry'],
    count: 1,
    score: 0.99,
  },
  {
    name: 'same-identifier',
    doc: 'One number of a list in which a number has one holder, under names that can be one name. Under two names it is a relation, not an identity.',
    names: ['exact', 'fuller', 'variant', 'partial', 'unnamed'],
    needs: ['identifier'],
    count: 1,
    score: 0.98,
  },
  {
    name: 'same-name-on-account',
    doc: 'The same name stands with the same account: holder, sender, beneficiary or the person at the counter.',
    names: ['exact', 'fuller'],
    needs: ['account'],
    count: 1,
    score: 0.95,
  },
  {
    name: 'same-name-and-attribute',
    doc: 'The same name and one more thing that two namesakes rarely share; a number one slip away counts as such a thing.',
    names: ['exact', 'fuller'],
    needs: [...CONTACT, 'near-identifier'],
    count: 1,
    score: 0.9,
  },
  {
    name: 'same-name-same-counterparty',
    doc: 'The same name, paid by or paying the same account: an employee, a tenant, a supplier of one account holder.',
    names: ['exact'],
    needs: ['counterparty'],
    count: 1,
    score: 0.88,
  },
  {
    name: 'same-company-name-in-state',
    doc: 'The same company name in the same State: a register takes no second company of one name (DGCL 102(a)(3), RULLCA 112).',
    names: ['exact'],
    needs: ['company-in-state'],
    count: 1,
    score: 0.87,
  },
  {
    name: 'spelling-variant-on-account',
    doc: 'A name one slip or nickname away, standing with the same account.',
    names: ['variant'],
    needs: ['account'],
    count: 1,
    score: 0.85,
  },
  {
    name: 'spelling-variant-and-attribute',
    doc: 'A name one slip or nickname away and a birth date, e-mail or nearly the same number in common.',
    names: ['variant'],
    needs: ['birth-date', 'email', 'near-identifier'],
    count: 1,
    score: 0.8,
  },
  {
    name: 'spelling-variant-in-household',
    doc: 'A name one slip away at the same address with the same telephone: one of the two alone is a family or an office.',
    names: ['variant'],
    needs: ['phone', 'address'],
    count: 2,
    score: 0.78,
  },
  {
    name: 'company-variant-and-contact',
    doc: 'A company name one slip away at the same address, telephone or e-mail.',
    names: ['variant'],
    needs: ['phone', 'address', 'email'],
    count: 1,
    only: 'organisation',
    score: 0.77,
  },
  {
    name: 'short-name-on-account',
    doc: 'An initial for a first name, or a company name cut short, standing with the same account or birth date.',
    names: ['partial'],
    needs: ['account', 'birth-date'],
    count: 1,
    score: 0.75,
  },
];

/** Applied last, by name-only.ts, which says when a name is telling. */
export const NAME_ALONE: Rule = {
  name: 'name-alone',
  doc: 'Nothing but a name, so rare that one bearer is to be expected, and exactly one Entity that it fits.',
  names: ['exact', 'fuller'],
  needs: [],
  count: 0,
  score: 0.55,
};

/** Applied by complementary.ts, before names that stand alone. */
export const RARE_NAME: Rule = {
  name: 'rare-name-nothing-against',
  doc: 'A very rare name with two bearers in the home that state different kinds of things, none of which could contradict.',
  names: ['exact'],
  needs: [],
  count: 0,
  score: 0.6,
};

/** What a person decides stands above every rule. */
export const JUDGED_SCORE = 1;

function nearIdentifiers(a: Mention, b: Mention): Attribute[] {
  return a.identifiers.flatMap((left) =>
    b.identifiers
      .filter((right) => left.type === right.type && isNearIdentifier(left.value, right.value))
      .map((right) => ({ kind: 'near-identifier' as const, key: left.key, value: `${left.value} / ${right.value}` })),
  );
}

/** An attribute that both sides have, and the Mentions that state it. */
export type Agreement = Attribute & { readonly ends: readonly [number, number] };

/** A pair that a rule joins. Its reasons are written when it is accepted: most pairs of a busy account never are. */
export type ScoredLink = {
  /** Indexes of the two Mentions, in order of Party id. */
  readonly ends: readonly [number, number];
  readonly rule: Rule;
  readonly level: NameLevel;
  readonly agreed: readonly Agreement[];
  /** Whether a mistyped number or birth date may be overlooked for this link. */
  readonly tolerant: boolean;
  /** Nothing at all tells the two apart. */
  readonly alike: boolean;
};

/** Institutions and plumbing have no rule but the shared identifier: their names are not even looked at. */
const BY_IDENTIFIER_ONLY: Rule = {
  name: 'same-institution-identifier',
  doc: 'Institutions of filings are joined by their identifier and by nothing else.',
  names: NAME_LEVELS,
  needs: ['identifier', 'register-entry'],
  count: 1,
  score: 0.98,
};

/** The level of a name against itself: one word alone is no whole name of a person. */
function levelOfAlike({ names }: Mention): NameLevel {
  if (names.length === 0) return 'unnamed';
  return names.some((form) => form.kind === 'organisation' || form.tokens.length >= 2) ? 'exact' : 'partial';
}

/** Applies the table to one pair: the link that the first fitting rule makes, or null. */
export function scorePair(pair: CandidatePair, mentions: readonly Mention[]): ScoredLink | null {
  const [a, b] = [mentions[pair.left], mentions[pair.right]];
  if (a === undefined || b === undefined) return null;
  const alike = a.signature === b.signature;
  const level = alike ? levelOfAlike(a) : bestLevel(a.names, b.names);
  const shared = [...pair.shared, ...nearIdentifiers(a, b)];
  const rules = a.party.linkable && b.party.linkable ? RULES : [BY_IDENTIFIER_ONLY];
  for (const rule of rules) {
    if (!rule.names.includes(level) || (rule.only !== undefined && (a.kind !== rule.only || b.kind !== rule.only)))
      continue;
    const agreed = shared.filter((attribute) => rule.needs.includes(attribute.kind));
    if (agreed.length < rule.count || new Set(agreed.map((attribute) => attribute.kind)).size < rule.count) continue;
    const telling = shared.some((attribute) => attribute.kind !== 'counterparty');
    const tolerant = (level === 'exact' || level === 'fuller' || level === 'variant') && telling;
    const ends = [pair.left, pair.right] as const;
    return { ends, rule, level, agreed: agreed.map((item) => ({ ...item, ends })), tolerant, alike };
  }
  return null;
}

const NAME_TEXT: Readonly<Record<NameLevel, string>> = {
  exact: 'same name',
  fuller: 'same name, one with a middle name or initial',
  variant: 'spelling variant or nickname',
  partial: 'name shortened or with an initial',
  unnamed: 'one has no name',
  conflict: 'different names',
};

/** The link as it is stored: the rule, what agrees in both records, and which records. */
export function explainLink({ ends, rule, level, agreed }: ScoredLink, mentions: readonly Mention[]): PartyLink[] {
  const [a, b] = [mentions[ends[0]], mentions[ends[1]]];
  if (a === undefined || b === undefined) return [];
  const recordsOf = (indexes: readonly number[]) =>
    sortedUnique(indexes.flatMap((index) => mentions[index]?.party.record ?? []));
  const names = [a, b].map((mention) => mention.party.names[0]?.full ?? '(no name)').join(' / ');
  const reasons: LinkReason[] = [
    { rule: rule.name, text: `${NAME_TEXT[level]}: ${names}`, records: recordsOf(ends) },
    ...agreed.map(({ kind, value, ends: stated }) => {
      return { rule: rule.name, text: `${kind.replaceAll('-', ' ')}: ${value}`, records: recordsOf(stated) };
    }),
  ];
  return [{ left: a.party.id, right: b.party.id, score: rule.score, reasons }];
}
