import { methodWords, stateWords, type TraceMethod } from '../app/index.ts';
import { grouped } from '../core/index.ts';
import type { PersonState } from '../facts/index.ts';
import type { Output } from './output.ts';

type Said = { readonly text: string; readonly records: readonly string[]; readonly innocent?: string };
type Clock = { readonly id: string; readonly due: string | null };
type ShownAsset = {
  readonly kind: string;
  readonly identifiers: Readonly<Record<string, string>>;
  readonly titledTo: string | null;
  readonly value: { readonly amount: string; readonly currency: string; readonly asOf: string } | null;
  readonly trace: { readonly tainted: string; readonly currency: string; readonly method: TraceMethod } | null;
  readonly route: { readonly choice: string; readonly reason: string; readonly clocks: readonly Clock[] };
  readonly freeze: { readonly alerts: readonly Said[] } | null;
};
type ShownSubject = {
  readonly names: readonly string[];
  readonly kind: string;
  readonly personState: PersonState;
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

/** An asset in a line: an account by number and institution, an interest by its size, another by what identifies it. */
export function assetName({ kind, identifiers }: Pick<ShownAsset, 'kind' | 'identifiers'>): string {
  const { interest, number, institution } = identifiers;
  if (kind === 'account') return `account ${number ?? ''} at ${institution ?? ''}`;
  return interest ?? `${kind.replaceAll('_', ' ')} ${Object.values(identifiers).join(' ')}`;
}

function assetRow(asset: ShownAsset): string[] {
  const { titledTo, value, trace, route } = asset;
  const worth = value === null ? 'not stated' : `${grouped(value.amount)} ${value.currency} (${value.asOf})`;
  const traced = trace === null ? '' : `${grouped(trace.tainted)} ${trace.currency}`;
  return [assetName(asset), titledTo ?? 'not known', worth, traced, route.choice, nextClock(route)];
}

/** A fact with its mark; `show` opens each record. */
function factLines({ text, records, innocent }: Said): string[] {
  const [first] = records;
  const more = records.length - 1;
  const mark = first === undefined ? 'no record' : `${first}${more > 0 ? ` and ${more} more` : ''}`;
  const ordinary = innocent === undefined ? [] : [`      the ordinary case that looks the same: ${innocent}`];
  return [`    - ${text} [${mark}]`, ...ordinary];
}

function printFacts({ line }: Output, title: string, facts: readonly Said[]): void {
  line(`  ${title}`);
  for (const fact of facts.slice(0, MOST_FACTS)) for (const text of factLines(fact)) line(text);
  if (facts.length > MOST_FACTS) line(`    and ${facts.length - MOST_FACTS} more; --json has them all`);
}

function printSubjects(out: Output, subjects: readonly ShownSubject[]): void {
  for (const { names, kind, personState, roles, suspicion, contrary } of subjects) {
    const held = roles.map(({ role }) => `possible ${role.replaceAll('-', ' ')} (a hypothesis)`).join(', ');
    const state = kind === 'organisation' ? 'organisation' : stateWords(personState);
    out.line(`\n${names[0] ?? 'not named'}: ${state}${held === '' ? '' : `; ${held}`}`);
    printFacts(out, 'facts that give reason for suspicion:', suspicion);
    printFacts(out, 'facts that point the other way:', contrary);
  }
}

function printAssets(out: Output, assets: readonly ShownAsset[]): void {
  const method = assets.flatMap(({ trace }) => trace?.method ?? [])[0];
  out.line('\nAssets');
  if (method !== undefined) out.line(`  cited money still there: by ${methodWords(method)}`);
  out.table(['asset', 'titled to', 'value', 'cited money still there', 'route', 'next clock'], assets.map(assetRow));
  for (const { freeze } of assets) for (const { text } of freeze?.alerts ?? []) out.line(`  ! ${text}`);
}

/** One lead for people: what is asked for, on which facts, and what is missing. Every part is in --json in full. */
export function printLead(out: Output, lead: ShownLead): void {
  const { line } = out;
  line(`Lead ${lead.id}: ${lead.status}`);
  line(`Network ${lead.network}; a hypothesis from records, to be reviewed by people`);
  for (const { code, message } of lead.gaps) line(`  gap ${code}: ${message}`);
  printAssets(out, lead.assets);
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
