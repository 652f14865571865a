import { compareText, type EntityId } from '../../core/index.ts';
import { type Agreement, agreement } from './agreement.ts';
import { type Judged, keyFor } from './judged.ts';

export type PeopleScores = {
  /** Possible victims of the truth, and each place where the Run names one as subject, facilitator or freeze target. */
  readonly victims: { readonly planted: number; readonly named: readonly string[] };
  /** A facilitator may be named as the person or as the person's firm. */
  readonly facilitators: Agreement & { readonly withoutReasons: number; readonly benignHubs: readonly string[] };
  /** Who would be named by counting ties alone: as many of highest degree as there are facilitators. */
  readonly degreeBaseline: Agreement;
};

const accountKey = (institution: string, number: string): string => `account ${institution} ${number}`;

function namedVictims(judged: Judged): string[] {
  const { truth, result } = judged;
  const victims = new Set(truth.possibleVictims.map(({ key }) => key));
  const accounts = new Set(
    truth.possibleVictims.flatMap((item) =>
      item.accounts.map(({ institution, number }) => accountKey(institution, number)),
    ),
  );
  const ifVictim = (as: string, entity: EntityId): string[] => {
    const key = keyFor(judged, entity);
    return victims.has(key) ? [`${as} ${key}`] : [];
  };
  const inLeads = result.leads.flatMap(({ subjects, assets }) => [
    ...subjects.flatMap(({ entity }) => ifVictim('subject', entity)),
    ...assets.flatMap(({ identifiers: { institution = '', number = '' }, route }) => {
      const key = accountKey(institution, number);
      return route.choice !== 'none' && accounts.has(key) ? [`freeze ${key}`] : [];
    }),
  ]);
  const inRoles = result.detection.networks.flatMap(({ roles }) =>
    roles.flatMap(({ entity, role }) => (role === 'facilitator' ? ifVictim(role, entity) : [])),
  );
  return [...inLeads, ...inRoles];
}

function scoreFacilitators(judged: Judged): PeopleScores['facilitators'] {
  const { truth, result } = judged;
  const hypotheses = result.detection.networks.flatMap(({ roles }) =>
    roles.filter(({ role }) => role === 'facilitator'),
  );
  const named = new Set(hypotheses.map(({ entity }) => keyFor(judged, entity)));
  const wanted = truth.facilitators.map(({ key, firm }) => [key, firm.key]);
  return {
    ...agreement({
      found: named.size,
      right: [...named].filter((key) => wanted.some((keys) => keys.includes(key))).length,
      planted: wanted.length,
      hit: wanted.filter((keys) => keys.some((key) => named.has(key))).length,
    }),
    withoutReasons: hypotheses.filter(({ reasons, records }) => reasons.length === 0 || records.length === 0).length,
    benignHubs: truth.benignHubs.flatMap(({ key }) => (named.has(key) ? [key] : [])),
  };
}

/** How many others each person has paid or been paid by. */
function degrees({ result, keyOf }: Judged): ReadonlyMap<string, number> {
  const ties = new Map<string, Set<string>>();
  const tie = (a: string, b: string) => void ties.set(a, (ties.get(a) ?? new Set()).add(b));
  for (const { from, to } of result.resolution.transfers) {
    const [payer, payee] = [from, to].map(({ entity }) => (entity === null ? undefined : keyOf.get(entity)));
    if (payer === undefined || payee === undefined || payer === payee) continue;
    tie(payer, payee);
    tie(payee, payer);
  }
  return new Map([...ties].map(([key, others]) => [key, others.size]));
}

function scoreDegree(judged: Judged): Agreement {
  const wanted = judged.truth.facilitators.map(({ key, firm }) => [key, firm.key]);
  const top = [...degrees(judged)]
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .slice(0, wanted.length)
    .map(([key]) => key);
  return agreement({
    found: top.length,
    right: top.filter((key) => wanted.some((keys) => keys.includes(key))).length,
    planted: wanted.length,
    hit: wanted.filter((keys) => keys.some((key) => top.includes(key))).length,
  });
}

export function scorePeople(judged: Judged): PeopleScores {
  return {
    victims: { planted: judged.truth.possibleVictims.length, named: namedVictims(judged) },
    facilitators: scoreFacilitators(judged),
    degreeBaseline: scoreDegree(judged),
  };
}
