import { type AccountId, compareText, type EntityId, sortedUnique } from '../core/index.ts';
import type { Finding } from '../facts/index.ts';
import type { Candidate } from './candidates.ts';
import { screenPerson } from './coercion-screen.ts';
import type { Relations } from './control-links.ts';
import type { NetworkDraft } from './roles/index.ts';
import {
  decisiveFact,
  type FamilyHit,
  familiesNotComputed,
  familyHits,
  judgeNetwork,
  type Verdict,
} from './scoring.ts';
import { type Standing, standingOf } from './standing.ts';
import type { CoercionScreen, DecisiveFact } from './types.ts';
import { flowOf, isPerson, type View } from './view.ts';

/** A candidate with its findings and verdict, before people are looked at. */
export type JudgedCandidate = {
  readonly candidate: Candidate;
  readonly entities: readonly EntityId[];
  readonly accounts: readonly AccountId[];
  readonly findings: readonly Finding[];
  readonly hits: readonly FamilyHit[];
  readonly fact: DecisiveFact;
  readonly notComputed: ReturnType<typeof familiesNotComputed>;
  readonly verdict: Verdict;
};

function findingsBySubject(findings: readonly Finding[]): Map<string, Finding[]> {
  const bySubject = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const subject of finding.subjects) {
      const list = bySubject.get(subject);
      if (list === undefined) bySubject.set(subject, [finding]);
      else list.push(finding);
    }
  }
  return bySubject;
}

function memberLookup(view: View, entities: ReadonlySet<EntityId>): (subject: string) => EntityId | null {
  return (subject) => {
    if (entities.has(subject as EntityId)) return subject as EntityId;
    return view.ownersOf.get(subject as AccountId)?.find((owner) => entities.has(owner)) ?? null;
  };
}

const MIN_INSIDE_MOVES = 2;

/**
 * The accounts of members that the network uses: all of an organisation's, and of a person's those that exchange money
 * with other members or over which other members act. An account on which somebody only lives stays out.
 */
function accountsInside(view: View, entities: readonly EntityId[]): AccountId[] {
  const members: ReadonlySet<string> = new Set(entities);
  return entities.flatMap((entity) => {
    const isOther = (id: EntityId | null) => id !== null && id !== entity && members.has(id);
    return (view.accountsOf.get(entity) ?? []).filter((account) => {
      const { credits, debits } = flowOf(view, account);
      const inside = [
        ...credits.filter((credit) => isOther(credit.from.entity) || isOther(credit.conductor)),
        ...debits.filter((debit) => isOther(debit.to.entity) || isOther(debit.conductor)),
      ];
      return !isPerson(view, entity) || inside.length >= MIN_INSIDE_MOVES;
    });
  });
}

/** Scores every candidate by the findings whose main subject is a member or an account of a member. */
export function judgeCandidates(
  relations: Relations,
  candidates: readonly Candidate[],
  findings: readonly Finding[],
): JudgedCandidate[] {
  const { view } = relations;
  const bySubject = findingsBySubject(findings);
  return candidates.map((candidate) => {
    const nodes = [...candidate.members.keys()].sort(compareText);
    const entities = nodes.filter((node): node is EntityId => view.entities.has(node as EntityId));
    const loose = nodes.filter((node): node is AccountId => view.accounts.has(node as AccountId));
    const accounts = sortedUnique([...accountsInside(view, entities), ...loose]);
    const own = [...new Set([...entities, ...accounts].flatMap((subject) => bySubject.get(subject) ?? []))];
    const hits = familyHits(own, memberLookup(view, new Set(entities)));
    const fact = decisiveFact(candidate.cores);
    return {
      candidate,
      entities,
      accounts,
      findings: own.sort((a, b) => compareText(a.id, b.id)),
      hits,
      fact,
      notComputed: familiesNotComputed(view, entities),
      verdict: judgeNetwork(hits, fact),
    };
  });
}

/** Control facts, then the coercion screen, for every person of a flagged network (the order of interface 3). */
export function draftPeople(relations: Relations, judged: JudgedCandidate): NetworkDraft {
  const { entities, candidate } = judged;
  const members: ReadonlySet<string> = new Set(entities);
  const persons = entities.filter((entity) => isPerson(relations.view, entity));
  const standings = new Map<EntityId, Standing>();
  const screens = new Map<EntityId, CoercionScreen>();
  for (const person of persons) {
    const standing = standingOf(relations, person, members, candidate.cores);
    standings.set(person, standing);
    screens.set(person, screenPerson({ relations, standing, members, cores: candidate.cores }));
  }
  return { entities, members, cores: candidate.cores, standings, screens };
}
