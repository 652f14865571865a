import type { Command } from 'commander';
import { auditProof, auditShow, auditVerify } from '../../app/index.ts';
import type { Json } from '../../core/index.ts';
import { bagDigest, readBag } from '../../evidence/index.ts';
import { wholeNumber } from '../options.ts';
import type { ExitCode } from '../output.ts';
import { type GlobalOptions, type Session, withSession } from '../session.ts';

/** The proof as its file holds it, canonical JSON on one line, for whoever asks that their package stands in the log. */
async function printProof({ run, out }: Session, path: string): Promise<ExitCode> {
  const read = await readBag(path);
  if (!read.ok) return out.fail(read.error);
  const proof = await run(auditProof, { bag: bagDigest(read.value.bag) });
  if (!proof.ok) return out.fail(proof.error);
  out.ndjson([proof.value]);
  return 0;
}

export function register(program: Command): void {
  const audit = program.command('audit').description('the audit log');
  audit
    .command('verify')
    .description('recompute the whole log; names the first break')
    .action(async () => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(auditVerify, {});
        if (!answer.ok) return out.fail(answer.error);
        const { intact, events, unsequenced, firstBreak, decisions, addedByAuthor } = answer.value;
        const { missing, unverified } = decisions;
        if (out.json) out.data(answer.value);
        else {
          if (intact) out.line(`Intact: ${events} events in sequence, ${unsequenced} waiting for their number.`);
          else out.line(`BROKEN: ${firstBreak}`);
          if (missing > 0) out.line(`MISSING: ${missing} decisions that the log tells of are not stored.`);
          for (const { object, actor, why } of unverified)
            out.line(`UNVERIFIED: a decision of ${actor} about ${object}: ${why}. It protects and does nothing else.`);
          for (const { object, author, second } of addedByAuthor)
            out.line(`ADDED BY THE AUTHOR: ${second}, the second person about ${object}, was added by ${author}.`);
        }
        return intact && missing === 0 && unverified.length === 0 ? 0 : 1;
      });
    });
  audit
    .command('show')
    .description('who did what, for which purpose')
    .option('--from <N>', 'first number', wholeNumber, 0)
    .option('--limit <N>', 'how many', wholeNumber, 100)
    .option('--proof <PATH>', 'instead, the proof that this exported package stands in the log, for `verify --proof`')
    .action(async ({ proof, ...range }: { from: number; limit: number; proof?: string }) => {
      await withSession(program.opts<GlobalOptions>(), async (session) => {
        if (proof !== undefined) return printProof(session, proof);
        const { run, out } = session;
        const answer = await run(auditShow, range);
        if (!answer.ok) return out.fail(answer.error);
        if (out.json) out.data(answer.value as Json);
        else {
          const cell = (value: unknown) => String(value);
          out.table(
            ['#', 'at', 'actor', 'case', 'operation', 'object', 'decision'],
            answer.value.events.map((e) => [
              cell(e.seq),
              cell(e.at),
              cell(e.actor),
              cell(e.case),
              cell(e.operation),
              cell(e.object),
              cell(e.decision),
            ]),
          );
        }
        return 0;
      });
    });
}
