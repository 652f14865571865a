import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DateText, moneyText, type RecordId } from '../../../src/core/index.ts';
import type { Decision, VictimFact } from '../../../src/facts/index.ts';
import { accountAsset } from '../../../src/leads/account-asset.ts';
import { arrangeRun, makeContext } from '../../../src/leads/context.ts';
import { draftLead, type Lead } from '../../../src/leads/index.ts';
import { TRACE_METHODS } from '../../../src/tracing/index.ts';
import { finding, makeScene, type Scene } from './scene.ts';

const scene = await makeScene();
const lead = draftLead(scene);

function elementsOf({ predicate }: Lead, statute: string) {
  const found = predicate.find((item) => item.statute === statute);
  assert.ok(found, statute);
  return found.elements;
}

describe('the predicate', () => {
  it('names candidate statutes with dates and places of the facts', () => {
    assert.deepEqual(
      lead.predicate.map(({ statute, dates, places }) => [statute, dates, places]),
      [
        ['18 USC 1589', ['2024-02-01', '2024-03-05'], ['Boston, MA']],
        ['18 USC 1956', ['2024-02-01', '2024-03-05'], ['Boston, MA']],
      ],
    );
  });

  it('sets every element against facts with records, or against what counsel still needs', () => {
    for (const { elements } of lead.predicate) {
      for (const { facts, gap } of elements) {
        assert.equal(facts.length === 0, gap !== null);
        assert.ok(facts.every(({ records }) => records.length > 0));
      }
    }
    const [labour, force, benefit, knowledge] = elementsOf(lead, '18 USC 1589');
    assert.deepEqual(
      labour?.facts.map(({ text }) => text),
      [
        'wages withdrawn, or sent to one same payee, within two days of pay day: 2; counts from 1, 2024-02-01 to 2024-03-05',
        '1 credit from possible victims, together 700.00 USD',
      ],
    );
    assert.deepEqual([force?.facts, knowledge?.facts], [[], []], 'records of money tell neither force nor knowledge');
    assert.deepEqual(
      benefit?.facts.map(({ text }) => text),
      [
        'Paul Stone, possible collector: receives wages of 2 workers',
        '2 credits claimed by findings, together 1,360.00 USD',
      ],
    );
  });

  it('does not count what a possible victim passed on as a transaction in proceeds', () => {
    assert.deepEqual(elementsOf(lead, '18 USC 1956')[0]?.facts, [], 'no debit of the subject moved claims on');
  });

  it('needs one credit of more than 10,000 USD for section 1957: 10,000.00 is not enough', async () => {
    const statutes = async (amount: string) => {
      const rows = `transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo
t1,2024-02-01,021000021,100,Harbor Works LLC,021000021,300,Rosa Lima,900.00,USD,ach,,,payroll
t2,2024-02-02,021000021,300,Rosa Lima,021000021,200,Paul Stone,${amount},USD,p2p,"Boston, MA",,
t4,2024-03-02,021000021,400,Omar Diaz,021000021,200,Paul Stone,660.00,USD,p2p,"Boston, MA",,
`;
      return draftLead(await makeScene({ 'transfers.csv': rows })).predicate.map(({ statute }) => statute);
    };
    assert.ok(!(await statutes('10000.00')).includes('18 USC 1957'));
    assert.ok((await statutes('10000.01')).includes('18 USC 1957'));
  });

  it('adds section 1590 only where lodging or travel is part of the pattern', () => {
    assert.ok(!lead.predicate.some(({ statute }) => statute === '18 USC 1590'));
    const lodging = finding(scene.facts, {
      rule: 'many-residences',
      family: 'L',
      subjects: [scene.account('200')],
      records: [scene.row('t6')],
    });
    const with1590 = draftLead({
      ...scene,
      network: { ...scene.network, findings: [...scene.network.findings, lodging.id] },
      detection: { ...scene.detection, findings: [...scene.detection.findings, lodging] },
    });
    assert.ok(with1590.predicate.some(({ statute }) => statute === '18 USC 1590'));
  });

  it('keeps benefit apart from knowledge for a facilitator (18 USC 1593A)', () => {
    const facilitator = { ...scene.network.roles[0], role: 'facilitator' as const };
    const { entity, score, reasons, records } = scene.network.roles[0] ?? assert.fail('no role');
    const one = draftLead({
      ...scene,
      network: { ...scene.network, roles: [{ ...facilitator, entity, score, reasons, records }] },
    });
    const [benefit, , knowledge] = elementsOf(one, '18 USC 1593A');
    assert.ok((benefit?.facts.length ?? 0) > 0);
    assert.deepEqual([knowledge?.facts, knowledge?.gap?.includes('benefit alone is no knowledge')], [[], true]);
  });
});

describe('the complaint test of Supplemental Rule G(2)', () => {
  it('goes through all its items, and what a gap leaves open is missing', () => {
    assert.deepEqual(
      lead.complaint.map(({ rule, state }) => [rule, state]),
      [
        ['G(2)(a)', 'a person does this'],
        ['G(2)(b)', 'missing'],
        ['G(2)(c)', 'met'],
        ['G(2)(d)', 'missing'],
        ['G(2)(e)', 'met'],
        ['G(2)(f)', 'missing'],
      ],
    );
  });

  it('has a gap for each missing item, and no gap for one that is met', () => {
    const codes = new Set(lead.gaps.map(({ code }) => code));
    assert.deepEqual([...codes].sort(), ['DISTRICT_ASK_PERSON', 'NO_BALANCE', 'NO_LOCATION', 'TRACE_BROKEN']);
  });
});

describe('contrary facts', () => {
  const stone = scene.entity('Paul Stone');

  it('R25: none found needs the statement of a named reviewer', (t) => {
    assert.ok(lead.subjects.length > 0 && lead.subjects.every(({ contrary }) => contrary.length > 0));
    t.diagnostic(`R25: ${lead.subjects.length} subjects, 0 without contrary facts or the checks that found none`);
    assert.deepEqual(lead.subjects[0]?.contraryReview, {
      state: 'statement of a named reviewer required',
      reviews: 0,
    });
  });

  it('R25: a reasoned decision about the person is such a statement, and names nobody in the Run', () => {
    const party = scene.resolution.entities.find(({ id }) => id === stone)?.parties[0];
    assert.ok(party);
    const decision: Decision = {
      kind: 'person-state',
      party,
      entity: stone,
      state: 'SUBJECT_CANDIDATE',
      reason: 'looked for a lender, a landlord, a remitter: none',
      actor: 'reviewer-jane',
      confirmedBy: null,
      ordinal: 1,
      classes: ['PROCESS_OBTAINED'],
    };
    const reviewed = draftLead({ ...scene, facts: { ...scene.facts, decisions: [decision] } });
    assert.deepEqual(reviewed.subjects[0]?.contraryReview, { state: 'reviewed', reviews: 1 });
    assert.ok(!JSON.stringify(reviewed).includes('reviewer-jane'));
  });

  it('R25: what speaks against the suspicion stands with its records and needs no statement', () => {
    const fact = { entity: stone, about: 'lending', text: 'a written loan', direction: 'against' as const };
    const one = draftLead({
      ...scene,
      network: { ...scene.network, controlFacts: [{ ...fact, records: [scene.row('t2')] }] },
    });
    assert.deepEqual(one.subjects[0]?.contrary, [{ text: 'a written loan', records: [scene.row('t2')] }]);
    assert.equal(one.subjects[0]?.contraryReview.state, 'contrary facts recorded');
  });
});

describe('reasonable suspicion', () => {
  it('grades each fact: a hypothesis is low, what a rule computes from admissible records medium', () => {
    assert.deepEqual(
      lead.subjects[0]?.suspicion.map(({ confidence }) => confidence),
      ['low', 'medium'],
    );
  });

  it('grades what rests on reports for leads alone low', () => {
    const records = new Map(
      [...scene.facts.records].map(([id, ref]) => [id, { ...ref, sourceClass: 'BSA_LEAD_ONLY' as const }]),
    );
    const one = draftLead({ ...scene, facts: { ...scene.facts, records } });
    assert.deepEqual(
      one.subjects[0]?.suspicion.map(({ confidence }) => confidence),
      ['low', 'low'],
    );
  });
});

describe('the timeline', () => {
  it('tells what happened to the claimed accounts, in order, and nothing of a possible victim', () => {
    assert.deepEqual(
      lead.timeline.map(({ date, text }) => [date, text]),
      [
        ['2020-01-02', 'account 200 at 021000021 was opened'],
        ['2024-02-02', '1 claimed credit of 700.00 USD on account 200 at 021000021'],
        ['2024-03-02', '1 claimed credit of 660.00 USD on account 200 at 021000021'],
      ],
    );
    assert.equal(lead.timelineLeftOut, 0);
  });
});

describe('the method of tracing', () => {
  it('is one for the whole lead, recorded, and libr by default', async () => {
    const trace = (of: Lead) => of.assets.find(({ identifiers }) => identifiers.number === '200')?.trace;
    assert.deepEqual([trace(lead)?.method, trace(lead)?.chosen, trace(lead)?.tainted], ['libr', 'default', '1360.00']);
    const fifo = trace(draftLead({ ...scene, traceMethod: 'fifo' }));
    assert.deepEqual([fifo?.method, fifo?.chosen, fifo?.tainted], ['fifo', 'parameter of the Run', '860.00']);
    assert.equal(fifo?.alternatives.libr, '1360.00');
  });
});

describe('what is claimed of one account', () => {
  it('is there or gone, never both: what is left and what left add up to the claims under every method but poison', async () => {
    const rows = `transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo
t1,2024-02-01,021000021,100,Harbor Works LLC,021000021,300,Rosa Lima,900.00,USD,ach,,,payroll
t2,2024-02-02,021000021,300,Rosa Lima,021000021,200,Paul Stone,700.01,USD,p2p,,,
t3,2024-02-10,021000021,200,Paul Stone,,,Bright Motors,1100.00,USD,check,,,
t4,2024-03-02,021000021,400,Omar Diaz,021000021,200,Paul Stone,660.02,USD,p2p,,,
t5,2024-03-05,,,,021000021,200,Paul Stone,333.33,USD,cash,,,
t6,2024-04-20,021000021,200,Paul Stone,011000015,900,Someone,777.77,USD,wire,,,
`;
    const open = '021000021,200,2024-01-01,1000.00,USD,ledger\n';
    const one = await makeScene({
      'transfers.csv': rows,
      'balances.csv': `institution,account,as_of,balance,currency,kind\n${open}`,
    });
    for (const method of TRACE_METHODS.filter((name) => name !== 'poison')) {
      const drafted = accountAsset(makeContext({ ...one, traceMethod: method }, arrangeRun(one)), one.account('200'));
      assert.ok(drafted?.entry.trace);
      const cents = (text: string) => Math.round(Number(text) * 10_000);
      const gone = drafted.claimedOut.reduce((sum, { claimed }) => sum + cents(moneyText(claimed)), 0);
      // The claims left are printed in cents, those of a debit with four places.
      assert.ok(Math.abs(cents(drafted.entry.trace.tainted) + gone - cents('1360.03')) <= 100, method);
      assert.equal(drafted.entry.trace.method, method);
    }
  });
});

describe('restitution', () => {
  const fact = (victim: string, category: VictimFact['category'], amount: string): VictimFact => ({
    kind: 'victim-fact',
    id: `${victim} ${category}`,
    record: `rec_${'b'.repeat(32)}` as RecordId,
    victim,
    category,
    from: '2024-02-01' as DateText,
    to: '2024-03-01' as DateText,
    hours: null,
    rate: null,
    amount,
    currency: 'USD',
    note: 'told by a friend',
  });
  const withFacts = (of: Scene): Scene => ({
    ...of,
    facts: { ...of.facts, victimFacts: [fact('V-a1b2c3d4', 'A', '120.00'), fact('V-e5f6a7b8', 'PAID', '45.00')] },
  });

  it('shows the wages that came back, by pseudonym, and what of them is still traced', () => {
    assert.deepEqual(
      lead.restitution.victims.map(({ victim, returnedWages }) => [
        victim,
        returnedWages.map(({ credited, stillTraced, currency }) => [credited, stillTraced, currency]),
      ]),
      [['V-1', [['700.00', '700.00', 'USD']]]],
    );
  });

  it('computes what the facts come to by the rules of 18 USC 1593, with what is missing and the records', () => {
    assert.deepEqual([lead.restitution.circuit, lead.restitution.liquidatedCounted], ['1', false]);
    const [rosa] = lead.restitution.victims;
    const { missing, records, ...figures } = rosa?.figures ?? assert.fail('no figures');
    assert.deepEqual(figures, {
      losses: '0.00',
      gross: '700.00',
      flsa: '0.00',
      flsaLiquidated: '0.00',
      labourLimb: '700.00',
      total: '700.00',
    });
    assert.ok(missing.some((text) => text.startsWith('the hours worked are not known')));
    assert.deepEqual(records, [scene.row('t2')]);
    const [medical] = draftLead(withFacts(scene)).restitution.stated;
    assert.deepEqual([medical?.figures?.losses, medical?.figures?.total], ['120.00', '120.00']);
  });

  it('shows stated facts under numbers of the lead: the vault pseudonym and free notes stay in the house', () => {
    const { restitution } = draftLead(withFacts(scene));
    assert.deepEqual(
      restitution.stated.map(({ number, facts }) => [number, facts.map(({ text }) => text)]),
      [
        ['VF-1', ['medical care (18 USC 2259(c)(2)(A)), 120.00 USD, 2024-02-01 to 2024-03-01']],
        ['VF-2', ['received by the victim, 45.00 USD, 2024-02-01 to 2024-03-01']],
      ],
    );
    assert.doesNotMatch(JSON.stringify(restitution), /a1b2c3d4|e5f6a7b8|told by a friend/);
  });

  it('computes the figures of one victim though what is told of another cannot be: 48 hours on a day', () => {
    const hours = (id: string): VictimFact => ({
      ...fact('V-e5f6a7b8', 'LABOUR', '0.00'),
      id,
      amount: null,
      hours: '24',
      from: '2024-02-01' as DateText,
      to: '2024-02-01' as DateText,
    });
    const facts = { ...scene.facts, victimFacts: [fact('V-a1b2c3d4', 'A', '120.00'), hours('fac_8'), hours('fac_9')] };
    const { restitution } = draftLead({ ...scene, facts });
    assert.deepEqual(
      restitution.stated.map(({ figures }) => figures?.total ?? null),
      ['120.00', null],
    );
    assert.equal(restitution.victims[0]?.figures?.total, '700.00');
  });

  it('shows no stated fact where several networks are flagged: no record says whose they are', () => {
    const other = { ...scene.network, id: scene.network.id };
    const two = withFacts({ ...scene, detection: { ...scene.detection, networks: [scene.network, other] } });
    assert.deepEqual(draftLead(two).restitution.stated, []);
  });
});
