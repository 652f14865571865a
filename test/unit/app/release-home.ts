import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../../src/access/index.ts';
import {
  type App,
  type AppOperation,
  actorAdd,
  analyze,
  ingest,
  leadBuild,
  leadMove,
  listResults,
  runOperation,
} from '../../../src/app/index.ts';
import { type Result, unwrap } from '../../../src/core/index.ts';
import { callerOf, openEmbeddedHome } from '../../e2e/restore-drill.ts';
import { writeRings } from './analysis-world.ts';

export type LeadHome = {
  readonly app: App;
  /** What was answered when the lead was asked for by hand. */
  readonly built: { readonly lead: Record<string, unknown>; readonly takesEffect: string };
  readonly as: <I, O>(name: string, op: AppOperation<I, O>, input: unknown) => Promise<Result<O>>;
  readonly leads: () => Promise<readonly { readonly id: string; readonly network: string; readonly status: string }[]>;
  /** Adds a file that changes no network and analyses again, so that every lead has a new id. */
  readonly analyseAgain: () => Promise<void>;
  readonly approve: (lead: string) => Promise<void>;
};

/** A home with one ring that no rule flags, its lead asked for by hand, and people: `local` drafts, `sue` approves, `pia` prosecutes. */
export async function leadHome(folder: string): Promise<LeadHome> {
  mkdirSync(folder, { recursive: true });
  const app = await openEmbeddedHome(join(folder, 'home'));
  const as: LeadHome['as'] = (name, op, input) => runOperation(app, callerOf(app, name), op, input);
  const done = async <I, O>(name: string, op: AppOperation<I, O>, input: unknown) => unwrap(await as(name, op, input));
  const people: Readonly<Record<string, Role>> = {
    sue: 'supervisor',
    pia: 'prosecutor',
    ian: 'investigator',
    adam: 'admin',
    aud: 'auditor',
  };
  for (const [name, role] of Object.entries(people)) await done('local', actorAdd, { name, role });
  await done('local', ingest, { paths: writeRings(folder, 1) });
  await done('local', analyze, {});
  const [network] = (await done('local', listResults, { kind: 'network' })).results as { id: string }[];
  const built = await done('local', leadBuild, { network: network?.id, reason: 'a tip names the firm' });
  await done('local', analyze, {});
  let files = 0;
  return {
    app,
    built,
    as,
    leads: async () => (await done('local', listResults, { kind: 'lead' })).results as never,
    analyseAgain: async () => {
      const path = join(folder, `more-${files++}.csv`);
      writeFileSync(
        path,
        `institution,account,as_of,balance,currency,kind\n021000021,X${files},2024-01-0${files},1.00,USD,ledger\n`,
      );
      await done('local', ingest, { paths: [path] });
      await done('local', analyze, {});
    },
    approve: async (lead) => {
      await done('local', leadMove, { lead, act: 'submit', reason: 'ready for review' });
      await done('sue', leadMove, { lead, act: 'approve', reason: 'read and agreed' });
    },
  };
}
