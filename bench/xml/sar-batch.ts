import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createRng, type Rng } from '../../src/core/index.ts';

const WORDS = ['wire', 'cash', 'deposit', 'account', 'branch', 'customer', 'several', 'unusual', 'amount', 'daily'];

function leaf(name: string, value: string): string {
  return `<fc2:${name}>${value}</fc2:${name}>`;
}

function digits(rng: Rng, count: number): string {
  return Array.from({ length: count }, () => rng.int(10)).join('');
}

/** Elements with running SeqNum, in the order of the FinCEN schema. */
function createWriter(rng: Rng, start: number) {
  let seqNum = start;
  const node = (name: string, body: string): string => `<fc2:${name} SeqNum="${++seqNum}">${body}</fc2:${name}>`;
  const party = (code: string, extra: string): string =>
    node(
      'Party',
      leaf('ActivityPartyTypeCode', code) +
        node('PartyName', leaf('PartyNameTypeCode', 'L') + leaf('RawPartyFullName', `Name ${digits(rng, 6)}`)) +
        node(
          'Address',
          leaf('RawCityText', 'Springfield') +
            leaf('RawCountryCodeText', 'US') +
            leaf('RawStateCodeText', 'IL') +
            leaf('RawStreetAddress1Text', `${digits(rng, 3)} Main Street`) +
            leaf('RawZIPCode', digits(rng, 5)),
        ) +
        node('PhoneNumber', leaf('PhoneNumberText', digits(rng, 10))) +
        node(
          'PartyIdentification',
          leaf('PartyIdentificationNumberText', digits(rng, 9)) + leaf('PartyIdentificationTypeCode', '4'),
        ) +
        extra,
    );
  return { node, party, last: () => seqNum };
}

/** One Activity of usual size: the five parties of every filing, three subjects, narrative of 4,000 characters. */
function activity(rng: Rng, start: number): { text: string; last: number } {
  const { node, party, last } = createWriter(rng, start);
  const subject = (): string => {
    const account = node('Account', leaf('AccountNumberText', digits(rng, 12)));
    const holder = party('41', account);
    return party('33', node('PartyAccountAssociation', leaf('PartyAccountAssociationTypeCode', '7') + holder));
  };
  const narrative = Array.from({ length: 500 }, () => WORDS[rng.int(WORDS.length)]).join(' ');
  const body =
    leaf('FilingDateText', '20240215') +
    node('ActivityAssociation', leaf('InitialReportIndicator', 'Y')) +
    ['35', '37', '30', '8', '34'].map((code) => party(code, '')).join('') +
    [subject(), subject(), subject()].join('') +
    node(
      'SuspiciousActivity',
      leaf('TotalSuspiciousAmountText', String(5_000 + rng.int(900_000))) +
        leaf('SuspiciousActivityFromDateText', '20240101') +
        leaf('SuspiciousActivityToDateText', '20240131') +
        node(
          'SuspiciousActivityClassification',
          leaf('SuspiciousActivityTypeID', '8') + leaf('SuspiciousActivitySubtypeID', '824'),
        ),
    ) +
    node(
      'ActivityNarrativeInformation',
      leaf('ActivityNarrativeSequenceNumber', '1') + leaf('ActivityNarrativeText', narrative),
    );
  const text = node('Activity', `\n${body}\n`);
  return { text: `${text}\n`, last: last() };
}

/** Writes a SAR batch of at least `bytes` bytes, the same for the same seed. Returns the number of Activities. */
export async function writeSarBatch(path: string, bytes: number, seed: string): Promise<number> {
  const rng = createRng(seed);
  const file = createWriteStream(path);
  let written = file.bytesWritten;
  let activities = 0;
  let seqNum = 1;
  const write = async (text: string): Promise<void> => {
    written += text.length;
    if (!file.write(text)) await once(file, 'drain');
  };
  await write('<?xml version="1.0" encoding="UTF-8"?>\n');
  await write(
    '<fc2:EFilingBatchXML SeqNum="1" xmlns:fc2="www.fincen.gov/base"><fc2:FormTypeCode>SARX</fc2:FormTypeCode>\n',
  );
  while (written < bytes) {
    const next = activity(rng, seqNum);
    seqNum = next.last;
    activities++;
    await write(next.text);
  }
  await write('</fc2:EFilingBatchXML>\n');
  file.end();
  await once(file, 'close');
  return activities;
}
