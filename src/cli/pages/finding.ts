import { INDICATORS, measuredWords, signWords } from '../../app/index.ts';
import type { ShownFinding } from './findings.ts';
import type { Marks, Support } from './marks.ts';
import type { Page } from './page.ts';

/** A whole `findings` row of interface 3. */
export type WholeFinding = ShownFinding & {
  readonly ruleVersion: string;
  readonly kind: string;
  readonly thresholdSource: string;
  readonly inputs: Readonly<Record<string, unknown>>;
};

/** Records that the page lists; --json has their content. */
const MOST = 30;

function ruleLines(rule: string): string[] {
  const about = INDICATORS.find(({ id }) => id === rule)?.about;
  return about === undefined
    ? []
    : [`flags: ${about.flags}`, `why it matters: ${about.matters}`, `source: ${about.source}`];
}

/** One sign: what the rule saw and measured, the ordinary case, what speaks against it, about whom, by which records. */
export function findingPage(
  finding: WholeFinding,
  {
    marks,
    names,
    support,
  }: { readonly marks: Marks; readonly names: ReadonlyMap<string, string>; readonly support: readonly Support[] },
): Page {
  const { id, rule, ruleVersion, kind, window, thresholdSource, inputs, records } = finding;
  const span = window.from === null ? 'no dates' : `${window.from} to ${window.to ?? window.from}`;
  const measured = Object.entries(inputs).map(([name, input]) => `${name}: ${JSON.stringify(input)}`);
  return {
    title: `Sign ${id}: ${signWords(rule)}`,
    intro: [`Rule ${rule} ${ruleVersion} (${kind}). A sign, no proof.`],
    sections: [
      {
        title: 'What was measured',
        lines: [`${measuredWords(finding)} (${thresholdSource}), ${span} ${marks.of(records)}`, ...measured],
      },
      { title: 'The ordinary case that looks the same', lines: [finding.innocentExplanation] },
      {
        title: 'What speaks against it',
        lines: finding.counterEvidence.map((text) => `- ${text}`),
        empty: 'nothing found by the checks of the rule',
      },
      { title: 'The rule', lines: ruleLines(rule), empty: 'a finding about the data itself' },
      {
        title: 'About',
        table: {
          head: ['name', 'show'],
          rows: finding.subjects.map((subject) => [names.get(subject) ?? 'not named', subject]),
        },
      },
      {
        title: records.length > MOST ? `Records (the first ${MOST} of ${records.length})` : 'Records',
        lines: support.slice(0, MOST).map(({ id: record }) => `${marks.of([record])} ${record}`),
        empty: 'none that may be read here',
      },
    ],
  };
}
