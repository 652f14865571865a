import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Action, type Cut, MATRIX, MOST_REVIEW_YEARS, requireSecondPerson, reviewBy } from '../access/index.ts';
import { canonicalJson, dateOfMicros, groupBy, type Json, sha256Hex } from '../core/index.ts';
import { type PersonDecision, standingDecision } from '../detection/index.ts';
import { isSignedBy, type Signer } from '../evidence/index.ts';
import type { Decision, PersonState } from '../facts/index.ts';
import { SECOND_PERSON_ACTS } from '../leads/index.ts';
import type { Store, StoreReader } from '../store/port/index.ts';
import type { KnownActor } from './actors.ts';

export type LeadDecision = Extract<Decision, { readonly kind: 'lead-transition' }>;
export type { PersonDecision };

/** The states that two named people reach together (legal-and-evidence 6.2). */
export const TWO_PERSON: readonly PersonState[] = ['SUBJECT', 'VICTIM_IDENTIFIED', 'VICTIM_AND_CHARGED'];

/** The states of whom the house holds for a possible victim. */
export const HELD: readonly string[] = [
  'POSSIBLE_VICTIM',
  'VICTIM_IDENTIFIED',
  'VICTIM_AND_CHARGED',
] satisfies PersonState[];

/** What people decided about the parties of one person, in order. */
export function decisionsAbout(
  decisions: readonly Decision[],
): (person: { readonly mentions: readonly { readonly party: string }[] }) => PersonDecision[] {
  const people = decisions.filter((item): item is PersonDecision => item.kind === 'person-state');
  const byParty: ReadonlyMap<string, readonly PersonDecision[]> = groupBy(people, ({ party }) => party);
  return ({ mentions }) =>
    mentions.flatMap(({ party }) => byParty.get(party) ?? []).sort((a, b) => a.ordinal - b.ordinal);
}

/**
 * Whether the word that stands about a person, by any of their parties, holds them for a possible victim. A Run reads
 * decisions when it is made; protection does not wait for the next one.
 */
export function heldByWord(
  decisions: readonly Decision[],
): (person: { readonly mentions: readonly { readonly party: string }[] }) => boolean {
  const about = decisionsAbout(decisions);
  return (person) => HELD.includes(standingDecision(about(person))?.state ?? '');
}

/** Which cell of the matrix each act on a lead needs: drafting people submit, a supervisor decides. */
export const ACTION_OF_ACT: Readonly<Record<LeadDecision['act'], Action>> = {
  build: 'lead.draft',
  submit: 'lead.draft',
  recall: 'lead.release',
  release: 'lead.release',
  approve: 'lead.approve',
  reject: 'lead.approve',
  return: 'lead.approve',
};

/** What is signed: the whole decision but the signature and `ordinal`, its place in a view, which each view counts anew. */
function signedBytes({ ordinal: _place, signature: _own, ...said }: Decision): Uint8Array {
  return new TextEncoder().encode(canonicalJson(said as Json));
}

/** The decision with the key and the signature of whoever makes it. */
export function signDecision<D extends Decision>(decision: D, signer: Signer): D {
  const own = { ...decision, keyId: signer.keyId };
  return { ...own, signature: signer.sign(signedBytes(own)) };
}

/** A stored decision that cannot be shown to be the word of whom it names. `object` is a party or a lead. */
export type UnverifiedDecision = { readonly object: string; readonly actor: string; readonly why: string };

export type CheckedDecisions = {
  /** What counts, in order. */
  readonly decisions: readonly Decision[];
  readonly unverified: readonly UnverifiedDecision[];
};

function objectOf(decision: Decision): string {
  return decision.kind === 'person-state' ? decision.party : decision.lead;
}

type SignatureCheck = typeof isSignedBy;

function signatureFault(
  decision: Decision,
  actor: KnownActor | undefined,
  isSigned: SignatureCheck = isSignedBy,
): string | null {
  if (actor === undefined) return 'its actor is not known in this home';
  const { keyId, signature } = decision;
  if (signature === undefined) return 'it is not signed';
  const key = actor.keys.find((item) => item.keyId === keyId);
  if (key === undefined) return `its key is none of ${actor.name}`;
  return isSigned(key.publicKey, signedBytes(decision), signature) ? null : 'its signature does not fit what it says';
}

/** A signature counts once and in the order of time: a row that is copied or moved behind a later one says nothing new. */
function orderFault(decision: Decision, earlier: readonly Decision[]): string | null {
  const at = decision.atMicros;
  if (at === undefined) return 'it states no time';
  if (earlier.some((item) => item.signature === decision.signature)) return 'it stands there twice';
  return earlier.some((item) => (item.atMicros ?? 0) > at) ? 'it stands after a later one' : null;
}

function mayNot(actor: KnownActor, action: Action): string | null {
  return MATRIX[actor.role].includes(action) ? null : `role ${actor.role} may not do ${action}`;
}

function isAnother(author: Decision, decision: Decision, actor: KnownActor): boolean {
  const acting = { name: actor.name, role: actor.role, keyId: decision.keyId ?? '' };
  return requireSecondPerson({ name: author.actor, keyId: author.keyId ?? '' }, acting).ok;
}

/** A revalidation is one person's word, of whoever decides about states, and for no longer than the law allows. */
function reviewFault({ reviewBy: until = '', confirmedBy, atMicros = 0 }: PersonDecision, actor: KnownActor) {
  if (confirmedBy !== actor.name) return 'a revalidation is confirmed by nobody else';
  if (until > reviewBy(dateOfMicros(atMicros), MOST_REVIEW_YEARS))
    return 'it keeps a person for longer than five years';
  return mayNot(actor, 'person.confirm') === null ? null : mayNot(actor, 'person.propose');
}

function personFault(decision: PersonDecision, actor: KnownActor, earlier: readonly Decision[]): string | null {
  const { state, confirmedBy } = decision;
  if (decision.reviewBy !== undefined) return reviewFault(decision, actor);
  if (confirmedBy === null) return mayNot(actor, 'person.propose');
  if (confirmedBy === actor.name)
    return TWO_PERSON.includes(state) ? 'one person alone said it' : mayNot(actor, 'person.propose');
  const proposed = earlier.some(
    (item) =>
      item.kind === 'person-state' &&
      item.actor === confirmedBy &&
      item.state === state &&
      item.confirmedBy === null &&
      isAnother(item, decision, actor),
  );
  return proposed ? mayNot(actor, 'person.confirm') : `${confirmedBy} never proposed it`;
}

function leadFault(decision: LeadDecision, actor: KnownActor, earlier: readonly Decision[]): string | null {
  const author = earlier.findLast((item) => item.kind === 'lead-transition' && item.act === 'submit');
  if (author !== undefined && SECOND_PERSON_ACTS.includes(decision.act) && !isAnother(author, decision, actor))
    return 'its actor submitted the lead';
  return mayNot(actor, ACTION_OF_ACT[decision.act]);
}

type SignatureFault = (decision: Decision, actor: KnownActor | undefined) => string | null;

function faultOf(decision: Decision, actor: KnownActor | undefined, earlier: readonly Decision[]): string | null {
  const fault = orderFault(decision, earlier);
  if (fault !== null || actor === undefined) return fault;
  return decision.kind === 'person-state' ? personFault(decision, actor, earlier) : leadFault(decision, actor, earlier);
}

/**
 * What an unverified word about a person still does: it holds them for a possible victim, whatever it says. It answers no
 * other word, and its time keeps nobody in the record.
 */
function held({ answers: _answers, reviewBy: _until, atMicros: _at, ...said }: PersonDecision): PersonDecision {
  return { ...said, state: 'POSSIBLE_VICTIM', confirmedBy: said.actor };
}

/** What counts of the decisions about one person or one lead, given which of them are at fault. */
function counting(decisions: readonly Decision[], faulty: ReadonlySet<Decision>): Decision[] {
  const [first] = decisions;
  if (first?.kind === 'lead-transition')
    return decisions.slice(decisions.findLastIndex((item) => faulty.has(item)) + 1);
  return decisions.map((item) => (item.kind === 'person-state' && faulty.has(item) ? held(item) : item));
}

function byName(actors: readonly KnownActor[]): ReadonlyMap<string, KnownActor> {
  return new Map(actors.map((actor) => [actor.name, actor]));
}

/**
 * Checks each decision against the keys and the role of the actor it names. What fails never takes protection from a
 * person and never moves a lead on: about a person it only protects, and a lead that it names is a draft again, so that
 * what stood before it is reviewed anew. It is told, not dropped in silence.
 */
export function checkDecisions(
  stored: readonly Decision[],
  actors: readonly KnownActor[],
  signedFault: SignatureFault = signatureFault,
): CheckedDecisions {
  const known = byName(actors);
  const unverified: UnverifiedDecision[] = [];
  const decisions: Decision[] = [];
  for (const [object, about] of groupBy(stored, objectOf)) {
    const faulty = new Set<Decision>();
    const sound: Decision[] = [];
    for (const decision of about) {
      const actor = known.get(decision.actor);
      const why = signedFault(decision, actor) ?? faultOf(decision, actor, sound);
      if (why === null) sound.push(decision);
      else {
        faulty.add(decision);
        unverified.push({ object, actor: decision.actor, why });
      }
    }
    decisions.push(...counting(about, faulty));
  }
  return { decisions: decisions.sort((a, b) => a.ordinal - b.ordinal), unverified };
}

/**
 * A store whose decisions come checked, so that no reader can forget to; `stored` is what is there as it is. Revalidations
 * come apart from them: they are no input of a Run.
 */
export type CheckedStore = Store & {
  readonly stored: StoreReader;
  /** Every decision about a person that counts, revalidations among them; order: commitment. */
  readonly reviews: (cut: Cut) => Promise<readonly PersonDecision[]>;
};

const isRevalidation = (decision: Decision): boolean =>
  decision.kind === 'person-state' && decision.reviewBy !== undefined;

/** Without revalidations, counted anew: a gap would tell that something else was decided. */
function inputOfRuns(decisions: readonly Decision[]): readonly Decision[] {
  if (!decisions.some(isRevalidation)) return decisions;
  return decisions.filter((item) => !isRevalidation(item)).map((item, index) => ({ ...item, ordinal: index + 1 }));
}

/** Signatures between two turns of the event loop: one takes about a third of a millisecond to check. */
const TURN = 50;

/** The check of signatures that asks for none twice: what a store holds is read again and again, and never changes. */
function rememberedCheck(): SignatureCheck {
  const known = new Map<string, boolean>();
  return (publicKey, bytes, signature) => {
    const asked = `${publicKey} ${signature} ${sha256Hex(bytes)}`;
    const holds = known.get(asked) ?? isSignedBy(publicKey, bytes, signature);
    known.set(asked, holds);
    return holds;
  };
}

export function checkedStore(store: Store, actors: () => readonly KnownActor[]): CheckedStore {
  const isSigned = rememberedCheck();
  const checked = async (stored: readonly Decision[]): Promise<readonly Decision[]> => {
    if (stored.length === 0) return [];
    const everyone = actors();
    const known = byName(everyone);
    const faults = new Map<Decision, string | null>();
    for (const decision of stored) {
      faults.set(decision, signatureFault(decision, known.get(decision.actor), isSigned));
      if (faults.size % TURN === 0) await nextTurn();
    }
    return checkDecisions(stored, everyone, (decision) => faults.get(decision) ?? null).decisions;
  };
  const read: StoreReader = {
    ...store.read,
    judgements: async (cut) => {
      const { judgements, decisions } = await store.read.judgements(cut);
      return { judgements, decisions: inputOfRuns(await checked(decisions)) };
    },
  };
  const reviews: CheckedStore['reviews'] = async (cut) => {
    const { decisions } = await store.read.judgements(cut);
    return (await checked(decisions)).filter(
      (item): item is PersonDecision => item.kind === 'person-state' && item.confirmedBy !== null,
    );
  };
  return { ...store, read, reviews, stored: store.read };
}
