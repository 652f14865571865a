const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Letters of a pattern and what they match; `MMM` is an English month of three letters or more. */
const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MMM: '(?<name>[A-Za-z]{3,9})\\.?',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
};
const TOKEN = /yyyy|MMM|MM|M|dd|d|HH|H|mm|ss/g;

/** Reads a text written in the pattern as "YYYY-MM-DD" or "YYYY-MM-DDTHH:mm:ss"; null when it is not so written. */
export type DateReader = (text: string) => string | null;

/** Whether a pattern names a year, a month and a day, once each. */
export function isDatePattern(pattern: string): boolean {
  const tokens = pattern.match(TOKEN) ?? [];
  const groups = tokens.map((token) => /\?<(\w+)>/.exec(TOKENS[token] ?? '')?.[1]);
  const has = (name: string) => groups.filter((group) => group === name).length === 1;
  return groups.length === new Set(groups).size && has('year') && has('day') && has('month') !== has('name');
}

function monthOfName(name: string): string | null {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? null : String(index + 1);
}

/** Compiles a pattern such as "MMM d, yyyy". Whether the date exists is judged by the row that uses it. */
export function dateReader(pattern: string): DateReader {
  const parts = pattern.split(/(yyyy|MMM|MM|M|dd|d|HH|H|mm|ss)/);
  const source = parts.map((part) => TOKENS[part] ?? part.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('');
  const expression = new RegExp(`^${source}$`);
  return (text) => {
    const groups = expression.exec(text)?.groups;
    if (groups === undefined) return null;
    const month = groups.month ?? monthOfName(groups.name ?? '');
    if (month === null) return null;
    const pad = (part: string | undefined): string => (part ?? '0').padStart(2, '0');
    const date = `${groups.year}-${pad(month)}-${pad(groups.day)}`;
    if (groups.hour === undefined) return date;
    return `${date}T${pad(groups.hour)}:${pad(groups.minute)}:${pad(groups.second)}`;
  };
}
