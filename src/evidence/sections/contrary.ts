import { groupBy, type RecordId, sortedUnique } from '../../core/index.ts';
import { type Block, heading, list, paragraph } from '../document.ts';
import { isApproved } from '../input.ts';
import type { ExportScope } from '../scope.ts';
import { type Part, part } from './part.ts';

type Fact = { readonly text: string; readonly records: readonly RecordId[] };

/** Counter-evidence that the Run of this cut holds about the scope's accounts and parties. */
function contraryFacts({ input, accounts, entities, nameOf }: ExportScope): Fact[] {
  const about = new Set<string>([...accounts.map(({ account }) => account.id), ...entities.map(({ id }) => id)]);
  const counter = input.detection.findings
    .filter(({ subjects }) => subjects.some((subject) => about.has(subject)))
    .flatMap(({ counterEvidence, records }) => counterEvidence.map((text) => ({ text, records })));
  const control = input.detection.networks
    .flatMap(({ controlFacts }) => controlFacts)
    .filter(({ entity, direction }) => direction === 'against' && about.has(entity))
    .map(({ entity, text, records }) => ({ text: `${nameOf(entity)} ${text}`, records }));
  return [...groupBy([...counter, ...control], ({ text }) => text)].map(([text, same]) => ({
    text,
    records: sortedUnique(same.flatMap(({ records }) => records)),
  }));
}

/** I. Facts pointing the other way. Never empty: when none was found it says by which checks, and who says so (R25). */
export function contraryPart(scope: ExportScope, title: string): Part {
  const facts = contraryFacts(scope);
  const checks =
    'None found by these checks: counter-evidence of every rule that cites these accounts or parties; facts about benefit and control recorded for the holders.';
  const reviewer = isApproved(scope.input)
    ? `Statement of a reviewer: ${scope.input.approvedBy ?? ''} approved this copy as it stands.`
    : 'Statement of a named reviewer that no such fact is known: none recorded. It is needed before this copy is final.';
  const items = facts.map(({ text, records }) => `${scope.redact(text)} [${scope.citations.cite(records)}]`);
  const body: Block[] = items.length === 0 ? [paragraph(checks), paragraph(reviewer)] : [list(items)];
  return part([heading(2, title), ...body]);
}
