import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Builds fincen-codes.json from FinCEN's own XML schemas (U.S. Treasury; SAR and CTR 1.2 of 17 December 2021): every
 * code that a schema allows with the label it gives. Argument: the folder that holds the four EFL_*XBatchSchema.xsd.
 */
type Codes = Record<string, string>;

/** Our table names, and where each is read from: form and simple type. The first form that has a code gives its label. */
const TABLES: Readonly<Record<string, readonly (readonly [form: string, type: string])[]>> = {
  partyType: forms('ValidateActivityPartyCodeType', 'SAR', 'CTR', '8300', 'FBAR'),
  partyKind: forms('ValidatePartyTypeCode', '8300'),
  partyName: forms('ValidatePartyNameCodeType', 'SAR'),
  partyIdentification: forms('ValidatePartyIdentificationCodeType', 'SAR', 'FBAR'),
  accountAssociation: forms('ValidatePartyAccountAssociationCodeType', 'SAR', 'CTR'),
  phone: forms('ValidatePhoneNumberCodeType', 'SAR'),
  electronicAddress: forms('ValidateElectronicAddressTypeCode', 'SAR'),
  regulator: forms('ValidateFederalRegulatorCodeType', 'SAR', 'CTR'),
  organisationType: forms('ValidateOrganizationCodeType', 'SAR'),
  organisationSubtype: forms('ValidateOrganizationSubtypeCodeType', 'SAR'),
  suspiciousActivityType: forms('ValidateSuspiciousActivityTypeID', 'SAR'),
  suspiciousActivitySubtype: forms('ValidateSuspiciousActivitySubtypeID', 'SAR'),
  assetType: forms('ValidateAssetTypeIDTypeCode', 'SAR'),
  assetSubtype: forms('ValidateAssetSubtypeIDTypeCode', 'SAR'),
  assetAttribute: forms('ValidateAssetAttributeTypeIDTypeCode', 'SAR'),
  cyberEventIndicator: forms('ValidateCyberEventIndicatorsTypeCode', 'SAR'),
  currencyTransactionDetail: forms('ValidateCurrencyTransactionActvityDetailCodeType', 'CTR'),
  cashPaymentDetail: forms('ValidateCurrencyTransactionActvityDetailCodeType', '8300'),
  cashPaymentInstrument: forms('ValidateInstrumentProductServiceTypeCode', '8300'),
  foreignAccountType: forms('ValidateAccountTypeCodeType', 'FBAR'),
  foreignAccountPart: forms('ValidateEFilingAccountTypeCodeType', 'FBAR'),
};

function forms(type: string, ...names: string[]): (readonly [string, string])[] {
  return names.map((form) => [form, type] as const);
}

const LABELLED_CODE = /<xsd:enumeration value="([^"]*)">.*?<xsd:documentation>([^<]*)</gs;

/**
 * The enumerations of one schema by simple type. Read as text: the four files are fixed, regular and use no entities, and
 * a label that is missed stops the build.
 */
function readSchema(form: string): Map<string, Codes> {
  const schema = readFileSync(join(process.argv[2] ?? '', `EFL_${form}XBatchSchema.xsd`), 'utf8');
  const types = schema.matchAll(/<xsd:simpleType name="(\w+)">(.*?)<\/xsd:simpleType>/gs);
  return new Map(
    [...types].map(([, type = '', body = '']) => {
      const codes = [...body.matchAll(LABELLED_CODE)].map(([, code = '', label = '']) => [code, label.trim()]);
      return [type, Object.fromEntries(codes)];
    }),
  );
}

const schemas = new Map(['SAR', 'CTR', '8300', 'FBAR'].map((form) => [form, readSchema(form)]));
const tables = Object.entries(TABLES).map(([name, sources]) => {
  const merged: Codes = {};
  for (const [form, type] of sources) {
    const codes = schemas.get(form)?.get(type);
    if (codes === undefined) throw new Error(`the schema of the ${form} has no type ${type}`);
    if (Object.values(codes).some((label) => label === '' || label.includes('&'))) throw new Error(`${type}: no label`);
    for (const [code, label] of Object.entries(codes)) merged[code] ??= label;
  }
  return [name, merged];
});
writeFileSync(
  join(import.meta.dirname, '..', 'fincen-codes.json'),
  `${JSON.stringify(Object.fromEntries(tables), null, 2)}\n`,
);
console.log(`${tables.length} tables`);
