import { type Clock, dateOfMicros, err, failure, instantText, type Result } from '../core/index.ts';
import { keyedDigest, keyOrDecoy, ownKey, pairKey } from './keys.ts';
import { agencyOf, readHeld, readMembers, saveHeld, saveMember } from './members.ts';
import type { BrokerAnswer, BrokerReply, BrokerRequest } from './protocol.ts';
import { DAILY_QUESTIONS, logBatch } from './quota.ts';

type Hold = Extract<BrokerRequest, { kind: 'hold' }>;
type Ask = Extract<BrokerRequest, { kind: 'ask' }>;

function refused(error: Result<never>): BrokerReply {
  if (error.ok) throw new Error('a refusal has a reason');
  const { code, message, details } = error.error;
  return { kind: 'refused', error: { code, message, details } };
}

function hold(folder: string, { actor, towards, identifiers }: Hold): BrokerReply {
  const members = readMembers(folder);
  const holder = agencyOf(members, actor);
  if (holder === null) return refused(err(failure('FORBIDDEN', `${actor} speaks for no agency`)));
  const unknown = towards.find((name) => name === holder || !members.some(({ agency }) => agency === name));
  if (unknown !== undefined)
    return refused(err(failure('BAD_INPUT', `"${unknown}" is no other agency that takes part`)));
  for (const partner of towards) {
    const key = pairKey(folder, holder, partner);
    const digests = identifiers.map((text) => keyedDigest(key, text));
    saveHeld(folder, { holder, towards: partner }, digests);
  }
  return { kind: 'held', agency: holder, count: identifiers.length };
}

/** One other agency, as the asker meets it: a key and what is held under it, or a decoy under which nothing is. */
type Partner = {
  readonly agency: string;
  readonly contact: string;
  readonly key: string;
  readonly held: ReadonlySet<string>;
};

/** Every other agency, each with a key: whether or not the pair has one, so that each question costs the same. */
export function* partnersOf(folder: string, agency: string | null): Generator<Partner> {
  for (const { agency: other, contact } of readMembers(folder).filter((member) => member.agency !== agency))
    yield {
      agency: other,
      contact,
      key: keyOrDecoy(folder, agency, other),
      held: readHeld(folder, other, agency),
    };
}

/** What each question is answered with. One partner after another, since what all of them hold may not fit in memory. */
function contactsOf(partners: Iterable<Partner>, identifiers: readonly string[]): BrokerAnswer['contacts'][] {
  const answers = identifiers.map((text) => ({ text, contacts: [] as BrokerAnswer['contacts'][number][] }));
  for (const { agency, contact, key, held } of partners)
    for (const { text, contacts } of answers) if (held.has(keyedDigest(key, text))) contacts.push({ agency, contact });
  return answers.map(({ contacts }) => contacts);
}

/**
 * Answers each question with the agencies that hold the same and let this asker know, or no. Every question is hashed once
 * for every other agency, be there a key for the pair or not, so absent and forbidden cost the same (R8).
 */
function ask(folder: string, { actor, caseId, purpose, identifiers }: Ask, clock: Clock): BrokerReply {
  const agency = agencyOf(readMembers(folder), actor);
  const own = ownKey(folder);
  const questions = identifiers.map((text) => `ask_${keyedDigest(own, text).slice(0, 32)}`);
  const answers = contactsOf(partnersOf(folder, agency), identifiers).map((contacts, at): BrokerAnswer => {
    return { answer: contacts.length > 0 ? 'yes' : 'no', contacts, question: questions[at] ?? '' };
  });
  const now = clock.nowMicros();
  const { granted, left } = logBatch(folder, dateOfMicros(now), {
    ...{ actor, agency, caseId, purpose, questions },
    at: instantText(now),
  });
  if (granted) return { kind: 'answered', agency, answers, left };
  const what = `${identifiers.length} questions are more than the ${left} of ${DAILY_QUESTIONS} that ${actor} has left today`;
  return refused(err(failure('DAILY_LIMIT', what, { left })));
}

/**
 * The broker: the only place that reads the keys of pairs. `folder` is its own. It answers yes with a named contact, or no,
 * and keeps no identifier: only digests under the key of a pair, and under its own key in its log.
 */
export function broker(folder: string, request: BrokerRequest, clock: Clock): BrokerReply {
  switch (request.kind) {
    case 'join': {
      const { agency, contact, actors } = request;
      saveMember(folder, { agency, contact, actors });
      return { kind: 'joined', agency, count: actors.length };
    }
    case 'hold':
      return hold(folder, request);
    case 'ask':
      return ask(folder, request, clock);
  }
}
