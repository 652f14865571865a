import { z } from 'zod';
import { dateOrTime, dateText, uri } from './formats.ts';

/** Components of BODS 0.4 (schema components.json). Unknown further fields are allowed and kept in the content. */

export const country = z.looseObject({ name: z.string(), code: z.string().length(2).optional() });

export const jurisdiction = z.looseObject({ name: z.string(), code: z.string().min(2).max(6).optional() });

export const identifier = z
  .looseObject({
    id: z.string().optional(),
    scheme: z.string().optional(),
    schemeName: z.string().optional(),
    uri: uri.optional(),
  })
  .refine((item) => item.scheme !== undefined || item.schemeName !== undefined, {
    error: 'has neither scheme nor schemeName',
    params: { code: 'MISSING_VALUE' },
  });

export const unspecifiedRecord = z.looseObject({
  reason: z.enum([
    'noBeneficialOwners',
    'subjectUnableToConfirmOrIdentifyBeneficialOwner',
    'interestedPartyHasNotProvidedInformation',
    'subjectExemptFromDisclosure',
    'interestedPartyExemptFromDisclosure',
    'unknown',
    'informationUnknownToPublisher',
  ]),
  description: z.string().optional(),
});

/** An address of one of the given types: entity, person and place of birth allow different ones. */
export function addressOf<const T extends readonly [string, ...string[]]>(types: T) {
  return z.looseObject({
    type: z.enum(types).optional(),
    address: z.string().optional(),
    postCode: z.string().optional(),
    country: country.optional(),
  });
}

const agent = z.looseObject({ name: z.string().optional(), uri: uri.optional() });

export const source = z.looseObject({
  type: z
    .array(z.enum(['selfDeclaration', 'officialRegister', 'thirdParty', 'primaryResearch', 'verified']))
    .optional(),
  description: z.string().optional(),
  url: uri.optional(),
  retrievedAt: dateOrTime.optional(),
  assertedBy: z.array(agent).optional(),
});

export const annotation = z
  .looseObject({
    statementPointerTarget: z.string(),
    creationDate: dateOrTime.optional(),
    createdBy: agent.optional(),
    motivation: z.enum(['commenting', 'correcting', 'identifying', 'linking', 'transformation']),
    description: z.string().optional(),
    transformedContent: z.string().optional(),
    url: uri.optional(),
  })
  .superRefine((item, context) => {
    if (item.motivation === 'linking' && item.url === undefined) {
      const params = { code: 'MISSING_VALUE' };
      context.addIssue({ code: 'custom', path: ['url'], message: 'a linking annotation has no url', params });
    }
    if (item.motivation !== 'transformation' && (item.transformedContent ?? '') !== '') {
      const message = 'only a transformation has transformedContent';
      context.addIssue({ code: 'custom', path: ['transformedContent'], message, params: { code: 'BAD_ROW' } });
    }
  });

export const politicalDetails = z.looseObject({
  reason: z.string().optional(),
  missingInfoReason: z.string().optional(),
  jurisdiction: jurisdiction.optional(),
  startDate: dateText.optional(),
  endDate: dateText.optional(),
  source: source.optional(),
});
