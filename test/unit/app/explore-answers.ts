import type { ExploreHome } from './explore-home.ts';

/** Every question that can be asked of a small home, with its answer; ids of Runs differ with what lies in the home. */
export async function everyAnswer(
  home: ExploreHome,
  texts: readonly string[],
): Promise<{ readonly asked: number; readonly answers: string }> {
  const answers: unknown[] = [];
  const ids = new Set<string>();
  for (const text of texts) {
    const { run: _, ...found } = await home.search(text);
    answers.push(found);
    for (const { id } of found.results) ids.add(id);
  }
  const known = [...ids].sort();
  for (const id of known)
    for (const depth of [1, 2, 5]) {
      const { run: _, ...found } = await home.expand({ id, depth });
      answers.push(found);
    }
  for (const from of known)
    for (const to of known.filter((id) => id !== from))
      for (const money of [false, true]) {
        const { run: _, ...found } = await home.path({ from, to, money });
        answers.push(found);
      }
  return { asked: answers.length, answers: JSON.stringify(answers) };
}
