import { type DateText, type ErrorCode, type Failure, failure, parseDate } from '../../core/index.ts';
import { type Cents, parseCents } from '../cents.ts';

/** Where in the file a value stands: the victim and workweek that a person looks for, and the path. */
export type FilePlace = { readonly path: string; readonly victim?: string; readonly week?: string };

/** The problems met so far. Reading goes on after one, and the first is told. */
export type Problems = Failure[];

/** One object of the file while it is read. */
export type Fields = {
  readonly place: FilePlace;
  readonly problems: Problems;
  readonly values: Readonly<Record<string, unknown>>;
};

/** A failure of the file that names the victim and the workweek, where there are any. */
export function fileFailure(code: ErrorCode, what: string, { path, victim, week }: FilePlace): Failure {
  const of = [victim === undefined ? '' : `victim ${victim}`, week === undefined ? '' : `week ${week}`];
  const who = of.filter((part) => part !== '').join(', ');
  const details = { victim: victim ?? null, week: week ?? null, path };
  return failure(code, `${who === '' ? '' : `${who}: `}${what}`, { ...details, locator: path });
}

export function refuse(
  problems: Problems,
  place: FilePlace,
  what: string,
  code: ErrorCode = 'WORKSHEET_INVALID',
): void {
  problems.push(fileFailure(code, what, place));
}

export function at(place: FilePlace, name: string | number): FilePlace {
  const step = typeof name === 'number' ? `[${name}]` : place.path === '' ? name : `.${name}`;
  return { ...place, path: `${place.path}${step}` };
}

/** A value of the file as a message may repeat it: what is not of the form that is looked for may be a name (R18). */
export function shown(value: unknown, form: RegExp): string {
  const text = String(value);
  return form.test(text) ? `"${text}"` : 'that is given';
}

/** Digits and what dates and hours are written with. */
export const FIGURES = /^[\d.:+TZ /-]{1,40}$/;

/** An unknown field is refused: a misspelt one would change a figure without a word. */
export function openFields(value: unknown, place: FilePlace, problems: Problems, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse(problems, place, 'is not a JSON object');
    return { place, problems, values: {} };
  }
  // A set, because the names of defendants and investors are fields too, and there can be tens of thousands.
  const names = new Set(known);
  for (const name of Object.keys(value))
    if (!names.has(name))
      refuse(problems, place, `the field ${shown(name, /^[A-Za-z][A-Za-z0-9_]{0,39}$/)} is not known`);
  return { place, problems, values: value as Record<string, unknown> };
}

/** The same fields, further problems of which name a victim or a workweek. */
export function named(fields: Fields, names: Pick<FilePlace, 'victim' | 'week'>): Fields {
  return { ...fields, place: { ...fields.place, ...names } };
}

export function has({ values }: Fields, name: string): boolean {
  return values[name] !== undefined && values[name] !== null;
}

export function refuseField(fields: Fields, name: string, what: string, code?: ErrorCode): null {
  refuse(fields.problems, at(fields.place, name), what, code);
  return null;
}

/** A non-empty text; null when it is absent. */
export function textAt(fields: Fields, name: string): string | null {
  if (!has(fields, name)) return null;
  const value = fields.values[name];
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 2000) return value;
  return refuseField(fields, name, `${name} is not a text of 1 to 2000 characters`);
}

/** One of a closed list; null when it is absent. */
export function choiceAt<T extends string>(fields: Fields, name: string, choices: readonly T[]): T | null {
  const text = textAt(fields, name);
  if (text === null) return null;
  const found = choices.find((choice) => choice === text);
  return found ?? refuseField(fields, name, `${name} is none of ${choices.join(', ')}`);
}

/** A decimal text, never a JSON number: a number has been through a float before anybody sees it. */
export function centsAt(fields: Fields, name: string): Cents | null {
  if (!has(fields, name)) return null;
  const value = fields.values[name];
  const cents = typeof value === 'string' ? parseCents(value) : null;
  return cents ?? refuseField(fields, name, `${name} is not a decimal text of dollars and cents`, 'BAD_AMOUNT');
}

export function dateAt(fields: Fields, name: string): DateText | null {
  const text = textAt(fields, name);
  if (text === null) return null;
  const date = parseDate(text);
  return date.ok
    ? date.value
    : refuseField(fields, name, `the date ${shown(text, FIGURES)} is not one that exists`, 'BAD_DATE');
}

export function flagAt(fields: Fields, name: string): boolean {
  const value = fields.values[name] ?? false;
  if (typeof value === 'boolean') return value;
  refuseField(fields, name, `${name} is neither true nor false`);
  return false;
}

/** A whole number within bounds; null when it is absent. */
export function wholeAt(fields: Fields, name: string, [least, most]: readonly [number, number]): number | null {
  if (!has(fields, name)) return null;
  const value = fields.values[name];
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  return refuseField(fields, name, `${name} is not a whole number from ${least} to ${most}`);
}

/** The items of a list with their places; none when it is absent. */
export function itemsAt(fields: Fields, name: string): { readonly value: unknown; readonly place: FilePlace }[] {
  if (!has(fields, name)) return [];
  const list = fields.values[name];
  if (Array.isArray(list))
    return list.map((value: unknown, index) => ({ value, place: at(at(fields.place, name), index) }));
  refuseField(fields, name, `${name} is not a list`);
  return [];
}

export function textsAt(fields: Fields, name: string): string[] {
  return itemsAt(fields, name).flatMap(({ value, place }) => {
    if (typeof value === 'string' && value !== '') return [value];
    refuse(fields.problems, place, 'is not a text');
    return [];
  });
}

/** Amounts by name, such as the shares of defendants; empty when absent. */
export function amountsAt(fields: Fields, name: string): ReadonlyMap<string, Cents> {
  if (!has(fields, name)) return new Map();
  const value = fields.values[name];
  const inner = openFields(value, at(fields.place, name), fields.problems, Object.keys(Object(value)));
  return new Map(Object.keys(inner.values).map((key) => [key, required(inner, key, centsAt(inner, key), 0n)]));
}

/** The value, or a stand-in once its absence is noted. A field that is there but wrong has been noted already. */
export function required<T>(fields: Fields, name: string, value: T | null, standIn: T): T {
  if (value === null && !has(fields, name)) refuseField(fields, name, `${name} is missing`);
  return value ?? standIn;
}
