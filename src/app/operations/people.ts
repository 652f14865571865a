import { z } from 'zod';
import { ROLES } from '../../access/index.ts';
import { ok, operation } from '../../core/index.ts';
import type { AppOperation } from '../context.ts';

const actorInput = z.strictObject({ name: z.string(), role: z.enum(ROLES).exclude(['local-operator']) });
const actorOutput = z.object({ name: z.string(), role: z.string(), keyId: z.string(), keyFile: z.string() });

/** Adds someone who acts, with a key file of their own. */
export const actorAdd: AppOperation<z.infer<typeof actorInput>, z.infer<typeof actorOutput>> = operation({
  name: 'actor.add',
  input: actorInput,
  output: actorOutput,
  access: { action: 'actor.manage', mode: 'write', protectedData: false },
  key: ({ name }) => name,
  run: async (context, { name, role }) => {
    const added = context.home.addActor(name, role);
    if (!added.ok) return added;
    const { actor, keyFile } = added.value;
    await context.write(name, { role, keyId: actor.keyId }, async () => undefined);
    return ok({ ...actor, keyFile });
  },
});

const caseInput = z.strictObject({
  id: z.string(),
  purpose: z.string().trim().min(3),
  authority: z.string().trim().min(2),
});

/** Opens a case: who works on what, under which authority and purpose. */
export const caseOpen: AppOperation<z.infer<typeof caseInput>, z.infer<typeof caseInput>> = operation({
  name: 'case.open',
  input: caseInput,
  output: caseInput,
  access: { action: 'case.open', mode: 'write', protectedData: false },
  key: ({ id }) => id,
  run: async (context, value) => {
    const opened = context.home.openCase(value);
    if (!opened.ok) return opened;
    await context.write(value.id, { authority: value.authority }, async () => undefined);
    return ok(value);
  },
});
