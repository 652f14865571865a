import { failure, RedressError } from '../../core/index.ts';

/**
 * Every guard of the readers in one table (ecosystem 3.3, formats 4.1). The names stand in messages, so that whoever
 * meets a limit can find it here and in docs/formats.md. Characters are UTF-16 code units of the decoded text.
 */
export const LIMITS = {
  /** Bytes of one file. */
  fileBytes: 2 * 1024 ** 3,
  /** Nested XML elements; FinCEN needs 8, no accepted format more than 13. */
  xmlDepth: 64,
  /** Characters between two XML events: one text node, attribute, comment or tag. */
  xmlTextCharacters: 1024 ** 2,
  /** Attributes of one XML element. */
  xmlAttributes: 200,
  /** Elements of one Activity; the schema allows 1,203 parties. */
  activityElements: 200_000,
  /** Characters of text in one Activity. */
  activityCharacters: 16 * 1024 ** 2,
  /** Bytes of one CSV record. */
  csvRecordBytes: 1024 ** 2,
  /** Characters of one JSON statement or NDJSON line. */
  jsonItemCharacters: 1024 ** 2,
  /** Nested JSON objects and arrays inside one statement. */
  jsonDepth: 32,
  /** Bytes of a map: each part of a table carries it to its worker. */
  mapBytes: 64 * 1024,
} as const;

export type LimitName = keyof typeof LIMITS;

/** Throws the LIMIT failure of the whole file, naming the limit and its value. */
export function refuseLimit(name: LimitName, file: string, locator: string): never {
  throw new RedressError(
    failure('LIMIT', `limit ${name} = ${LIMITS[name]} is exceeded`, {
      file,
      locator,
      limit: name,
      value: LIMITS[name],
    }),
  );
}
