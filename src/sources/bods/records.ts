import { z } from 'zod';
import { addressOf, country, identifier, jurisdiction, politicalDetails, unspecifiedRecord } from './components.ts';
import { dateText, partialDate, uri } from './formats.ts';

/** The subtypes that each entity type may have (BODS 0.4, entity-record.json). */
const SUBTYPES: Readonly<Record<string, readonly string[]>> = {
  arrangement: ['trust', 'nomination', 'other'],
  legalEntity: ['trust', 'other'],
  stateBody: ['governmentDepartment', 'stateAgency', 'other'],
  registeredEntity: ['other'],
  state: ['other'],
  anonymousEntity: ['other'],
  unknownEntity: ['other'],
};

const entityType = z
  .looseObject({
    type: z.enum([
      'registeredEntity',
      'legalEntity',
      'arrangement',
      'anonymousEntity',
      'unknownEntity',
      'state',
      'stateBody',
    ]),
    subtype: z.enum(['governmentDepartment', 'stateAgency', 'other', 'trust', 'nomination']).optional(),
    details: z.string().optional(),
  })
  .superRefine(({ type, subtype }, context) => {
    if (subtype === undefined || SUBTYPES[type]?.includes(subtype) === true) return;
    const message = `"${subtype}" is no subtype of ${type}`;
    context.addIssue({ code: 'custom', path: ['subtype'], message, params: { code: 'BAD_CODE' } });
  });

const security = z.looseObject({
  ticker: z.string(),
  idScheme: z.enum(['isin', 'figi', 'cusip', 'cins']).optional(),
  id: z.string().optional(),
});

const publicListing = z.looseObject({
  hasPublicListing: z.boolean(),
  companyFilingsURLs: z.array(uri).optional(),
  securitiesListings: z
    .array(
      z.looseObject({
        marketIdentifierCode: z.string().optional(),
        operatingMarketIdentifierCode: z.string().optional(),
        stockExchangeJurisdiction: z.string().min(2).max(6),
        stockExchangeName: z.string(),
        security,
      }),
    )
    .optional(),
});

export const entityRecord = z.looseObject({
  isComponent: z.boolean(),
  entityType,
  unspecifiedEntityDetails: unspecifiedRecord.optional(),
  name: z.string().optional(),
  alternateNames: z.array(z.string()).optional(),
  jurisdiction: jurisdiction.optional(),
  identifiers: z.array(identifier).optional(),
  foundingDate: dateText.optional(),
  dissolutionDate: dateText.optional(),
  addresses: z.array(addressOf(['registered', 'business', 'alternative'])).optional(),
  uri: uri.optional(),
  publicListing: publicListing.optional(),
  formedByStatute: z.looseObject({ name: z.string().optional(), date: dateText.optional() }).optional(),
});

export const personName = z.looseObject({
  type: z.enum(['legal', 'translation', 'transliteration', 'former', 'alternative', 'birth']).optional(),
  fullName: z.string(),
  familyName: z.string().optional(),
  givenName: z.string().optional(),
  patronymicName: z.string().optional(),
});

export const personRecord = z.looseObject({
  isComponent: z.boolean(),
  personType: z.enum(['anonymousPerson', 'unknownPerson', 'knownPerson']),
  unspecifiedPersonDetails: unspecifiedRecord.optional(),
  names: z.array(personName).optional(),
  identifiers: z.array(identifier).optional(),
  nationalities: z.array(country).optional(),
  placeOfBirth: addressOf(['placeOfBirth']).optional(),
  birthDate: partialDate.optional(),
  deathDate: partialDate.optional(),
  taxResidencies: z.array(country).optional(),
  addresses: z.array(addressOf(['residence', 'service', 'alternative'])).optional(),
  politicalExposure: z
    .looseObject({
      status: z.enum(['isPep', 'isNotPep', 'unknown']),
      details: z.array(politicalDetails).optional(),
    })
    .optional(),
});

const percent = z.number().min(0).max(100);

export const INTEREST_TYPES = [
  'shareholding',
  'votingRights',
  'appointmentOfBoard',
  'otherInfluenceOrControl',
  'seniorManagingOfficial',
  'settlor',
  'trustee',
  'protector',
  'beneficiaryOfLegalArrangement',
  'rightsToSurplusAssetsOnDissolution',
  'rightsToProfitOrIncome',
  'rightsGrantedByContract',
  'conditionalRightsGrantedByContract',
  'controlViaCompanyRulesOrArticles',
  'controlByLegalFramework',
  'boardMember',
  'boardChair',
  'unknownInterest',
  'unpublishedInterest',
  'enjoymentAndUseOfAssets',
  'rightToProfitOrIncomeFromAssets',
  'nominee',
  'nominator',
] as const;

const interest = z.looseObject({
  type: z.enum(INTEREST_TYPES).optional(),
  directOrIndirect: z.enum(['direct', 'indirect', 'unknown']).optional(),
  beneficialOwnershipOrControl: z.boolean().optional(),
  details: z.string().optional(),
  share: z
    .looseObject({
      exact: percent.optional(),
      maximum: percent.optional(),
      minimum: percent.optional(),
      exclusiveMinimum: percent.optional(),
      exclusiveMaximum: percent.optional(),
    })
    .optional(),
  startDate: dateText.optional(),
  endDate: dateText.optional(),
});

const reference = z.union([z.string(), unspecifiedRecord]);

export const relationshipRecord = z
  .looseObject({
    isComponent: z.boolean(),
    componentRecords: z.array(z.string()).optional(),
    subject: reference,
    interestedParty: reference,
    interests: z.array(interest).optional(),
  })
  .superRefine((item, context) => {
    if (!item.isComponent || (item.componentRecords ?? []).length === 0) return;
    const message = 'a component record has no components of its own';
    context.addIssue({ code: 'custom', path: ['componentRecords'], message, params: { code: 'BAD_ROW' } });
  });

export type EntityRecord = z.infer<typeof entityRecord>;
export type PersonRecord = z.infer<typeof personRecord>;
export type RelationshipRecord = z.infer<typeof relationshipRecord>;
export type Interest = z.infer<typeof interest>;
export type Share = NonNullable<Interest['share']>;
export type BodsIdentifier = z.infer<typeof identifier>;
