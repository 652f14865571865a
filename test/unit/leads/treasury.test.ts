import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../src/core/index.ts';
import type { Identifier } from '../../../src/facts/index.ts';
import { draftLead, type LeadInput, REFERRAL_CODES, treasuryProposals, variantFor } from '../../../src/leads/index.ts';
import { REFERRAL_RULES } from '../../../src/leads/referral-rules.ts';
import { reference } from '../../in-memory.ts';
import { makeScene } from './scene.ts';
import { cashScene, foreignScene, passport, register, withIdentifiers } from './treasury-scene.ts';

const domestic = await makeScene();
const abroad = await foreignScene(3);
const proposals = (input: LeadInput) => unwrap(treasuryProposals(input, null));
const codes = (input: LeadInput) => draftLead(input).referrals.map(({ code }) => code);
const targets = (input: LeadInput) => proposals(input).targets.map(({ identifiers }) => identifiers.names[0]?.value);

describe('the directory of agencies', () => {
  it('knows every recipient that a rule names, and each of them takes that reason', () => {
    for (const code of REFERRAL_CODES) {
      const { first, also } = REFERRAL_RULES[code];
      for (const id of [first, ...also])
        assert.ok(reference.directory.get(id)?.takes.includes(code), `${id} takes ${code}`);
    }
  });

  it('has no reason that nobody knows, and no provider of services who reads BSA reports', () => {
    const known: readonly string[] = [...REFERRAL_CODES, 'VICTIM_SERVICES', 'MONEY_LAUNDERING_CERTIFIED'];
    for (const { id, kind, takes, bsaAccess } of reference.directory.values()) {
      assert.deepEqual(
        takes.filter((code) => !known.includes(code)),
        [],
        id,
      );
      assert.ok(['federal', 'state', 'services'].includes(kind), id);
      assert.ok((kind === 'services' ? ['no'] : ['yes', 'no', 'by-agreement']).includes(bsaAccess), id);
    }
  });

  it('gives the copy with BSA material to whom access is stated, and by agreement once it is named', () => {
    const variants = (['FBI', 'DOL-WHD', 'State-AG'] as const).map((id) => {
      const agency = reference.directory.get(id);
      return [variantFor(agency, null), variantFor(agency, 'MOU of 2024-01-02')];
    });
    assert.deepEqual(variants, [
      ['bsa', 'bsa'],
      ['no-bsa', 'no-bsa'],
      ['no-bsa', 'bsa'],
    ]);
    assert.equal(variantFor(undefined, 'MOU'), 'no-bsa');
  });
});

describe('a referral', () => {
  it('has its reason, recipient, records and the date by which an answer is asked for', () => {
    const [wages] = draftLead(domestic).referrals;
    const { recipient, also, answerDue, records, code } = wages ?? {};
    assert.deepEqual([code, recipient, also, answerDue], ['UNPAID_WAGES', 'DOL-WHD', ['DOL-OIG'], '2024-05-30']);
    assert.deepEqual(records, [...domestic.network.records].sort());
  });

  it('goes to HSI once money crosses the border, and to FinCEN under section 311 only when a foreign bank is a hub', async () => {
    assert.deepEqual(codes(await foreignScene(2)), ['UNPAID_WAGES', 'CROSS_BORDER']);
    assert.deepEqual(codes(abroad), ['UNPAID_WAGES', 'CROSS_BORDER', 'FOREIGN_INSTITUTION']);
    const [hub] = proposals(abroad).section311;
    assert.deepEqual([hub?.institution, hub?.country, hub?.movements], ['DEUTDEFF', 'DE', 3]);
  });
});

describe('a bank in a territory of the United States', () => {
  it('R12: is not abroad (31 CFR 1010.100(hhh)): no section 311, no border crossed, no cash-out point', async () => {
    const island = await foreignScene(3, 'BPPRPRSX');
    assert.deepEqual([codes(island), proposals(island).section311], [['UNPAID_WAGES'], []]);
    const account = draftLead(island).assets.find(({ identifiers }) => identifiers.number === '200');
    assert.deepEqual(account?.freeze?.cashOuts, []);
  });
});

describe('what Treasury may be asked for', () => {
  it('R12: section 311 is never offered for a domestic target, nor 22 USC 7108 for whom US law organised or who is American', () => {
    const foreign: Identifier[] = [passport('MX')];
    const american: Identifier[][] = [[], [passport('US')], [passport('US'), passport('MX')], [passport('USA')]];
    assert.deepEqual(targets(withIdentifiers(domestic, { 'Paul Stone': foreign })), ['Paul Stone']);
    for (const identifiers of american)
      assert.deepEqual(targets(withIdentifiers(domestic, { 'Paul Stone': identifiers })), []);
    // A firm with an accusing role is a subject, and is offered exactly when its register is foreign.
    const role = {
      entity: domestic.entity('Harbor Works LLC'),
      role: 'facilitator',
      score: 0.8,
      reasons: [],
      records: [],
    } as const;
    const network = { ...domestic.network, roles: [role, ...domestic.network.roles] };
    const firm = (issuer: string) =>
      targets({ ...withIdentifiers(domestic, { 'Harbor Works LLC': [register(issuer)] }), network });
    assert.deepEqual([firm('US-DE'), firm('GB-COH'), firm('')], [[], ['Harbor Works LLC'], []]);
    // "DE" alone may be Delaware or Germany, and Puerto Rico is the United States (22 USC 7102).
    assert.deepEqual([firm('DE'), firm('DE-CR'), firm('PR')], [[], ['Harbor Works LLC'], []]);
    assert.deepEqual(proposals(domestic).section311, []);
    assert.ok(!codes(domestic).includes('FOREIGN_INSTITUTION') && !codes(domestic).includes('FOREIGN_PERSON'));
  });

  it('R12: holds for any mixture of passports and registers: an American tie, or none, offers nothing', (t) => {
    let [offeredTo, mixtures] = [0, 0];
    const country = fc.constantFrom('US', 'USA', 'US-DE', 'MX', 'GB-COH', 'DE', '');
    const stated = fc.array(country, { maxLength: 4 });
    fc.assert(
      fc.property(stated, fc.boolean(), (issuers, isForeignBank) => {
        const identifiers = issuers.map((issuer): Identifier => ({ ...passport(issuer), issuer: issuer || null }));
        const input = withIdentifiers(isForeignBank ? abroad : domestic, { 'Paul Stone': identifiers });
        const isAmerican = issuers.some((issuer) => issuer.startsWith('US'));
        const isForeign = issuers.some((issuer) => issuer !== '' && !issuer.startsWith('US'));
        const offered = proposals(input);
        mixtures++;
        offeredTo += offered.targets.length;
        assert.equal(offered.targets.length, isForeign && !isAmerican ? 1 : 0);
        assert.equal(offered.section311.length, isForeignBank ? 1 : 0);
        assert.deepEqual(
          codes(input).filter((code) => code === 'FOREIGN_PERSON'),
          isForeign && !isAmerican ? ['FOREIGN_PERSON'] : [],
        );
      }),
      { numRuns: process.env.REDRESS_LONG === '1' ? 1_000 : 50 },
    );
    assert.ok(offeredTo > 0 && offeredTo < mixtures);
    t.diagnostic(`R12: ${mixtures} mixtures of papers, ${offeredTo} offered, 0 with an American tie`);
  });

  it('says why an American, and who stands on silence, is not offered', () => {
    const why = (identifiers: readonly Identifier[]) =>
      proposals(withIdentifiers(domestic, { 'Paul Stone': identifiers })).notOffered[0]?.why ?? '';
    assert.match(why([passport('US')]), /^organised under United States law, or a national/);
    assert.match(why([passport('US'), passport('MX')]), /a person decides$/);
    assert.match(why([]), /nothing is offered on silence$/);
  });

  it('is a package of identifiers, conduct, contrary facts and links, with a gap for what one source alone says', () => {
    const [target] = proposals(withIdentifiers(domestic, { 'Paul Stone': [passport('MX')] })).targets;
    assert.deepEqual(
      target?.authorities.map(({ authority }) => authority),
      ['22 USC 7108', 'E.O. 13581', 'E.O. 13818'],
    );
    assert.deepEqual(target?.identifiers.nationalities[0]?.value, 'MX');
    assert.deepEqual(target?.identifiers.documents[0]?.value, 'passport G1234567 (MX)');
    assert.ok(target?.conduct.length && target.contrary.length);
    const [account] = target?.links ?? [];
    assert.deepEqual([account?.name, account?.sufficient], ['account 200 at 021000021', false]);
    assert.ok(target?.gaps.includes('no record states a date of birth'));
    assert.ok(target?.gaps.some((gap) => gap.startsWith('one source alone (PROCESS_OBTAINED redress-')));
  });

  it('counts two sources when two custodians say the same, and one when the same custodian says it twice', () => {
    const custodians = (names: readonly string[]) => {
      const sources = domestic.facts.sources.map((source, at) => ({
        ...source,
        custodian: names[at % names.length] ?? '',
      }));
      const input = withIdentifiers(domestic, { 'Paul Stone': [passport('MX')] });
      const [member] = input.resolution.accounts.filter(({ number }) => number === '200');
      const records = [...domestic.facts.records.values()]
        .filter((ref, at, all) => all.findIndex(({ source }) => source === ref.source) === at)
        .map(({ id }) => id);
      const accounts = input.resolution.accounts.map((account) =>
        account === member
          ? { ...account, holders: account.holders.map((holder) => ({ ...holder, records })) }
          : account,
      );
      const resolution = { ...input.resolution, accounts };
      return proposals({ ...input, resolution, facts: { ...input.facts, sources } }).targets[0]?.links[0]?.sufficient;
    };
    assert.equal(custodians(['First Bank']), false);
    assert.equal(custodians(['First Bank', 'County Clerk']), true);
  });

  it('has no link to a possible victim, and never the number of an account that one holds too', async () => {
    const accounts = `institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation
021000021,200,Paul Stone,person,ssn,512345671,owner,2020-01-02,,,,,,manager
021000021,300,Rosa Lima,person,ssn,512345672,owner,2023-05-02,,,,,,
021000021,300,Paul Stone,person,ssn,512345671,signatory,2023-05-02,,,,,,
`;
    const scene = await makeScene({ 'accounts.csv': accounts });
    const [stone, rosa] = [scene.entity('Paul Stone'), scene.entity('Rosa Lima')];
    const edge = { owner: stone, subject: rosa, economic: null, voting: null, basis: 'control', records: [] } as const;
    const ownership = { ...scene.ownership, edges: [edge] };
    const stated = withIdentifiers({ ...scene, ownership }, { 'Paul Stone': [passport('MX')] });
    const links = proposals(stated).targets[0]?.links ?? [];
    assert.deepEqual(
      links.map(({ name, what }) => [name, what]),
      [
        ['account 200 at 021000021', 'account: owner'],
        ['an account of V-1', 'account: signatory'],
      ],
    );
  });

  it('never lists a possible victim, foreign or not', () => {
    const input = withIdentifiers(domestic, { 'Rosa Lima': [passport('MX')], 'Omar Diaz': [passport('MX')] });
    const { targets: offered, notOffered } = proposals(input);
    const listed = [...offered, ...notOffered].map(({ entity }) => entity);
    assert.deepEqual(listed, [domestic.entity('Paul Stone')]);
  });
});

describe('a geographic targeting order', () => {
  it('is proposed with State, county, trade and amounts where records show a series of cash below the line', async () => {
    const [gto, other] = proposals(await cashScene(['9400.00', '8200.00', '9900.00'], 'Boston, MA')).gto;
    assert.equal(other, undefined);
    const { records, ...said } = gto ?? { records: [] };
    assert.equal(records.length, 3);
    assert.deepEqual(said, {
      state: 'MA',
      counties: ['25025'],
      naics: '561320',
      businessClass: 'Temporary Help Services',
      currency: 'USD',
      amounts: ['8200.00', '9900.00'],
      deposits: 3,
    });
  });

  it('is not proposed for two deposits, without a place, nor for a network without the pattern', async () => {
    assert.deepEqual(proposals(await cashScene(['9400.00', '8200.00'], 'Boston, MA')).gto, []);
    assert.deepEqual(proposals(await cashScene(['9400.00', '8200.00', '9900.00'], '')).gto, []);
    assert.deepEqual(proposals(domestic).gto, []);
  });
});

describe('a 314(a) request', () => {
  const certification = {
    certifiedBy: 'Ann Agent',
    title: 'Special Agent',
    agency: 'IRS-CI',
    contact: 'Ann Agent, 617 555 0100',
    on: '2024-05-01',
    suspicion: 'money laundering',
    credibleEvidence: 'returned wages of two workers',
  };

  it('is drafted only with a named person’s certificate of money laundering; trafficking alone is not enough', () => {
    assert.equal(proposals(domestic).request314a, null);
    const refused = treasuryProposals(domestic, { ...certification, suspicion: 'trafficking' });
    assert.equal(refused.ok ? '' : refused.error.code, 'FORBIDDEN');
    const drafted = unwrap(treasuryProposals(domestic, certification)).request314a;
    assert.equal(drafted?.certification.certifiedBy, 'Ann Agent');
    assert.deepEqual(
      drafted?.subjects.map(({ entity }) => entity),
      [domestic.entity('Paul Stone')],
    );
    assert.deepEqual(drafted?.gaps, []);
  });

  it('names each subject whom nothing separates from others of that name', () => {
    const bare = withIdentifiers(domestic, { 'Paul Stone': [] });
    const partyById = new Map([...bare.resolution.partyById].map(([id, party]) => [id, { ...party, addresses: [] }]));
    const input = { ...bare, resolution: { ...bare.resolution, partyById } };
    const drafted = unwrap(treasuryProposals(input, certification)).request314a;
    assert.deepEqual(drafted?.gaps, ['nothing separates Paul Stone from others of that name']);
  });
});
