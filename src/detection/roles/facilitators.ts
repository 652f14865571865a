import { type EntityId, scoreText, sortedUnique } from '../../core/index.ts';
import type { Relations } from '../control-links.ts';
import { ROLES } from '../parameters.ts';
import type { RoleHypothesis } from '../types.ts';
import { flowOfEntity, isOrganisation, labelOf, type View } from '../view.ts';
import { type Agent, type AgentAct, agentsByTrade, findAgents } from './agents.ts';
import { hypergeometricTail } from './hypergeometric.ts';
import { type NetworkDraft, role } from './role-question.ts';

/** A facilitator's role and the networks it serves; it need not be a member of any. */
type Facilitation = { readonly role: RoleHypothesis; readonly networks: readonly NetworkDraft[] };

/** Acts that lend more than a service: one alone is enough beside a lift. */
const STRONG: readonly AgentAct['kind'][] = ['attorney', 'account-used', 'nominee-supplied'];
const TRADE_ITSELF: readonly AgentAct['kind'][] = ['fee', 'address'];

const WORDS: Readonly<Record<AgentAct['kind'], string>> = {
  fee: 'is paid by',
  address: 'lends its address to',
  signs: 'may sign for',
  attorney: 'holds a power of attorney over an account of',
  'account-used': 'orders payments in person for',
  'director-supplied': 'sits as director of',
  'nominee-supplied': 'stands as nominee for',
};

type BaseRate = { readonly population: number; readonly flagged: ReadonlySet<EntityId> };
type Rate = { readonly hits: number; readonly lift: number; readonly tail: number };

/** Flagged share of the agent's clients against that of all organisations, and the chance of it; never a mere count. */
function rateOf(agent: Agent, base: BaseRate): Rate {
  const hits = agent.clients.filter((client) => base.flagged.has(client)).length;
  const population = Math.max(base.population, agent.clients.length, base.flagged.size);
  const expected = (base.flagged.size * agent.clients.length) / population;
  const tail = hypergeometricTail(population, base.flagged.size, agent.clients.length, hits);
  return { hits, lift: expected === 0 ? 0 : hits / expected, tail };
}

function isBeyondChance(agent: Agent, rate: Rate): boolean {
  return agent.clients.length >= ROLES.minClients && rate.tail <= ROLES.maxTail && rate.lift >= ROLES.minLift;
}

function actReasons(view: View, acts: readonly AgentAct[]) {
  return sortedUnique(acts.map((act) => act.kind)).map((kind) => {
    const own = acts.filter((act) => act.kind === kind);
    const clients = sortedUnique(own.map((act) => act.client)).map((client) => labelOf(view, client));
    return { text: `${WORDS[kind]} ${clients.join(', ')}`, records: own.flatMap((act) => act.records) };
  });
}

/** The firm and those of its people who acted themselves: each with the rate and the acts as reasons. */
function facilitate(view: View, agent: Agent, base: BaseRate, drafts: readonly NetworkDraft[]): Facilitation[] {
  const rate = rateOf(agent, base);
  const acts = agent.acts.filter((act) => base.flagged.has(act.client));
  const conduct = acts.filter((act) => !TRADE_ITSELF.includes(act.kind));
  const touched = drafts.filter((draft) => conduct.some((act) => draft.members.has(act.client)));
  const strong = conduct.filter((act) => STRONG.includes(act.kind));
  if (!isBeyondChance(agent, rate) || touched.length === 0 || (touched.length < 2 && strong.length === 0)) return [];
  const text = `${rate.hits} of ${agent.clients.length} clients are in flagged networks, ${rate.lift.toFixed(1)} times the rate of all organisations (chance ${scoreText(rate.tail)})`;
  const score = 0.6 + (strong.length > 0 ? 0.15 : 0) + (touched.length >= 2 ? 0.15 : 0);
  const actors = sortedUnique([agent.id, ...conduct.map((act) => act.by)]);
  const lift = { text, records: acts.flatMap((act) => act.records) };
  return actors.map((actor) => {
    const own = acts.filter((act) => act.by === actor || actor === agent.id);
    return { role: role(actor, 'facilitator', score, [lift, ...actReasons(view, own)]), networks: touched };
  });
}

/**
 * Professional enablers of flagged networks: judged by the lift of flagged clients over the agent's whole client base,
 * and by conduct in two or more networks or one strong act (detection 1.4, 3.1). Whoever keeps a network's money is its
 * controller, not its agent, and a possible victim is nobody's agent.
 */
export function facilitators(relations: Relations, drafts: readonly NetworkDraft[]): Facilitation[] {
  const { view } = relations;
  const agents = agentsByTrade(view);
  const organisations = [...view.profiles.keys()].filter((id) => isOrganisation(view, id) && !agents.has(id));
  const known = organisations.filter((id) => {
    const flow = flowOfEntity(view, id);
    return flow.credits.length + flow.debits.length > 0;
  });
  const members = new Set(drafts.flatMap((draft) => draft.entities));
  const flagged = new Set(organisations.filter((id) => members.has(id)));
  const isOwn = (id: EntityId) =>
    drafts.some((draft) => draft.screens.get(id)?.hit === true || draft.standings.get(id)?.benefits === true);
  return findAgents(view).flatMap((agent) =>
    facilitate(view, agent, { population: known.length, flagged }, drafts).filter((found) => !isOwn(found.role.entity)),
  );
}
