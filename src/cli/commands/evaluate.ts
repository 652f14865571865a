import type { Command } from 'commander';
import { type Evaluation, evaluate } from '../../app/index.ts';
import type { Json } from '../../core/index.ts';
import type { Output } from '../output.ts';
import { type GlobalOptions, withSession } from '../session.ts';

type Agreement = Evaluation['degreeBaseline'];

const HEAD = ['what', 'found', 'of them right', 'planted', 'of them found', 'precision', 'recall', 'F1'];

function row(what: string, { found, right, planted, hit, precision, recall, f1 }: Agreement): string[] {
  return [what, String(found), String(right), String(planted), String(hit), precision, recall, f1];
}

function printList(out: Output, title: string, items: readonly string[]): void {
  out.line(`${title}: ${items.length === 0 ? 'none' : items.join(', ')}`);
}

function print(out: Output, { run, files, networks, missed, resolution, ...scores }: Evaluation): void {
  const { lookAlikes, victims, facilitators, degreeBaseline } = scores;
  out.line(`${run} against the truth. The world is made up: figures do not carry over to real reports.`);
  if (files.absent.length > 0)
    out.line(`Not in view here, of ${files.named} files that the truth names: ${files.absent.join(', ')}`);
  out.table(HEAD, [
    ...networks.map((item) => row(item.kind === 'any' ? 'networks, any kind' : `networks, ${item.kind}`, item)),
    row('facilitators', facilitators),
    row('the same by degree alone', degreeBaseline),
    row(`pairs of ${resolution.mentions} mentions`, resolution),
  ]);
  printList(
    out,
    'Planted networks missed',
    missed.map(({ id, best }) => `${id} (best share ${best})`),
  );
  printList(out, `Of ${lookAlikes.planted} look-alikes flagged`, lookAlikes.flagged);
  printList(
    out,
    `Of ${victims.planted} possible victims named as subject, facilitator or freeze target`,
    victims.named,
  );
  printList(out, 'Benign hubs named as facilitators', facilitators.benignHubs);
  out.line(`Facilitators named without reasons or records: ${facilitators.withoutReasons}`);
}

export function register(program: Command): void {
  program
    .command('evaluate')
    .description('how well the current Run does against the truth of a made-up world')
    .requiredOption('--truth <FILE>', 'expected.json beside the world, as docs/methods/detection.md describes it')
    .action(async ({ truth }: { truth: string }) => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(evaluate, { truth });
        if (!answer.ok) return out.fail(answer.error);
        if (out.json) out.data(answer.value as Json);
        else print(out, answer.value);
        return 0;
      });
    });
}
