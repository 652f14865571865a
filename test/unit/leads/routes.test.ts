import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NetworkKind, RoleName } from '../../../src/detection/index.ts';
import type { Family } from '../../../src/facts/index.ts';
import { type CandidateGround, candidateStatutes } from '../../../src/leads/predicate/candidates.ts';
import { authoritiesOf, authorityWarnings } from '../../../src/leads/routes/authorities.ts';
import { ELEMENTS, ROUTES } from '../../../src/leads/routes/route-table.ts';
import { meetStandard } from '../../../src/leads/routes/standard.ts';
import type { Theory } from '../../../src/leads/types/route.ts';
import { reference } from '../../in-memory.ts';

const THEORIES: readonly Theory[] = [
  'PROCEEDS',
  'FACILITATING',
  'INVOLVED_IN_LAUNDERING',
  'TRACEABLE_TO',
  'FUNGIBLE_984',
  'SUBSTITUTE_853P',
  'RESTITUTION_LIEN_ONLY',
];
const SUBSETS = Array.from({ length: 2 ** THEORIES.length }, (_, bits) =>
  THEORIES.filter((_theory, i) => (bits >> i) % 2 === 1),
);
/** A network of a kind, with findings of families and with roles, as far as candidate statutes look at it. */
const ground = (
  kind: NetworkKind,
  families: readonly Family[] = [],
  roles: readonly RoleName[] = [],
): CandidateGround => ({
  network: { kinds: [kind], roles: roles.map((role) => ({ role })) },
  findings: families.map((family) => ({ family })),
});
const TRAFFICKING = ground('wage-kickback');
/** Kinds of which none makes an offence of chapter 77 a candidate by itself. */
const NO_CHAPTER_77: readonly NetworkKind[] = ['front-company', 'funnel', 'layering', 'nominee-ring', 'other'];
const KINDS: readonly NetworkKind[] = [...NO_CHAPTER_77, 'wage-kickback', 'illicit-massage'];
const FAMILIES: readonly Family[] = ['C', 'F', 'B', 'W', 'L'];
const FORFEITABLE: readonly Theory[] = ['PROCEEDS', 'FACILITATING', 'INVOLVED_IN_LAUNDERING'];

describe('authorities', () => {
  it('R10: section 1594 stands before 981 and 982 for every set of theories that it fits', () => {
    for (const theories of SUBSETS) {
      const listed = authoritiesOf(theories, TRAFFICKING);
      const last1594 = listed.findLastIndex((authority) => authority.startsWith('18 USC 1594'));
      const first98 = listed.findIndex((authority) => /^18 USC 98[12]/.test(authority));
      if (last1594 >= 0 && first98 >= 0) assert.ok(last1594 < first98, theories.join());
      if (theories.includes('PROCEEDS') || theories.includes('FACILITATING')) assert.ok(last1594 >= 0, theories.join());
    }
  });

  it('R10: warn where only 981 or 982 fits, because then victims are paid by discretion alone', () => {
    const laundering = authoritiesOf(['INVOLVED_IN_LAUNDERING'], TRAFFICKING);
    assert.deepEqual(laundering, ['18 USC 981(a)(1)(A)', '18 USC 982(a)(1)']);
    assert.match(authorityWarnings(laundering)[0] ?? '', /remission or restoration alone, which is discretionary/);
    assert.deepEqual(authorityWarnings(authoritiesOf(['PROCEEDS'], TRAFFICKING)), []);
    assert.deepEqual(authorityWarnings(authoritiesOf(['SUBSTITUTE_853P'], TRAFFICKING)), []);
  });

  it('do not name section 1594 where no offence of chapter 77 is a candidate, and warn', () => {
    for (const kind of NO_CHAPTER_77) {
      const listed = authoritiesOf(['PROCEEDS'], ground(kind, ['C', 'F', 'B']));
      assert.deepEqual(listed, ['18 USC 981(a)(1)(C)', '28 USC 2461(c)'], kind);
      assert.equal(authorityWarnings(listed).length, 1);
    }
  });

  it('R10: name section 1594 first for any kind of network in which wages go back or someone may benefit under 1593A', () => {
    for (const kind of NO_CHAPTER_77) {
      for (const candidate of [ground(kind, ['B', 'W']), ground(kind, ['B'], ['facilitator'])]) {
        const listed = authoritiesOf(['PROCEEDS', 'INVOLVED_IN_LAUNDERING'], candidate);
        assert.deepEqual(listed.slice(0, 3), ['18 USC 1594(d)', '18 USC 1594(e)', '18 USC 981(a)(1)(C)'], kind);
        assert.deepEqual(authorityWarnings(listed), []);
      }
    }
  });
});

describe('section 1594 and the elements table of the same lead', () => {
  it('stand together: 1594 is an authority exactly where an offence of chapter 77 is a candidate statute', () => {
    for (const kind of KINDS)
      for (let bits = 0; bits < 2 ** FAMILIES.length; bits++)
        for (const roles of [[], ['facilitator']] as const) {
          const families = FAMILIES.filter((_family, i) => (bits >> i) % 2 === 1);
          const facts = ground(kind, families, roles);
          const statutes = candidateStatutes(facts, 'large').map(({ statute }) => statute);
          const isCandidate = statutes.some((statute) => /^18 USC 15(8|9)/.test(statute));
          const listed = authoritiesOf(FORFEITABLE, facts).some((authority) => authority.startsWith('18 USC 1594'));
          assert.equal(listed, isCandidate, `${kind} ${families.join('')} ${roles.join()}: ${statutes.join(', ')}`);
        }
  });

  it('fall away for a front company or a funnel alone, and the warning says what would bring 1594 back', () => {
    for (const kind of ['front-company', 'funnel'] as const) {
      const listed = authoritiesOf(FORFEITABLE, ground(kind, ['C', 'F', 'B']));
      assert.deepEqual(listed, ['18 USC 981(a)(1)(C)', '28 USC 2461(c)', '18 USC 981(a)(1)(A)', '18 USC 982(a)(1)']);
      assert.match(
        authorityWarnings(listed)[0] ?? '',
        /Once an offence of chapter 77 is shown, 18 USC 1594\(d\) and \(e\)/,
      );
    }
  });
});

describe('the table of routes', () => {
  it('has a row for every route that a lead can choose, once, the routes of section 1594 first', () => {
    const routes = ROUTES.map(({ route }) => route);
    assert.deepEqual([routes.length, new Set(routes).size], [13, 13]);
    assert.deepEqual(routes.slice(0, 2), ['1594-criminal', '1594-civil']);
  });

  it('R9: names clocks that reference/clocks.csv knows, with 14, 90 and 60 days for every order on an account', () => {
    for (const { route, clocks } of ROUTES) {
      for (const id of clocks) assert.ok(reference.clocks.has(id), `${route} ${id}`);
    }
    for (const route of ['restraint-853e', 'tro-853e2', 'warrant-981b', 'warrant-853f']) {
      const clocks = ROUTES.find((rule) => rule.route === route)?.clocks ?? [];
      const lengths = clocks.map((id) => reference.clocks.get(id)?.length);
      assert.deepEqual(lengths.slice(0, 3), [14, 90, 60], route);
    }
  });

  it('asks in words for every element', () => {
    for (const { elements } of ROUTES) {
      for (const id of elements) assert.ok(ELEMENTS[id].ask.length > 10, id);
      assert.equal(new Set(elements).size, elements.length);
    }
  });
});

describe('a standard', () => {
  it('is met element by element; what has no fact is asked for, and what does not apply is left out', () => {
    const rule = ROUTES.find(({ route }) => route === 'lis-pendens');
    assert.ok(rule);
    const fact = { text: 'premises of Harbor Works LLC', records: [] };
    const { elements, standardFacts, missing } = meetStandard(rule, { nexus: [fact], occupants: null });
    assert.deepEqual(
      elements.map(({ element, missing: asked }) => [element, asked]),
      [
        ['nexus to the offence', null],
        ['substantial connection to the offence', ELEMENTS.use.ask],
        ['title', ELEMENTS.title.ask],
        ['lien holders', ELEMENTS.liens.ask],
      ],
    );
    assert.deepEqual(standardFacts, { 'nexus to the offence': ['premises of Harbor Works LLC'] });
    assert.deepEqual(missing, [ELEMENTS.use.ask, ELEMENTS.title.ask, ELEMENTS.liens.ask]);
  });
});
