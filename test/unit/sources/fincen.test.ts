import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asSha256, makeId, moneyText, sha256Hex } from '../../../src/core/index.ts';
import { factsOf, fixture, type ReadResult, readAll } from './reading.ts';

const sar = (): Promise<ReadResult> => readAll('fincen-sar', fixture('fincen-sar', 'valid.xml'));
const ctr = (): Promise<ReadResult> => readAll('fincen-ctr', fixture('fincen-ctr', 'valid.xml'));
const ctrText = (): string => fixture('fincen-ctr', 'valid.xml').toString();
const sarText = (): string => fixture('fincen-sar', 'valid.xml').toString();

describe('a suspicious activity report', () => {
  it('is one Report whose totals, codes, key terms and narrative stay its own', async () => {
    const [report] = factsOf(await sar(), 'report');
    assert.ok(report !== undefined);
    const { id, record, ...said } = report;
    assert.match(id, /^fct_[0-9a-f]{32}$/);
    assert.match(record, /^rec_[0-9a-f]{32}$/);
    assert.deepEqual(said, {
      kind: 'report',
      form: 'sar',
      filingKind: 'initial',
      priorDocument: null,
      filedOn: '2024-02-15',
      from: '2024-01-01',
      to: '2024-01-31',
      totalAmount: '48200.00',
      cumulativeAmount: null,
      activityCodes: [{ type: '9', subtype: '927' }],
      keyTerms: ['FIN-2020-A008', 'HUMAN TRAFFICKING', 'HUMAN TRAFFICKING FIN-2020-A008'],
      narrative: 'First part.\nSecond part.',
      formTypeCode: 'SARX',
      formTypeContradicts: false,
    });
  });

  it('never becomes a movement of money', async () => {
    const result = await sar();
    for (const kind of ['transfer', 'cash-movement', 'aggregate-flow'] as const)
      assert.deepEqual(factsOf(result, kind), []);
  });

  it('names its parties in their roles, and only the subject may link people', async () => {
    const parties = factsOf(await sar(), 'party');
    assert.deepEqual(
      parties.map(({ role, linkable, entityKind, names }) => [role, linkable, entityKind, names[0]?.full ?? null]),
      [
        ['institution', false, 'organisation', 'Harbor Example Bank'],
        ['subject', true, 'person', 'Morgan Avery'],
        ['institution', false, 'organisation', null],
      ],
    );
    assert.equal(parties[1]?.birthDate, '1980');
    assert.deepEqual(parties[1]?.names[0], {
      type: 'legal',
      full: 'Morgan Avery',
      last: 'Avery',
      first: 'Morgan',
      middle: null,
      suffix: null,
    });
  });

  it('puts the account under the institution of party 41, by its TIN', async () => {
    const result = await sar();
    const [account] = factsOf(result, 'account');
    assert.deepEqual(
      [account?.id, account?.keyType, account?.institution, account?.number, account?.closed],
      [makeId('acc', ['tin', '121234567', '0012345678']), 'tin', '121234567', '0012345678', true],
    );
    const [link] = factsOf(result, 'account-party');
    const subject = factsOf(result, 'party').find((party) => party.role === 'subject');
    assert.deepEqual([link?.account, link?.party, link?.role], [account?.id, subject?.id, 'affected']);
  });

  it('has ids made of the Source and the place in it', async () => {
    const result = await sar();
    const source = asSha256(sha256Hex(fixture('fincen-sar', 'valid.xml')));
    const [record] = result.records;
    assert.equal(record?.id, makeId('rec', [source, 'Activity 1 SeqNum 2']));
    assert.equal(factsOf(result, 'party')[1]?.id, makeId('pty', [source, 'Activity 1 SeqNum 2', 'SeqNum 6']));
    assert.equal(record?.date, '2024-01-31');
    assert.equal(record?.sourceClass, 'BSA_LEAD_ONLY');
  });

  it('keeps an account without any institution key inside its own Source', async () => {
    const text = sarText().replace(/<fc2:PartyIdentification SeqNum="10">.*?<\/fc2:PartyIdentification>/s, '');
    const [account] = factsOf(await readAll('fincen-sar', text), 'account');
    assert.equal(account?.keyType, 'other');
    assert.equal(account?.institution, `${sha256Hex(text)}/Activity 1 SeqNum 2 SeqNum 9`);
  });

  it('joins full narrative parts as they were cut and others by a line break', async () => {
    const text = sarText().replace('First part.', 'a'.repeat(4000));
    assert.equal(factsOf(await readAll('fincen-sar', text), 'report')[0]?.narrative, `${'a'.repeat(4000)}Second part.`);
  });

  it('is read by its content when FormTypeCode says otherwise, stands last or is missing', async () => {
    const report = async (text: string) => factsOf(await readAll('fincen-sar', text), 'report')[0];
    const typeCode = '<fc2:FormTypeCode>SARX</fc2:FormTypeCode>';
    const wrong = await report(sarText().replace('SARX', 'CTRX'));
    assert.deepEqual([wrong?.form, wrong?.formTypeCode, wrong?.formTypeContradicts], ['sar', 'CTRX', true]);
    const last = await report(
      sarText()
        .replace(typeCode, '')
        .replace('</fc2:EFilingBatchXML>', '<FormTypeCode>CTRX</FormTypeCode></fc2:EFilingBatchXML>'),
    );
    assert.deepEqual([last?.formTypeCode, last?.formTypeContradicts], ['CTRX', true]);
    const none = await report(sarText().replace(typeCode, ''));
    assert.deepEqual([none?.formTypeCode, none?.formTypeContradicts], [null, false]);
  });

  it('quarantines one Activity with a bad value and keeps the others', async () => {
    const [, activity = ''] = /(<fc2:Activity .*<\/fc2:Activity>)/s.exec(sarText()) ?? [];
    const bad = activity.replace('48200', '1e5').replace('Activity SeqNum="2"', 'Activity SeqNum="40"');
    const result = await readAll('fincen-sar', sarText().replace(activity, `${activity}${bad}${activity}`));
    assert.deepEqual(result.counts, { rowsRead: 3, records: 2, quarantined: 1 });
    const [row] = result.quarantine;
    assert.deepEqual([row?.code, row?.locator, row?.ordinal], ['BAD_AMOUNT', 'Activity 2 SeqNum 40', 1]);
    assert.match(row?.message ?? '', /TotalSuspiciousAmountText under SeqNum 13: amount "1e5"/);
    assert.match(row?.raw ?? '', /"TotalSuspiciousAmountText":"1e5"/);
  });

  it('ignores elements of a foreign namespace and keeps them in the content', async () => {
    const text = sarText().replace(
      '<fc2:SuspiciousActivity SeqNum="13">',
      '<x:Party xmlns:x="urn:other"><x:ActivityPartyTypeCode>33</x:ActivityPartyTypeCode></x:Party><fc2:SuspiciousActivity SeqNum="13">',
    );
    const result = await readAll('fincen-sar', text);
    assert.equal(factsOf(result, 'party').length, 3);
    assert.ok(Object.hasOwn(result.records[0]?.content as object, '{urn:other}Party'));
  });

  it('keeps two parties apart that bear one SeqNum', async () => {
    const result = await readAll('fincen-sar', sarText().replace('Party SeqNum="6"', 'Party SeqNum="4"'));
    assert.equal(new Set(factsOf(result, 'party').map((party) => party.id)).size, 3);
  });
});

describe('a value that a filing calls unknown', () => {
  const subjectOf = async (fields: string) => {
    const text = `<EFilingBatchXML><Activity><Party><ActivityPartyTypeCode>33</ActivityPartyTypeCode>${fields}</Party><SuspiciousActivity/></Activity></EFilingBatchXML>`;
    return factsOf(await readAll('fincen-sar', text), 'party')[0];
  };

  it('is absent although a text stands beside the flag', async () => {
    const party = await subjectOf(
      '<BirthDateUnknownIndicator>Y</BirthDateUnknownIndicator><IndividualBirthDateText>19800101</IndividualBirthDateText>' +
        '<PartyName><EntityLastNameUnknownIndicator>Y</EntityLastNameUnknownIndicator><RawEntityIndividualLastName>X</RawEntityIndividualLastName><RawIndividualFirstName>Ann</RawIndividualFirstName></PartyName>' +
        '<PartyIdentification><TINUnknownIndicator>Y</TINUnknownIndicator><PartyIdentificationNumberText>000000000</PartyIdentificationNumberText></PartyIdentification>' +
        '<Address><CityUnknownIndicator>Y</CityUnknownIndicator><RawCityText>Vienna</RawCityText><RawStateCodeText>VA</RawStateCodeText></Address>',
    );
    assert.equal(party?.birthDate, null);
    assert.deepEqual(party?.identifiers, []);
    assert.deepEqual([party?.names[0]?.full, party?.names[0]?.last], ['Ann', null]);
    assert.deepEqual(party?.addresses, [
      { text: 'VA', street: null, city: null, state: 'VA', zip: null, country: null },
    ]);
  });

  it('is absent when a clerk wrote the word', async () => {
    const party = await subjectOf(
      '<PartyName><RawPartyFullName>UNKNOWN</RawPartyFullName></PartyName><Address><RawCityText>Unknown</RawCityText></Address><PhoneNumber><PhoneNumberText>none</PhoneNumberText></PhoneNumber>',
    );
    assert.deepEqual([party?.names, party?.addresses, party?.phones], [[], [], []]);
  });

  it('leaves a subject without names when all critical information is unavailable', async () => {
    const party = await subjectOf(
      '<AllCriticalSubjectInformationUnavailableIndicator>Y</AllCriticalSubjectInformationUnavailableIndicator><PartyName><RawPartyFullName>John Doe</RawPartyFullName></PartyName>',
    );
    assert.deepEqual(party?.names, []);
  });
});

describe('identifiers, phones and mail of a filing', () => {
  it('keep the list in which they count', async () => {
    const id = (type: string, extra = '') =>
      `<PartyIdentification><PartyIdentificationNumberText>12-345 678</PartyIdentificationNumberText><PartyIdentificationTypeCode>${type}</PartyIdentificationTypeCode>${extra}</PartyIdentification>`;
    const issuer = '<OtherIssuerCountryText>US</OtherIssuerCountryText><OtherIssuerStateText>TX</OtherIssuerStateText>';
    const student = '<OtherPartyIdentificationTypeText>Student ID</OtherPartyIdentificationTypeText>';
    const ids = ['1', '2', '4', '7', '14', '10'].map((type) => id(type)).join('');
    const text = `<EFilingBatchXML><Activity><Party><ActivityPartyTypeCode>33</ActivityPartyTypeCode>${ids}${id('5', issuer)}${id('6', issuer)}${id('9', issuer)}${id('999', student)}<PhoneNumber><PhoneNumberText>(312) 555-0100</PhoneNumberText></PhoneNumber><ElectronicAddress><ElectronicAddressText>Jan@Example.ORG</ElectronicAddressText></ElectronicAddress><ElectronicAddress><ElectronicAddressText>example.org</ElectronicAddressText></ElectronicAddress></Party><SuspiciousActivity/></Activity></EFilingBatchXML>`;
    const [party] = factsOf(await readAll('fincen-sar', text), 'party');
    const value = '12345678';
    assert.deepEqual(party?.identifiers, [
      { type: 'ssn', value, issuer: null },
      { type: 'ein', value, issuer: null },
      { type: 'tin', value, issuer: null },
      { type: 'alien-registration', value, issuer: null },
      { type: 'rssd', value, issuer: null },
      { type: 'other', value, issuer: 'fincen-type-10' },
      { type: 'licence', value, issuer: 'US-TX' },
      { type: 'passport', value, issuer: 'US' },
      { type: 'foreign-tin', value, issuer: 'US' },
      { type: 'other', value, issuer: 'fincen-type-999 STUDENT ID' },
    ]);
    assert.deepEqual([party?.phones, party?.emails], [['3125550100'], ['jan@example.org']]);
  });
});

describe('a currency transaction report', () => {
  it('holds accounts at party 34, and states its other keys too', async () => {
    const [account] = factsOf(await ctr(), 'account');
    assert.deepEqual(
      [account?.id, account?.keyType, account?.institution, account?.alsoKeys, account?.institutionName],
      [
        makeId('acc', ['rssd', '480228', '7001']),
        'rssd',
        '480228',
        [{ type: 'tin', value: '222222229' }],
        'Example Branch Bank',
      ],
    );
  });

  it('holds accounts at party 30 where no party 34 stands', async () => {
    const text = ctrText().replace(/<Party SeqNum="6">.*?<\/Party>\s*(?=<Party SeqNum="10">)/s, '');
    const [account] = factsOf(await readAll('fincen-ctr', text), 'account');
    assert.deepEqual([account?.keyType, account?.institution], ['tin', '111111119']);
  });

  it('is one movement of cash a direction, with its persons and their own amounts beside it', async () => {
    const result = await ctr();
    const movements = factsOf(result, 'cash-movement');
    assert.equal(movements.length, 1);
    const [movement] = movements;
    const [account] = factsOf(result, 'account');
    assert.equal(movement?.direction, 'in');
    assert.deepEqual(movement?.at, { date: '2024-02-15', micros: null, localHour: null, text: '20240215' });
    assert.equal(movement === undefined ? null : moneyText(movement.amount), '15000.00');
    assert.equal(movement?.account, account?.id);
    assert.deepEqual(
      movement?.persons.map(({ code, amount }) => [code, amount === null ? null : moneyText(amount)]),
      [
        ['17', '15000.00'],
        ['23', '15000.00'],
      ],
    );
    assert.equal(factsOf(result, 'account-party')[0]?.role, 'cash-in');
  });

  it('gives cash of several accounts to the list undivided', async () => {
    const second =
      '<Account SeqNum="20"><AccountNumberText>7002</AccountNumberText><PartyAccountAssociation SeqNum="21"><PartyAccountAssociationTypeCode>8</PartyAccountAssociationTypeCode></PartyAccountAssociation></Account>';
    const result = await readAll(
      'fincen-ctr',
      ctrText().replace('<Account SeqNum="14">', `${second}<Account SeqNum="14">`),
    );
    const [movement] = factsOf(result, 'cash-movement');
    assert.equal(movement?.account, null);
    assert.equal(movement?.accounts.length, 2);
  });

  it('leaves a person with an amount in the other direction out of this one', async () => {
    const text = ctrText()
      .replace(/<(Individual\w+Cash)In(AmountText)>15000<\/\w+>/, '<$1Out$2>400</$1Out$2>')
      .replace('<TotalCashOutAmountText/>', '<TotalCashOutAmountText>400</TotalCashOutAmountText>');
    const movements = factsOf(await readAll('fincen-ctr', text), 'cash-movement');
    assert.deepEqual(
      movements.map(({ direction, persons }) => [direction, persons.map(({ code }) => code)]),
      [
        ['in', ['23']],
        ['out', ['17']],
      ],
    );
  });

  it('is quarantined when its cash has no date', async () => {
    const text = ctrText().replace('<TransactionDateText>20240215</TransactionDateText>', '');
    assert.equal((await readAll('fincen-ctr', text)).quarantine[0]?.code, 'MISSING_VALUE');
  });

  it('counts its transaction date for the default as-of', async () => {
    assert.equal((await ctr()).records[0]?.date, '2024-02-15');
  });
});
