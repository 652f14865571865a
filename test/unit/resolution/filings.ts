import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../../src/core/index.ts';
import type { FactSet } from '../../../src/facts/index.ts';
import { factsOfFiles } from '../../in-memory.ts';

/** A filing in few words. `prior` is the prior document number. */
export type FilingWords = {
  readonly form?: 'sar' | 'ctr';
  readonly kind?: 'Initial' | 'CorrectsAmendsPrior' | 'ContinuingActivity' | 'Joint';
  readonly prior?: string;
  readonly filed?: string;
  readonly subject?: string;
  readonly ssn?: string;
  readonly account?: string;
  readonly cash?: string;
  readonly total?: string;
  readonly cumulative?: string;
  readonly narrative?: string;
};

const element = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${text}</${name}>`;

function partyOf(code: string, words: FilingWords): string {
  const { subject = 'Avery', ssn, account, cash } = words;
  const identification = element(
    'PartyIdentification',
    ssn === undefined
      ? undefined
      : `${element('PartyIdentificationNumberText', ssn)}<PartyIdentificationTypeCode>1</PartyIdentificationTypeCode>`,
  );
  const association =
    '<PartyAccountAssociation><PartyAccountAssociationTypeCode>8</PartyAccountAssociationTypeCode></PartyAccountAssociation>';
  const held = account === undefined ? '' : `<Account>${element('AccountNumberText', account)}${association}</Account>`;
  const name = `<PartyName>${element('RawEntityIndividualLastName', subject)}<RawIndividualFirstName>Morgan</RawIndividualFirstName></PartyName>`;
  const own = element('IndividualEntityCashInAmountText', cash);
  return `<Party><ActivityPartyTypeCode>${code}</ActivityPartyTypeCode>${own}${name}${identification}${held}</Party>`;
}

const BANK =
  '<Party><ActivityPartyTypeCode>30</ActivityPartyTypeCode><PartyName><RawPartyFullName>Harbor Bank</RawPartyFullName></PartyName><PartyIdentification><PartyIdentificationNumberText>121234567</PartyIdentificationNumberText><PartyIdentificationTypeCode>4</PartyIdentificationTypeCode></PartyIdentification></Party>';

function activityOf(words: FilingWords): string {
  const {
    form = 'ctr',
    kind = 'Initial',
    prior,
    filed = '20240215',
    cash = '15000',
    total,
    cumulative,
    narrative,
  } = words;
  const suspicious = `<SuspiciousActivity>${element('TotalSuspiciousAmountText', total)}${element('CumulativeTotalViolationAmountText', cumulative)}</SuspiciousActivity>`;
  const currency = `<CurrencyTransactionActivity>${element('TotalCashInReceiveAmountText', cash)}<TransactionDateText>20240210</TransactionDateText></CurrencyTransactionActivity>`;
  const told = element(
    'ActivityNarrativeInformation',
    narrative === undefined ? undefined : element('ActivityNarrativeText', narrative),
  );
  const indicator = `${kind}Report`;
  return [
    '<Activity>',
    element('EFilingPriorDocumentNumber', prior),
    element('FilingDateText', filed),
    `<ActivityAssociation><${indicator}Indicator>Y</${indicator}Indicator></ActivityAssociation>`,
    BANK,
    partyOf(form === 'sar' ? '33' : '50', words),
    form === 'sar' ? suspicious : currency,
    told,
    '</Activity>',
  ].join('');
}

/** A batch of filings. */
export const batch = (...filings: readonly FilingWords[]): string =>
  `<EFilingBatchXML>${filings.map(activityOf).join('')}</EFilingBatchXML>`;

/** A BSA id, or one whose error quotes a place. */
export type Receipt = string | readonly [id: string, quoted: number];

/** An acknowledgement of BSA ids, in order. */
export const ack = (...ids: readonly Receipt[]): string => {
  const activities = ids.map((item) => {
    const [id, quoted] = typeof item === 'string' ? [item, null] : item;
    const context = quoted === null ? '' : element('ErrorContextText', `EFilingBatchXML/Activity[${quoted}]/Party[1]`);
    return `<EFilingActivityXML><BSAID>${id}</BSAID><EFilingActivityErrorXML>${context}</EFilingActivityErrorXML></EFilingActivityXML>`;
  });
  return `<EFilingBatchXML StatusCode="A"><EFilingSubmissionXML>${activities.join('')}</EFilingSubmissionXML></EFilingBatchXML>`;
};

/** The facts of files with these contents. */
export async function factsOfTexts(...texts: readonly string[]): Promise<FactSet> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-texts-'));
  try {
    const paths = texts.map((text) => {
      const path = join(folder, sha256Hex(text));
      writeFileSync(path, text);
      return path;
    });
    return await factsOfFiles(paths);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
