import type { NameForm } from './names.ts';

/** How many bearers of a name to expect in the home if the words of names met by chance. */
export type Frequency = (form: NameForm) => number;

function wordsOf(form: NameForm): readonly string[] {
  return form.kind === 'organisation' ? form.stem : form.tokens;
}

/**
 * Counts in how many distinct names each word is seen, companies and people apart, so that "Maria" is common where the
 * home says so and no list of names from elsewhere is needed. A word never seen before makes a name as rare as can be.
 */
export function nameFrequency(forms: Iterable<NameForm>): Frequency {
  const names = new Map(
    [...forms].filter((form) => wordsOf(form).length >= 2).map((form) => [`${form.kind} ${form.key}`, form]),
  );
  const seen = new Map<string, number>();
  const totals = { people: 0, companies: 0 };
  const tableOf = (form: NameForm) => (form.kind === 'organisation' ? 'companies' : 'people');
  for (const form of names.values()) {
    totals[tableOf(form)] += 1;
    for (const word of new Set(wordsOf(form))) {
      const key = `${tableOf(form)} ${word}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  return (form) => {
    const total = Math.max(totals[tableOf(form)], 1);
    return wordsOf(form).reduce(
      (product, word) => (product * (seen.get(`${tableOf(form)} ${word}`) ?? 0)) / total,
      total,
    );
  };
}
