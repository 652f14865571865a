import {
  byKeys,
  compareText,
  groupBy,
  type Money,
  moneyText,
  parseMoney,
  type RecordId,
  sumMoney,
  unwrap,
} from '../core/index.ts';
import type { FactSet, Finding } from '../facts/index.ts';
import { type DataHit, dataFinding } from './data-finding.ts';
import { type Filing, filingsOf, findPriors, type Prior, subjectsOf } from './prior-reports.ts';

/** The facts that count, and what is to be said about the reports among them. Every record stays and can be cited. */
type SettledReports = { readonly facts: FactSet; readonly findings: readonly Finding[] };

const RULES = {
  unacknowledged: {
    rule: 'prior-document-without-acknowledgement',
    threshold: 'an acknowledgement ties the prior document number to a filing',
    innocent: 'the acknowledgement is usually kept apart by the filer; nothing was superseded',
  },
  notTold: {
    rule: 'acknowledged-filing-not-told',
    threshold: 'one filing at the acknowledged place that speaks of the same person or account',
    innocent: 'the earlier batch is not in the home, or two batches are alike; nothing was superseded',
  },
  amended: {
    rule: 'amended-report-superseded',
    threshold: 'an amendment whose prior document number is acknowledged for the earlier filing',
    innocent: 'an amendment often corrects one field; the earlier filing stays and can be cited',
  },
  rival: {
    rule: 'rival-amendments',
    threshold: 'one amendment of a filing on the latest day',
    innocent: 'a filer sent a correction twice; both are kept as they are, so cash may count twice',
  },
  cycle: {
    rule: 'report-chain-cycle',
    threshold: 'a chain of reports that ends',
    innocent: 'a prior document number was typed wrong; nothing in the cycle was superseded',
  },
  continuing: {
    rule: 'continuing-report-chain',
    threshold: 'a cumulative total counts once',
    innocent: 'a filer repeats what it has reported for as long as the activity goes on',
  },
  joint: {
    rule: 'joint-report-twice',
    threshold: 'one copy of a joint report',
    innocent: 'each of the joint filers keeps a copy of the one report',
  },
} as const;

type Said = Pick<DataHit, 'value' | 'inputs'> & { readonly filings: readonly Filing[] };

function say(key: keyof typeof RULES, { filings, value, inputs }: Said, facts: FactSet): Finding {
  const records = filings.map(({ record }) => record);
  return dataFinding({ ...RULES[key], subjects: [], on: null, value, inputs, records }, facts);
}

type Links = ReadonlyMap<Filing, Filing>;

/** The filings that lead back to themselves by the filings that they name. Each filing is walked over once. */
function inCycles(links: Links): ReadonlySet<Filing> {
  const cyclic = new Set<Filing>();
  const done = new Set<Filing>();
  for (const start of links.keys()) {
    const walked: Filing[] = [];
    let at: Filing | undefined = start;
    for (; at !== undefined && !done.has(at); at = links.get(at)) {
      done.add(at);
      walked.push(at);
    }
    const home = at === undefined ? -1 : walked.indexOf(at);
    if (home >= 0) for (const filing of walked.slice(home)) cyclic.add(filing);
  }
  return cyclic;
}

function foundLinks(priors: ReadonlyMap<Filing, Prior>): Links {
  return new Map([...priors].flatMap(([later, prior]) => (prior.kind === 'found' ? [[later, prior.filing]] : [])));
}

function unsettled(priors: ReadonlyMap<Filing, Prior>, facts: FactSet): Finding[] {
  return [...priors].flatMap(([later, prior]) => {
    const value = later.report.priorDocument ?? '';
    if (prior.kind === 'unacknowledged') return [say('unacknowledged', { filings: [later], value, inputs: {} }, facts)];
    if (prior.kind === 'found') return [];
    const inputs = { candidates: prior.candidates };
    return [say('notTold', { filings: [later], value, inputs }, facts)];
  });
}

type Superseded = { readonly records: ReadonlySet<RecordId>; readonly findings: readonly Finding[] };

/** The first filing, and every amendment of it or of one of its amendments. */
function treesOf(amendments: Links): Filing[][] {
  const rootOf = (filing: Filing): Filing => {
    let at = filing;
    for (let next = amendments.get(at); next !== undefined; next = amendments.get(at)) at = next;
    return at;
  };
  return [...groupBy(amendments.keys(), rootOf)].map(([root, group]) => [root, ...group]);
}

/** Of a tree the latest amendment that no other amends; several where no day decides. */
function standingOf(tree: readonly Filing[], amendments: Links): Filing[] {
  const amended = new Set(tree.map((filing) => amendments.get(filing)));
  const ends = tree.filter((filing) => !amended.has(filing));
  const days = ends.map(({ report }) => report.filedOn ?? '').sort(compareText);
  return ends.filter(({ report }) => (report.filedOn ?? '') === days.at(-1));
}

/** Where a filing is replaced, by which: the last of those that stand. */
type Amended = Superseded & { readonly standIn: Links };

/** What amendments replace. Of all amendments of one filing the latest stands, and several where no day decides. */
function amend(links: Links, facts: FactSet): Amended {
  const standIn = new Map<Filing, Filing>();
  const findings: Finding[] = [];
  const amendments = new Map([...links].filter(([later]) => later.report.filingKind === 'amended'));
  for (const tree of treesOf(amendments)) {
    const standing = standingOf(tree, amendments);
    const last = standing.at(-1);
    for (const filing of tree) if (last !== undefined && !standing.includes(filing)) standIn.set(filing, last);
    const value = last?.report.priorDocument ?? '';
    const inputs = { standing: standing.map((item) => item.record) };
    findings.push(say('amended', { filings: tree, value, inputs }, facts));
    if (standing.length > 1)
      findings.push(say('rival', { filings: standing, value: String(standing.length), inputs: {} }, facts));
  }
  return { records: new Set([...standIn.keys()].map(({ record }) => record)), findings, standIn };
}

/** A joint report has several filers and is one report: of copies in several files that agree in all the first stands. */
function joinCopies(filings: readonly Filing[], facts: FactSet): Superseded {
  const told = filings.filter(({ report }) => report.filingKind === 'joint' && report.narrative !== null);
  const subjects = subjectsOf(facts, new Set(told.map(({ record }) => record)));
  const jointKey = ({ report: { id: _, record, ...stated } }: Filing): string =>
    JSON.stringify([stated, [...(subjects.get(record) ?? [])].sort(compareText)]);
  const groups = [...groupBy(told, jointKey).values()].filter(
    (group) => new Set(group.map(({ source }) => source)).size > 1,
  );
  return {
    records: new Set(groups.flatMap((group) => group.slice(1).map(({ record }) => record))),
    findings: groups.map((group) => say('joint', { filings: group, value: String(group.length), inputs: {} }, facts)),
  };
}

const dollars = (text: string): Money => unwrap(parseMoney(text, 'USD'));

/**
 * The money that a chain of continuing reports speaks of, oldest report first: the last cumulative total and what later
 * reports add to it. Null where an amount that would have to be added is not stated.
 */
function chainTotal(chain: readonly Filing[]): string | null {
  const at = chain.findLastIndex(({ report }) => report.cumulativeAmount !== null);
  const parts = chain
    .slice(Math.max(at, 0))
    .map(({ report }, i) => (i === 0 && at >= 0 ? report.cumulativeAmount : report.totalAmount));
  const known = parts.filter((part) => part !== null);
  return known.length < parts.length ? null : moneyText(sumMoney(known.map(dollars), 'USD'));
}

/** Continuing reports behind the one they continue, through the amendments that stand for it. */
function continuingChains(links: Links, standIn: Links, facts: FactSet): Finding[] {
  const standing = (filing: Filing): Filing => standIn.get(filing) ?? filing;
  const continued = new Map(
    [...links].flatMap(([later, prior]) => {
      const carries = later.report.filingKind === 'continuing';
      return carries ? [[standing(later), standing(prior)] as const] : [];
    }),
  );
  const chainTo = (end: Filing): Filing[] => {
    const chain: Filing[] = [];
    for (let at: Filing | undefined = end; at !== undefined; at = continued.get(at)) chain.push(at);
    return chain.reverse();
  };
  const named = new Set(continued.values());
  const ends = [...continued.keys()].filter((filing) => !named.has(filing));
  return ends.map((end) => {
    const chain = chainTo(end);
    const inputs = { reports: chain.length, latest: end.record, currency: 'USD' };
    return say('continuing', { filings: chain, value: chainTotal(chain) ?? 'unknown', inputs }, facts);
  });
}

/** The facts without what superseded filings state. A party that somebody decided about stays, so that no decision is lost. */
function withoutSuperseded(facts: FactSet, superseded: ReadonlySet<RecordId>): FactSet {
  const stands = ({ record }: { readonly record: RecordId }) => !superseded.has(record);
  const decided = new Set<string>([
    ...facts.judgements.flatMap(({ left, right }) => [left, right]),
    ...facts.decisions.flatMap((decision) => (decision.kind === 'person-state' ? [decision.party] : [])),
  ]);
  const accountParties = facts.accountParties.filter(stands);
  const cashMovements = facts.cashMovements.filter(stands);
  const used = new Set<string>([
    ...accountParties.map(({ account }) => account),
    ...cashMovements.flatMap(({ accounts }) => accounts),
    ...facts.transfers.flatMap(({ from, to }) => [from.account ?? '', to.account ?? '']),
    ...facts.balances.map(({ account }) => account),
  ]);
  return {
    ...facts,
    parties: facts.parties.filter((party) => stands(party) || decided.has(party.id)),
    // Equal statements of one file about an account are one fact, kept under the first record that makes it.
    accounts: facts.accounts.filter((account) => stands(account) || used.has(account.id)),
    accountParties,
    cashMovements,
    reports: facts.reports.filter(stands),
  };
}

/**
 * Puts chains of reports in order before anything is worked out (interface 2, formats 1.4). An amendment replaces the
 * filing that it amends: cash, parties and totals of the earlier one count no more. A continuing report replaces nothing;
 * its cumulative total is told once for the chain. Without the acknowledgement that ties a prior document number to a
 * filing nothing is superseded, and a finding says so. Pure; findings in id order.
 */
export function settleReports(facts: FactSet): SettledReports {
  const filings = filingsOf(facts);
  const priors = findPriors(facts, filings);
  const found = foundLinks(priors);
  const cyclic = inCycles(found);
  const links: Links = new Map([...found].filter(([later]) => !cyclic.has(later)));
  const amended = amend(links, facts);
  const copies = joinCopies(filings, facts);
  const superseded = new Set([...amended.records, ...copies.records]);
  const cycles = [...cyclic].sort(byKeys(({ record }) => record));
  const findings = [
    ...unsettled(priors, facts),
    ...amended.findings,
    ...copies.findings,
    ...(cycles.length === 0
      ? []
      : [say('cycle', { filings: cycles, value: String(cycles.length), inputs: {} }, facts)]),
    ...continuingChains(links, amended.standIn, facts),
  ];
  return {
    facts: superseded.size === 0 ? facts : withoutSuperseded(facts, superseded),
    findings: findings.sort(byKeys((finding) => finding.id)),
  };
}
