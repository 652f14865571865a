import { type PartialDate, parseCompactDate, unwrap } from '../../core/index.ts';
import type { Address, Identifier, Party, PartyName } from '../../facts/index.ts';
import { childOf, childrenOf, isSet, textOf, type XmlNode } from '../guarded/xml-json.ts';
import { partyFact } from '../party.ts';
import { partyIdOf } from '../row.ts';
import { emailText, identityNumber, phoneDigits, statedText, wholeName } from '../stated.ts';
import type { Activity, PlacedParty } from './activity.ts';
import { identificationCode, nameType, partyCode } from './codes.ts';

function stated(element: XmlNode, name: string): string | null {
  return statedText(textOf(element, name));
}

/** The text of an element unless its unknown-flag is set: a flag says absence, whatever stands beside it. */
function known(element: XmlNode, name: string, flag: string): string | null {
  return isSet(element, flag) ? null : stated(element, name);
}

function nameOf(element: XmlNode, kind: Party['entityKind']): PartyName | null {
  const type = nameType(textOf(element, 'PartyNameTypeCode'));
  const last = known(element, 'RawEntityIndividualLastName', 'EntityLastNameUnknownIndicator');
  const whole = stated(element, 'RawPartyFullName');
  if (kind === 'organisation') {
    const full = last ?? whole;
    return full === null ? null : wholeName(full, type);
  }
  const first = known(element, 'RawIndividualFirstName', 'FirstNameUnknownIndicator');
  const middle = stated(element, 'RawIndividualMiddleName');
  const suffix = stated(element, 'RawIndividualNameSuffixText');
  if (last === null && first === null) return whole === null ? null : wholeName(whole, type);
  const full = [first, middle, last, suffix].filter((part) => part !== null).join(' ');
  return { type, full, last, first, middle, suffix };
}

function addressOf(element: XmlNode): Address | null {
  const street = known(element, 'RawStreetAddress1Text', 'StreetAddressUnknownIndicator');
  const city = known(element, 'RawCityText', 'CityUnknownIndicator');
  const state = known(element, 'RawStateCodeText', 'StateCodeUnknownIndicator');
  const zip = known(element, 'RawZIPCode', 'ZIPCodeUnknownIndicator');
  const country = known(element, 'RawCountryCodeText', 'CountryCodeUnknownIndicator');
  const region = [state, zip].filter((part) => part !== null).join(' ');
  const text = [street, city, region, country].filter((part) => part !== null && part !== '').join(', ');
  return text === '' ? null : { text, street, city, state, zip, country };
}

function issuerOf(element: XmlNode, issuedBy: 'nobody' | 'state' | 'country'): string | null {
  const state = stated(element, 'OtherIssuerStateText');
  const country = stated(element, 'OtherIssuerCountryText');
  if (issuedBy === 'nobody') return null;
  if (issuedBy === 'country' || state === null) return country;
  return `${country ?? 'US'}-${state}`;
}

function identifierOf(element: XmlNode): Identifier | null {
  const text = stated(element, 'PartyIdentificationNumberText');
  const isUnknown = isSet(element, 'TINUnknownIndicator') || isSet(element, 'IdentificationPresentUnknownIndicator');
  const value = text === null ? '' : identityNumber(text);
  if (isUnknown || value === '') return null;
  const code = textOf(element, 'PartyIdentificationTypeCode') ?? 'none';
  const list = identificationCode(code);
  if (list !== null) return { type: list.type, value, issuer: issuerOf(element, list.issuedBy) };
  const words = stated(element, 'OtherPartyIdentificationTypeText');
  return { type: 'other', value, issuer: `fincen-type-${code}${words === null ? '' : ` ${words.toUpperCase()}`}` };
}

const PERSON_SIGNS = ['FemaleGenderIndicator', 'MaleGenderIndicator', 'UnknownGenderIndicator'] as const;

/** The organisation flag decides; without it an individual's own fields do; else the kind is unknown. */
function kindOf(party: PlacedParty): Party['entityKind'] {
  const { element } = party;
  if (isSet(element, 'PartyAsEntityOrganizationIndicator')) return 'organisation';
  const isPerson =
    textOf(element, 'IndividualBirthDateText') !== null ||
    isSet(element, 'BirthDateUnknownIndicator') ||
    PERSON_SIGNS.some((sign) => isSet(element, sign)) ||
    childrenOf(element, 'PartyName').some(
      (name) => textOf(name, 'RawIndividualFirstName') !== null || isSet(name, 'FirstNameUnknownIndicator'),
    );
  return isPerson ? 'person' : partyCode(party.code).kind;
}

function birthDateOf(element: XmlNode): PartialDate | null {
  const text = known(element, 'IndividualBirthDateText', 'BirthDateUnknownIndicator');
  return text === null ? null : unwrap(parseCompactDate(text));
}

function present<T>(items: readonly (T | null)[]): T[] {
  return items.filter((item) => item !== null);
}

/** The Party of one Party element, without the parties nested in it. */
export function partyOf(activity: Activity, party: PlacedParty): Party {
  const { element, code, part } = party;
  const { role, linkable } = partyCode(code);
  const kind = kindOf(party);
  const each = <T>(name: string, read: (child: XmlNode) => T | null): T[] =>
    present(childrenOf(element, name).map(read));
  const business = childOf(element, 'PartyOccupationBusiness');
  return partyFact(
    { id: partyIdOf(activity.source, activity.locator, part), record: activity.record, role },
    {
      entityKind: kind,
      linkable,
      names: isSet(element, 'AllCriticalSubjectInformationUnavailableIndicator')
        ? []
        : each('PartyName', (name) => nameOf(name, kind)),
      identifiers: each('PartyIdentification', identifierOf),
      birthDate: birthDateOf(element),
      addresses: each('Address', addressOf),
      phones: each('PhoneNumber', (phone) => phoneDigits(textOf(phone, 'PhoneNumberText'))),
      emails: each('ElectronicAddress', (mail) => emailText(textOf(mail, 'ElectronicAddressText'))),
      naics: business === null ? null : stated(business, 'NAICSCode'),
      occupation: business === null ? null : stated(business, 'OccupationBusinessText'),
    },
  );
}
