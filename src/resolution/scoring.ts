import type { CandidatePair } from './blocking.ts';
import { isNearIdentifier } from './identifiers.ts';
import type { Attribute, AttributeKind, Mention } from './mentions.ts';
import { bestLevel, type NameLevel } from './name-match.ts';
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
  readonly score: number;
};

const CONTACT: readonly AttributeKind[] = ['birth-date', 'phone', 'email', 'address'];

export const RULES: readonly Rule[] = [
  {
    name: 'same-register-entry',
    doc: 'The publisher itself calls both by one record id; a later statement may change every other field.',
    names: ['exact', 'fuller', 'variant', 'partial', 'conflict'],
    needs: ['register-entry'],
    count: 1,
    score: 0.99,
  },
  {
    name: 'same-identifier',
    doc: 'One number of a list in which a number has one holder, under names that can be one name. Under two names it is a relation, not an identity.',
    names: ['exact', 'fuller', 'variant', 'partial'],
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
    needs: [...CONTACT, 'near-identifier', 'counterparty'],
    count: 1,
    score: 0.9,
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
    name: 'short-name-on-account',
    doc: 'An initial for a first name, or a company name cut short, standing with the same account or birth date.',
    names: ['partial'],
    needs: ['account', 'birth-date'],
    count: 1,
    score: 0.75,
  },
];

/** The rule of what people decide, and of names without anything else; both are applied in places of their own. */
export const JUDGED_SCORE = 1;
export const NAME_ONLY_SCORE = 0.6;

function nearIdentifiers(a: Mention, b: Mention): Attribute[] {
  return a.identifiers.flatMap((left) =>
    b.identifiers
      .filter((right) => left.type === right.type && isNearIdentifier(left.value, right.value))
      .map((right) => ({ kind: 'near-identifier' as const, key: left.key, value: `${left.value} / ${right.value}` })),
  );
}

function levelOf(a: Mention, b: Mention): NameLevel {
  return bestLevel(a.names, b.names);
}

const NAME_TEXT: Readonly<Record<NameLevel, string>> = {
  exact: 'same name',
  fuller: 'same name, one with a middle name or initial',
  variant: 'spelling variant or nickname',
  partial: 'name shortened or with an initial',
  conflict: 'different names',
};

function reasonsOf(
  pair: readonly [Mention, Mention],
  rule: Rule,
  level: NameLevel,
  agreed: readonly Attribute[],
): LinkReason[] {
  const records = pair.map((mention) => mention.party.record).sort();
  const names = pair.map((mention) => mention.party.names[0]?.full ?? '(no name)').join(' / ');
  return [
    { rule: rule.name, text: `${NAME_TEXT[level]}: ${names}`, records },
    ...agreed.map(({ kind, value }) => ({ rule: rule.name, text: `${kind.replaceAll('-', ' ')}: ${value}`, records })),
  ];
}

export type ScoredLink = PartyLink & {
  readonly rule: string;
  readonly ends: readonly [number, number];
  /** Whether a mistyped number or birth date may be overlooked for this link. */
  readonly tolerant: boolean;
  /** Nothing at all tells the two apart. */
  readonly alike: boolean;
};

/** Institutions and plumbing have no rule but the shared identifier: their names are not even looked at. */
const BY_IDENTIFIER_ONLY: Rule = {
  name: 'same-institution-identifier',
  doc: 'Institutions of filings are joined by their identifier and by nothing else.',
  names: ['exact', 'fuller', 'variant', 'partial', 'conflict'],
  needs: ['identifier', 'register-entry'],
  count: 1,
  score: 0.98,
};

/** Applies the table to one pair: the accepted link with its reasons, or null. */
export function scorePair(pair: CandidatePair, mentions: readonly Mention[]): ScoredLink | null {
  const [a, b] = [mentions[pair.left], mentions[pair.right]];
  if (a === undefined || b === undefined) return null;
  const level = levelOf(a, b);
  const shared = [...pair.shared, ...nearIdentifiers(a, b)];
  const rules = a.party.linkable && b.party.linkable ? RULES : [BY_IDENTIFIER_ONLY];
  for (const rule of rules) {
    const agreed = shared.filter((attribute) => rule.needs.includes(attribute.kind));
    const kinds = new Set(agreed.map((attribute) => attribute.kind)).size;
    if (kinds < rule.count || !rule.names.includes(level)) continue;
    const reasons = reasonsOf([a, b], rule, level, agreed);
    const others = shared.filter((attribute) => attribute.kind !== 'counterparty').length;
    const tolerant = (level === 'exact' || level === 'fuller' || level === 'variant') && others > 0;
    const ends = [pair.left, pair.right] as const;
    const alike = a.signature === b.signature;
    return { left: a.party.id, right: b.party.id, score: rule.score, reasons, rule: rule.name, ends, tolerant, alike };
  }
  return null;
}
