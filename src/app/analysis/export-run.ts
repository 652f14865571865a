import type { Reference } from '../../../reference/load.ts';
import {
  type AccountId,
  type EntityId,
  failure,
  type PartyId,
  RedressError,
  type Result,
  sortedUnique,
  unwrap,
} from '../../core/index.ts';
import {
  buildGraph,
  buildPackage,
  buildTables,
  type ExportInput,
  isGraphFormat,
  type PackageFiles,
} from '../../evidence/index.ts';
import type { FactSet } from '../../facts/index.ts';
import type { Lead } from '../../leads/index.ts';
import type { ReviewBasis } from '../people/basis.ts';
import { type PipelineResult, type RunParameters, runPipeline } from './pipeline.ts';
import { identify } from './run-identity.ts';
import { type PastPeople, pastPeople, withoutPeople } from './without-people.ts';

/**
 * What is to leave the house. The scope is in admissible terms, account keys and parties, so that nothing of the Run
 * that led there comes along.
 */
export type ExportRequest = {
  readonly kind: 'lead' | 'evidence' | 'graph';
  readonly variant: 'bsa' | 'no-bsa';
  readonly format: string;
  /** One schedule of the package alone, as a CSV. */
  readonly schedule?: string;
  readonly scope: { readonly accounts: readonly AccountId[]; readonly parties: readonly PartyId[] };
  /** Whether the scope was a lead or a network, so that a lead of this Run belongs to it. */
  readonly ofNetwork: boolean;
  /** Mentions of everyone whom the house's own Run holds a possible victim. They enter no paper: they can only stop one. */
  readonly heldVictims: readonly PartyId[];
  /** The review-by dates of persons in the cut of the export: nobody who is past theirs is named. */
  readonly review: ReviewBasis | null;
  readonly to: string;
  readonly at: string | null;
  readonly status: 'DRAFT' | 'APPROVED' | 'RELEASED';
  readonly approvedBy: string | null;
};

export type ExportFiles = PackageFiles;

type Scope = { readonly accounts: readonly AccountId[]; readonly entities: readonly EntityId[] };

/** The scope in the ids of this Run; what the cut does not show falls away. */
function scopeIn({ resolution }: PipelineResult, request: ExportRequest): Scope {
  const accounts = new Set<AccountId>();
  for (const id of request.scope.accounts) {
    const account = resolution.accountOf.get(id);
    if (account !== undefined) accounts.add(account);
  }
  return { accounts: [...accounts].sort(), entities: entitiesOf(resolution, request.scope.parties) };
}

function entitiesOf({ entityOf }: PipelineResult['resolution'], parties: readonly PartyId[]): EntityId[] {
  return sortedUnique(parties.flatMap((party) => entityOf.get(party) ?? []));
}

/** The lead of this Run whose network shares most with the scope; ties go to the better rank. */
function leadIn({ leads, detection }: PipelineResult, scope: Scope): Lead | null {
  const wanted = new Set<string>([...scope.accounts, ...scope.entities]);
  let best: { lead: Lead; shared: number } | null = null;
  for (const lead of leads) {
    const network = detection.networks.find((item) => item.id === lead.network);
    const shared = network?.members.filter((member) => wanted.has(member.id)).length ?? 0;
    if (shared > (best?.shared ?? 0)) best = { lead, shared };
  }
  return best?.lead ?? null;
}

function built(input: ExportInput, { kind, format, schedule }: ExportRequest): Promise<Result<PackageFiles>> {
  if (kind === 'graph' && isGraphFormat(format)) return buildGraph(input, format);
  return format === 'csv' || format === 'xlsx' ? buildTables(input, schedule ?? null) : buildPackage(input);
}

/** Whom the papers are about is not left out of them in silence: such a paper is not made (28 CFR 23.20(h)). */
function refusePastSubjects(result: PipelineResult, { people }: PastPeople, request: ExportRequest): void {
  const scope = scopeIn(result, request);
  const subjects = leadOf(result, scope, request)?.subjects.map(({ entity }) => entity) ?? [];
  const about = new Set<string>(request.ofNetwork ? subjects : scope.entities);
  const past = people.find(({ id }) => about.has(id));
  if (past !== undefined)
    throw new RedressError(
      failure(
        'PERSON_PAST_REVIEW',
        `${past.id} is past the review-by date by what this copy may rest on; say under --view no-bsa that they stay`,
      ),
    );
}

function leadOf(result: PipelineResult, scope: Scope, { ofNetwork }: ExportRequest): Lead | null {
  return ofNetwork ? leadIn(result, scope) : null;
}

/** Makes the Run over the cut that `facts` were loaded with, and the files of the package from it. */
export async function exportRun(
  facts: FactSet,
  parameters: RunParameters,
  request: ExportRequest,
  reference: Reference,
): Promise<ExportFiles> {
  const { run, ...frame } = identify(facts, parameters);
  const made = runPipeline(facts, parameters, { reference, run }, () => undefined);
  const past = pastPeople(made, request.review);
  if (past !== null) refusePastSubjects(made, past, request);
  const result = past === null ? made : withoutPeople(made, past, { run, parameters, reference });
  const scope = scopeIn(result, request);
  const lead = leadOf(result, scope, request);
  if (request.kind === 'lead' && lead === null)
    throw new RedressError(failure('NOT_FOUND', 'there is nothing to export'));
  const { resolution, ownership, detection, asOf } = result;
  const input: ExportInput = {
    kind: request.kind,
    variant: request.variant,
    format: request.format,
    facts: result.facts,
    resolution,
    ownership,
    detection,
    asOf,
    scope,
    lead,
    heldVictims: entitiesOf(resolution, request.heldVictims),
    notNamed: past?.people ?? [],
    run: { ...frame, parameters: { ...frame.parameters }, ...(past === null ? {} : { peopleTo: past.to }) },
    reference,
    to: request.to,
    at: request.at ?? asOf,
    status: request.status,
    approvedBy: request.approvedBy,
  };
  return unwrap(await built(input, request));
}
