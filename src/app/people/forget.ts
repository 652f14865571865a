import type { EntityId, Json } from '../../core/index.ts';
import { makeRedactor, type Redactor } from '../../evidence/index.ts';

/** What stands in a text in the place of a name. */
export const NOT_NAMED = 'a person not named';

/** The keys by which a part of an answer says whom it is about. */
const ABOUT = ['id', 'entity', 'personId', 'subject', 'party'] as const;

/** Whom an answer must not name: by the ids of results and parties, and by their names in its texts. */
export type Forgotten = { readonly ids: ReadonlySet<string>; readonly redact: Redactor };

/** By what a person is found in a text. */
export type Named = {
  readonly id: string;
  readonly names: readonly string[];
  readonly identifiers: readonly { readonly value: string }[];
};

/** Finds the names of people in texts, as the papers that leave the house do with those of possible victims. */
export function namesIn(people: readonly Named[]): Redactor {
  const known = new Set<string>(people.map(({ id }) => id));
  const entities = people.map(({ id, names, identifiers }) => ({
    id: id as EntityId,
    kind: 'person' as const,
    names,
    identifiers: identifiers.map(({ value }) => ({ type: 'other' as const, value, issuer: null })),
    parties: [],
    links: [],
    classes: [],
  }));
  return makeRedactor(
    { entities, partyById: new Map(), accounts: [], transfers: [] },
    { person: (id) => (known.has(id) ? NOT_NAMED : null), victim: () => null },
  );
}

type Part = { readonly [key: string]: Json };

function isPart(value: Json): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAbout(part: Part, ids: ReadonlySet<string>): boolean {
  return ABOUT.some((key) => typeof part[key] === 'string' && ids.has(part[key]));
}

function isForgotten(value: Json, ids: ReadonlySet<string>): boolean {
  return typeof value === 'string' ? ids.has(value) : isPart(value) && isAbout(value, ids);
}

/** The own name of somebody else stays, though it be like that of one who is not named: a firm may be called after them. */
function isOwnName(part: Part, key: string): boolean {
  return key === 'names' || (key === 'name' && ABOUT.some((about) => typeof part[about] === 'string'));
}

/** A value without those who are not to be named: they leave lists, single places become null, texts lose their names. */
export function forget(value: Json, forgotten: Forgotten): Json {
  const { ids, redact } = forgotten;
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value))
    return value.filter((item) => !isForgotten(item, ids)).map((item: Json) => forget(item, forgotten));
  if (!isPart(value)) return value;
  const parts = Object.entries(value).map(([key, item]) => {
    if (isForgotten(item, ids)) return [key, null];
    return [key, isOwnName(value, key) ? item : forget(item, forgotten)];
  });
  return Object.fromEntries(parts) as Json;
}
