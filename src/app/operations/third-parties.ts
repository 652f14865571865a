import { z } from 'zod';
import { admissiblePart } from '../../access/index.ts';
import { err, failure, ok, operation, parseDate, type Result } from '../../core/index.ts';
import { isPseudonym } from '../../facts/index.ts';
import { CIVIL_CLASSES, type CivilExtract, type ThirdPartyReport } from '../../reports/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';
import { factBlocks } from '../facts-loader.ts';
import { heldVictims, scopeOf } from './export-scope.ts';
import { parametersOf } from './lead.ts';
import { findResult, findRun } from './results.ts';

const network = z.string().regex(/^net_[0-9a-f]{32}$/, 'is not the id of a network, such as `redress networks` lists');
const partiesInput = z.strictObject({ network });
const partiesOutput = z.custom<ThirdPartyReport>((value) => typeof value === 'object' && value !== null);

/** Third parties who benefited from a network of the current Run: benefit facts and knowledge facts apart. In-house. */
export const thirdPartyReport: AppOperation<z.infer<typeof partiesInput>, ThirdPartyReport> = operation({
  name: 'report.third-parties',
  input: partiesInput,
  output: partiesOutput,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: (asked) => asked.network,
  run: async (context, asked) => {
    const head = await findRun(context, null);
    if (!head.ok) return head;
    const found = await findResult(context, head.value.run, asked.network);
    if (found?.kind !== 'network') return err(failure('NOT_FOUND', `there is no network ${asked.network}`));
    const facts = factBlocks(context.read, context.cut);
    const question = { kind: 'third-parties', network: asked.network } as const;
    const answer = await context.engine.answer(facts, parametersOf(head.value), question);
    return answer.ok ? ok(partiesOutput.parse(answer.value)) : answer;
  },
});

const date = z
  .string()
  .refine((text) => parseDate(text).ok, 'is not a date YYYY-MM-DD that exists')
  .transform((text) => parseDate(text))
  .transform((parsed) => (parsed.ok ? parsed.value : z.NEVER));

const civilInput = z.strictObject({
  network,
  victim: z.string().refine(isPseudonym, 'is not a pseudonym of the vault, such as V-4k7q2m9x'),
  /** The day of the victim's written consent that their counsel has this. The paper itself stays with the victim's file. */
  consent: date.nullable().default(null),
  turned18: date.nullable().default(null),
});
const civilOutput = z.custom<CivilExtract>((value) => typeof value === 'object' && value !== null);
type Civil = z.infer<typeof civilInput>;

/** The extract for a victim's counsel: a Run over public and victim-supplied records alone, by consent, and in the log. */
export const civilRemedy: AppOperation<Civil, CivilExtract> = operation({
  name: 'report.civil-remedy',
  input: civilInput,
  output: civilOutput,
  access: { action: 'export.draft', mode: 'write', protectedData: true },
  key: (asked) => `${asked.network}:${asked.victim}`,
  run: extractFor,
});

/**
 * The network must stand in a Run that read no restricted record: whom a report alone points at is no defendant that anyone
 * may be told of. People whom the full Run holds possible victims can only be left out by it.
 */
async function extractFor(context: OperationContext, asked: Civil): Promise<Result<CivilExtract>> {
  if (asked.consent === null)
    return err(failure('FORBIDDEN', "a civil-remedy extract is made by the victim's consent only: give its date"));
  const admissible = { ...context, cut: admissiblePart(context.cut) };
  const [full, head] = [await findRun(context, null), await findRun(admissible, null)];
  if (!full.ok) return full;
  if (!head.ok)
    return err(failure('NOT_FOUND', 'there is no Run without restricted records; analyze with --view no-bsa'));
  const scope = await scopeOf(admissible, head.value.run, asked.network);
  if (!scope.ok) return scope;
  const held = [...(await heldVictims(context, full.value.run)), ...(await heldVictims(admissible, head.value.run))];
  const { victim, turned18 } = asked;
  const cut = { ...context.cut, classes: context.cut.classes.filter((item) => CIVIL_CLASSES.includes(item)) };
  const answer = await context.engine.answer(factBlocks(context.read, cut), parametersOf(head.value), {
    kind: 'civil-remedy',
    ...{ scope: scope.value.scope, heldVictims: held, victim, turned18 },
    review: await context.people.basisOf(cut),
  });
  if (!answer.ok) return answer;
  await context.write(asked.network, { victim, consent: asked.consent }, async () => undefined);
  return ok(civilOutput.parse(answer.value));
}
