import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { loadReference } from '../../../reference/load.ts';
import { RedressError } from '../../core/index.ts';
import type { FactSet } from '../../facts/index.ts';
import { append, blocksOf } from './columns.ts';
import { answerLedger } from './ledger.ts';
import type { EngineAnswer, EngineTask, FinalAnswer, ToThread } from './protocol.ts';
import { answerQuestion } from './questions/answer.ts';
import { factSet, noFacts } from './run-columns.ts';
import { beginRun, joinRun, makeRun, searchBundle } from './split-run.ts';
import { answerWorksheet } from './worksheet.ts';

/** One task, then the end: a thread keeps nothing from one Run to the next. */
type Channel = { readonly port: MessagePort; readonly say: (answer: EngineAnswer) => void };

function receiveFacts({ port }: Channel): Promise<FactSet> {
  const columns = noFacts();
  return new Promise((resolve) => {
    const take = (message: ToThread) => {
      if (message.kind === 'facts') append(columns, message.block);
      if (message.kind !== 'end') return;
      port.off('message', take);
      resolve(factSet(columns));
    };
    port.on('message', take);
  });
}

async function perform(task: EngineTask, channel: Channel): Promise<FinalAnswer> {
  const onStage = (stage: string) => channel.say({ kind: 'stage', stage });
  switch (task.kind) {
    case 'analyse':
      return makeRun(await receiveFacts(channel), task.parameters, loadReference(), onStage);
    case 'begin':
      return beginRun(await receiveFacts(channel), task, loadReference(), onStage);
    case 'question': {
      const facts = await receiveFacts(channel);
      return { kind: 'answered', answer: answerQuestion(facts, task.parameters, task.question, loadReference()) };
    }
    case 'worksheet':
      return { kind: 'answered', answer: answerWorksheet(task.text, loadReference()) };
    case 'ledger':
      return { kind: 'answered', answer: answerLedger(task.text) };
    case 'search':
      return { kind: searchBundle(task.work, task.run, task.bundle) ? 'searched' : 'lost' };
    case 'join':
      return joinRun(task.work, task.run, loadReference(), onStage) ?? { kind: 'lost' };
    case 'export': {
      // Loaded when used: what writes PDF and ZIP takes longer to load than a bundle takes to search.
      const [facts, { exportRun }] = await Promise.all([receiveFacts(channel), import('./export-run.ts')]);
      return { kind: 'exported', files: await exportRun(facts, task.parameters, task.request, loadReference()) };
    }
  }
}

/** Says the answer, the results of a Run first: the next block goes out when the last has arrived. */
async function deliver(answer: FinalAnswer, { port, say }: Channel): Promise<void> {
  if (answer.kind !== 'whole') {
    say(answer);
    return;
  }
  const { results, ...rest } = answer;
  for (const block of blocksOf(results)) {
    say({ kind: 'results', block });
    await once(port, 'message');
  }
  say(rest);
}

async function serve(port: MessagePort): Promise<void> {
  const channel: Channel = { port, say: (answer) => port.postMessage(answer) };
  try {
    await deliver(await perform(workerData as EngineTask, channel), channel);
  } catch (error) {
    if (!(error instanceof RedressError)) throw error;
    channel.say({ kind: 'failed', failure: { ...error.failure, cause: undefined } });
  }
}

if (parentPort !== null) await serve(parentPort);
