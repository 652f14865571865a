import { leadShow, listResults, showResult, sourceShow } from '../../app/index.ts';
import { printLead, type ShownLead } from '../lead-page.ts';
import type { ExitCode } from '../output.ts';
import type { Session } from '../session.ts';
import { accountPage, type ShownAccount } from './account.ts';
import { entityPage, mentionSupport, type ShownEntity } from './entity.ts';
import { findingPage, type WholeFinding } from './finding.ts';
import type { ShownFinding } from './findings.ts';
import { type Marks, makeMarks, type Support } from './marks.ts';
import { networkPage, type ShownNetwork } from './network.ts';
import { type Page, printPage } from './page.ts';
import { recordPage, type ShownRecord } from './record.ts';

/** What `results.show` gave: one result with what supports it. */
type Shown = { readonly kind: string; readonly result: unknown; readonly support: readonly unknown[] };

/** Findings are read in one go, because a page needs those about one thing out of all of them. */
const ALL_FINDINGS = 1_000_000;
/** Subjects whose names a page looks up. */
const MOST_NAMES = 20;

async function findingsOf({ run }: Session, wanted: (finding: ShownFinding) => boolean): Promise<ShownFinding[]> {
  const answer = await run(listResults, { kind: 'finding', limit: ALL_FINDINGS });
  return answer.ok ? (answer.value.results as ShownFinding[]).filter(wanted) : [];
}

/** The name of a person or organisation, or the number of an account, by id. */
async function namesOf({ run }: Session, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of [...new Set(ids)].slice(0, MOST_NAMES)) {
    const answer = await run(showResult, { id });
    if (!answer.ok) continue;
    const { result } = answer.value;
    const { number, institution } = result as ShownAccount;
    const name = answer.value.kind === 'entity' ? (result as ShownEntity).names[0] : `${number} at ${institution}`;
    if (name !== undefined) names.set(id, name);
  }
  return names;
}

/** "S1 = transfers.csv, sha256 …", for the sources that the marks of a page name. */
async function filesOf({ run }: Session, marks: Marks): Promise<string[]> {
  const files: string[] = [];
  for (const [label, sha256] of marks.sources()) {
    const answer = await run(sourceShow, { sha256 });
    const name = answer.ok ? String(answer.value.fileName ?? 'a file without a name') : 'a file';
    files.push(`${label} = ${name}, SHA-256 ${sha256}`);
  }
  return files;
}

async function findingShown(
  session: Session,
  finding: WholeFinding,
  support: readonly Support[],
  marks: Marks,
): Promise<Page> {
  return findingPage(finding, { marks, support, names: await namesOf(session, finding.subjects) });
}

/** The page of one result and the marks that it used. */
async function pageOf(session: Session, { kind, result, support }: Shown): Promise<{ page: Page; marks: Marks }> {
  const marks = makeMarks(support as Support[]);
  switch (kind) {
    case 'network': {
      const network = result as ShownNetwork & { readonly findings: readonly string[] };
      const cited = new Set(network.findings);
      return {
        page: networkPage(network, { marks, findings: await findingsOf(session, ({ id }) => cited.has(id)) }),
        marks,
      };
    }
    case 'entity': {
      const entity = result as ShownEntity;
      const own = new Set([entity.id, ...entity.accounts.map(({ id }) => id)]);
      const findings = await findingsOf(session, ({ subjects }) => subjects.some((subject) => own.has(subject)));
      const ofMentions = makeMarks(mentionSupport(entity));
      return { page: entityPage(entity, { marks: ofMentions, findings }), marks: ofMentions };
    }
    case 'account': {
      const account = result as ShownAccount;
      const findings = await findingsOf(session, ({ subjects }) => subjects.includes(account.id));
      const names = await namesOf(
        session,
        account.holders.map(({ entity }) => entity),
      );
      return { page: accountPage(account, { findings, names }), marks };
    }
    case 'finding':
      return { page: await findingShown(session, result as WholeFinding, support as Support[], marks), marks };
    default: {
      const record = result as ShownRecord;
      const own = makeMarks([record]);
      const facts = support as { readonly kind: string; readonly id: string }[];
      return { page: recordPage(record, { marks: own, facts }), marks: own };
    }
  }
}

/** Prints one result of any kind as a page for people; a lead as `lead show` does. */
export async function showPage(session: Session, shown: Shown): Promise<ExitCode> {
  if (shown.kind === 'lead') {
    const lead = await session.run(leadShow, { lead: (shown.result as ShownLead).id });
    if (!lead.ok) return session.out.fail(lead.error);
    printLead(session.out, lead.value as ShownLead);
    return 0;
  }
  const { page, marks } = await pageOf(session, shown);
  printPage(session.out, page, await filesOf(session, marks));
  return 0;
}
