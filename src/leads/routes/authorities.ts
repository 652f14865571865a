import { type CandidateGround, candidateStatutes, isChapter77 } from '../predicate/candidates.ts';
import type { Theory } from '../types/route.ts';

/** Criminal and civil forfeiture for trafficking: the only one whose property must be transferred to the victims (1594(f)). */
const SECTION_1594 = ['18 USC 1594(d)', '18 USC 1594(e)'];

const BY_THEORY: readonly (readonly [Theory, readonly string[]])[] = [
  ['PROCEEDS', [...SECTION_1594, '18 USC 981(a)(1)(C)', '28 USC 2461(c)']],
  ['TRACEABLE_TO', [...SECTION_1594, '18 USC 981(a)(1)(C)', '28 USC 2461(c)']],
  ['FACILITATING', SECTION_1594],
  ['INVOLVED_IN_LAUNDERING', ['18 USC 981(a)(1)(A)', '18 USC 982(a)(1)']],
  ['FUNGIBLE_984', ['18 USC 984']],
  ['SUBSTITUTE_853P', ['21 USC 853(p)']],
  ['RESTITUTION_LIEN_ONLY', ['18 USC 3613(c)']],
];

/**
 * Whether section 1594 may fit: it is about "a violation of this chapter" (1594(d), (e)), so an offence of chapter 77 must
 * stand among the candidate statutes of the same lead. Front companies, funnels and laundering are no such offence.
 */
export function fitsSection1594(ground: CandidateGround): boolean {
  return candidateStatutes(ground, 'small').some(isChapter77);
}

/** Authorities of the theories, section 1594 first wherever it fits (R10). */
export function authoritiesOf(theories: readonly Theory[], ground: CandidateGround): string[] {
  const fits = fitsSection1594(ground);
  const listed = BY_THEORY.flatMap(([theory, authorities]) => (theories.includes(theory) ? authorities : []));
  return [...new Set(listed)].filter((authority) => fits || !SECTION_1594.includes(authority));
}

/** What a reader of the authorities must know: which of them reach the victims only by discretion (legal 1.1). */
export function authorityWarnings(authorities: readonly string[]): string[] {
  const isForfeited = authorities.some((authority) => /^18 USC 98[12]\(/.test(authority));
  if (!isForfeited || authorities.some((authority) => SECTION_1594.includes(authority))) return [];
  return [
    'only 18 USC 981 or 982 fits, because no offence of chapter 77 is a candidate on these facts: what is forfeited under them reaches victims by remission or restoration alone, which is discretionary. Once an offence of chapter 77 is shown, 18 USC 1594(d) and (e) stand first: the transfer of 1594(f) covers only what is forfeited under 1594',
  ];
}
