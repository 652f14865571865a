import type { Output } from './output.ts';

type Said = { readonly text: string; readonly records: readonly string[] };
type Clock = { readonly id: string; readonly due: string | null };
type ShownAsset = {
  readonly kind: string;
  readonly identifiers: Readonly<Record<string, string>>;
  readonly titledTo: string | null;
  readonly value: { readonly amount: string; readonly currency: string; readonly asOf: string } | null;
  readonly trace: { readonly tainted: string; readonly currency: string; readonly method: string } | null;
  readonly route: { readonly choice: string; readonly reason: string; readonly clocks: readonly Clock[] };
  readonly freeze: { readonly alerts: readonly Said[] } | null;
};
type ShownSubject = {
  readonly names: readonly string[];
  readonly personState: string;
  readonly roles: readonly { readonly role: string; readonly score: string }[];
  readonly suspicion: readonly Said[];
  readonly contrary: readonly Said[];
};

/** The parts of a lead, in the shape of interface 3, that a page for people shows. */
export type ShownLead = {
  readonly id: string;
  readonly network: string;
  readonly status: string;
  readonly gaps: readonly { readonly code: string; readonly message: string }[];
  readonly assets: readonly ShownAsset[];
  readonly subjects: readonly ShownSubject[];
  readonly withheld: readonly unknown[];
  readonly predicate: readonly { readonly statute: string; readonly why: string }[];
  readonly districts: readonly { readonly code: string; readonly name: string }[];
  readonly referrals: readonly { readonly recipient: string; readonly signal: string; readonly code: string }[];
  readonly decisions: readonly { readonly act: string; readonly actor: string; readonly reason: string }[];
};

/** Facts of one kind that the page shows; --json has them all. */
const MOST_FACTS = 5;

function nextClock({ clocks }: ShownAsset['route']): string {
  const [first] = clocks.flatMap(({ due }) => due ?? []).toSorted();
  return first ?? '';
}

function assetRow({ kind, identifiers, titledTo, value, trace, route }: ShownAsset): string[] {
  const worth = value === null ? 'not stated' : `${value.amount} ${value.currency} (${value.asOf})`;
  const traced = trace === null ? '' : `${trace.tainted} ${trace.currency} (${trace.method})`;
  const what = `${kind.replace('_', ' ')} ${Object.values(identifiers).join(' / ')}`;
  return [what, titledTo ?? 'not known', worth, traced, route.choice, nextClock(route)];
}

function printFacts({ line }: Output, title: string, facts: readonly Said[]): void {
  line(`  ${title}`);
  for (const { text, records } of facts.slice(0, MOST_FACTS)) line(`    - ${text} [${records.length} records]`);
  if (facts.length > MOST_FACTS) line(`    and ${facts.length - MOST_FACTS} more`);
}

function printSubjects(out: Output, subjects: readonly ShownSubject[]): void {
  for (const { names, personState, roles, suspicion, contrary } of subjects) {
    const held = roles.map(({ role, score }) => `possible ${role} ${score}`).join(', ');
    out.line(`\n${names[0] ?? 'not named'}: ${personState}${held === '' ? '' : `, ${held}`}`);
    printFacts(out, 'facts that give reason for suspicion:', suspicion);
    printFacts(out, 'facts that point the other way:', contrary);
  }
}

/** One lead for people: what is asked for, on which facts, and what is missing. Every part is in --json in full. */
export function printLead(out: Output, lead: ShownLead): void {
  const { line, table } = out;
  line(`Lead ${lead.id}: ${lead.status}`);
  line(`Network ${lead.network}; a hypothesis from records, to be reviewed by people`);
  for (const { code, message } of lead.gaps) line(`  gap ${code}: ${message}`);
  line('\nAssets');
  table(['asset', 'titled to', 'value', 'traced', 'route', 'next clock'], lead.assets.map(assetRow));
  for (const { freeze } of lead.assets) for (const { text } of freeze?.alerts ?? []) line(`  ! ${text}`);
  printSubjects(out, lead.subjects);
  if (lead.withheld.length > 0)
    line(`\n${lead.withheld.length} persons withheld: possible victims, whom a trained reviewer decides about first`);
  line('\nCandidate statutes');
  for (const { statute, why } of lead.predicate) line(`  ${statute}: ${why}`);
  const places = lead.districts.map(({ code, name }) => `${name} (${code})`);
  line(`Candidate districts: ${places.length === 0 ? 'none; see the gaps' : places.join(', ')}`);
  for (const { recipient, signal, code } of lead.referrals) line(`Referral ${code}: ${recipient}, for ${signal}`);
  for (const { act, actor, reason } of lead.decisions) line(`${act} by ${actor}: ${reason}`);
  line('\nNext: `redress export ID --kind lead --format pdf`; `redress lead submit ID --reason TEXT`.');
}
