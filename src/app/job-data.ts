import { z } from 'zod';
import type { Viewer } from '../access/index.ts';
import { type Json, ok, type Result } from '../core/index.ts';
import type { Home } from './home.ts';
import type { Caller } from './run-operation.ts';

const asker = z.strictObject({
  actor: z.string(),
  case: z.string(),
  purpose: z.string(),
  view: z.enum(['full', 'no-bsa']),
});
const stored = z.strictObject({ asker, input: z.json() });

type JobData = { readonly asker: z.infer<typeof asker>; readonly input: Json };

/** What the queue keeps of a job: who asked, for which case and purpose, and the input of the operation. */
export function jobData({ actor, case: opened, purpose, view }: Viewer, input: Json): JobData {
  return { asker: { actor: actor.name, case: opened.id, purpose, view }, input };
}

/** The asker of a job with the role and the key that they have now. Error: NOT_FOUND when actor or case is gone. */
export function readJobData(home: Home, data: Json): Result<{ readonly caller: Caller; readonly input: Json }> {
  const { asker: who, input } = stored.parse(data);
  const found = home.actor(who.actor);
  if (!found.ok) return found;
  const opened = home.case(who.case);
  if (!opened.ok) return opened;
  const { actor, signer } = found.value;
  const viewer: Viewer = { actor, case: opened.value, purpose: who.purpose, view: who.view };
  return ok({ caller: { viewer, signer }, input: input as Json });
}
