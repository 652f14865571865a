import type { LATER_FORMAT_IDS } from '../facts/index.ts';

type LaterFormat = (typeof LATER_FORMAT_IDS)[number];

/** How a later format shows itself in the first bytes, so that it is refused by its name and not as unknown. */
const SIGNS: readonly { readonly id: LaterFormat; readonly sign: RegExp }[] = [
  { id: 'pacs008', sign: /iso:20022:tech:xsd:pacs\.008/ },
  { id: 'pacs004', sign: /iso:20022:tech:xsd:pacs\.004/ },
  { id: 'camt052', sign: /iso:20022:tech:xsd:camt\.052/ },
  { id: 'camt053', sign: /iso:20022:tech:xsd:camt\.053/ },
  { id: 'camt054', sign: /iso:20022:tech:xsd:camt\.054/ },
  { id: 'goaml', sign: /<report[\s>][\s\S]{0,2000}<rentity_id>/ },
  { id: 'mt103', sign: /^\s*\{1:F01[\s\S]{0,2000}:20:/ },
  { id: 'ofx', sign: /^\s*OFXHEADER|<\?OFX\s|<OFX>/ },
  { id: 'gleif', sign: /<(?:lei:)?LEIData[\s>]|"LEI"\s*:\s*\{|^"?LEI"?,"?Entity\.LegalName/ },
  { id: 'uk-psc', sign: /^\s*\{"company_number"\s*:/ },
  { id: 'ftm', sign: /^\s*\{[^\n]{0,2000}"schema"\s*:/ },
  { id: 'senzing', sign: /^\s*\{[^\n]{0,2000}"DATA_SOURCE"\s*:/ },
  { id: 'amlworld', sign: /^Timestamp,From Bank,Account,To Bank,Account/ },
  { id: 'saml-d', sign: /^(?:Time,Date|Date,Time),Sender_account,Receiver_account/ },
  { id: 'amlsim', sign: /^(?:TXN_ID,ACCOUNT_ID,|sourceNodeId,targetNodeId,|tran_id,orig_acct,)/ },
];

/** The later format that a head shows, or null. */
export function laterFormatOf(text: string): LaterFormat | null {
  return SIGNS.find(({ sign }) => sign.test(text))?.id ?? null;
}
