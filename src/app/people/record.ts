import { z } from 'zod';
import type { Cut } from '../../access/index.ts';
import { canonicalJson, type DateText, type RunId, sha256Hex } from '../../core/index.ts';
import type { StoreReader } from '../../store/port/index.ts';
import { resultRows } from '../explore/place-keys.ts';
import { resultPages } from '../result-pages.ts';
import { type ReviewBasis, type ReviewGrounds, reviewBasis } from './basis.ts';
import { isPerson, reviewDates } from './dates.ts';
import { type Forgotten, namesIn } from './forget.ts';

const personRow = z.looseObject({
  id: z.string(),
  kind: z.string(),
  names: z.array(z.string()),
  identifiers: z.array(z.looseObject({ value: z.string() })),
  personState: z.string().default('UNASSESSED'),
  mentions: z.array(z.looseObject({ party: z.string(), source: z.string(), record: z.string() })),
});
export type PersonRow = z.infer<typeof personRow>;

/** A person of a Run with the day up to which they stay in the record; null: no file and no decision gives one. */
export type DatedPerson = { readonly person: PersonRow; readonly by: DateText | null };

/** Who of a Run is past their date, with what names them alone. */
export type LeftOut = Forgotten & {
  /** Records in which one of them is named. */
  readonly records: ReadonlySet<string>;
  /** How many results of a kind are left out. */
  readonly counts: Readonly<Record<string, number>>;
};

/** The persons of a cut under their review-by dates, for one reader on one day. */
export type PeopleRecord = {
  /** How many years a file or a decision keeps somebody. */
  readonly years: number;
  /** null: nobody of the cut is near their date. */
  readonly basis: () => Promise<ReviewBasis | null>;
  /** The same for another cut than the reader's own: that of an export. */
  readonly basisOf: (cut: Cut) => Promise<ReviewBasis | null>;
  readonly leftOut: (run: RunId) => Promise<LeftOut | null>;
  /** Everyone of a Run with their date, page by page, those past it among them: for whoever reviews. */
  readonly dated: (run: RunId, basis: ReviewBasis) => AsyncGenerator<DatedPerson>;
  /** One person of a Run, past their date or not. */
  readonly person: (run: RunId, id: string) => Promise<PersonRow | null>;
};

async function* personsOf(read: StoreReader, run: RunId): AsyncGenerator<PersonRow> {
  for await (const page of resultPages(read, run, 'entity'))
    for (const { json } of page) {
      const row = personRow.parse(JSON.parse(json));
      if (isPerson(row)) yield row;
    }
}

async function* datedPersons(read: StoreReader, run: RunId, basis: ReviewBasis): AsyncGenerator<DatedPerson> {
  const dateOf = reviewDates(basis);
  for await (const person of personsOf(read, run)) yield { person, by: dateOf(person) };
}

const findingRow = z.looseObject({ subjects: z.array(z.string()) });

/** Findings about nobody else than people who are left out. */
async function findingsAlone(read: StoreReader, run: RunId, people: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const page of resultPages(read, run, 'finding'))
    for (const { id, json } of page) {
      const { subjects } = findingRow.parse(JSON.parse(json));
      if (subjects.length > 0 && subjects.every((subject) => people.has(subject))) found.push(id);
    }
  return found;
}

async function leftOutOf(read: StoreReader, run: RunId, basis: ReviewBasis): Promise<LeftOut | null> {
  const past: PersonRow[] = [];
  for await (const { person, by } of datedPersons(read, run, basis))
    if (by !== null && by < basis.today) past.push(person);
  if (past.length === 0) return null;
  const mentions = past.flatMap((person) => person.mentions);
  const findings = await findingsAlone(read, run, new Set(past.map(({ id }) => id)));
  return {
    ids: new Set([...past.map(({ id }) => id), ...mentions.map(({ party }) => party), ...findings]),
    records: new Set(mentions.map(({ record }) => record)),
    redact: namesIn(past),
    counts: { entity: past.length, finding: findings.length },
  };
}

/** Answers that are kept between two reads: the whole Run is looked through for each. */
const MOST_KEPT = 4;
const KEPT = new WeakMap<ReviewGrounds['store'], Map<string, LeftOut | null>>();

async function remembered(grounds: ReviewGrounds, run: RunId, basis: ReviewBasis): Promise<LeftOut | null> {
  const kept = KEPT.get(grounds.store) ?? new Map<string, LeftOut | null>();
  KEPT.set(grounds.store, kept);
  const key = `${run} ${sha256Hex(canonicalJson({ ...basis }))}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = await leftOutOf(grounds.store.read, run, basis);
  kept.set(key, made);
  for (const old of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(old);
  return made;
}

/** The record of persons as one cut shows it. */
export function peopleRecord(grounds: ReviewGrounds, cut: Cut): PeopleRecord {
  let asked: Promise<ReviewBasis | null> | null = null;
  const basis = () => {
    asked ??= reviewBasis(grounds, cut);
    return asked;
  };
  const found = new Map<RunId, Promise<LeftOut | null>>();
  const find = async (run: RunId) => {
    const known = await basis();
    return known === null ? null : remembered(grounds, run, known);
  };
  return {
    years: grounds.config.reviewYears,
    basis,
    basisOf: (other) => reviewBasis(grounds, other),
    leftOut: (run) => {
      const known = found.get(run) ?? find(run);
      found.set(run, known);
      return known;
    },
    dated: (run, known) => datedPersons(grounds.store.read, run, known),
    person: async (run, id) => {
      const row = (await resultRows(grounds.store.read, run, [id])).get(id);
      const person = row?.kind === 'entity' ? personRow.parse(JSON.parse(row.json)) : null;
      return person !== null && isPerson(person) ? person : null;
    },
  };
}
