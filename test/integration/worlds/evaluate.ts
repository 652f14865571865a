import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateWorld, writeWorld } from '../../../fixtures/generate.ts';
import { DEFAULT_PARAMETERS, runPipeline } from '../../../src/app/analysis/pipeline.ts';
import { type Scores, scoreRun } from '../../../src/app/evaluation/score.ts';
import { readTruth } from '../../../src/app/evaluation/truth.ts';
import { makeId, unwrap } from '../../../src/core/index.ts';
import { factsOfFiles, reference } from '../../in-memory.ts';

/** What a world's analysis got right. */
export type Verdict = Scores & { readonly seed: number };

/** Generates the world of a seed, analyses it as a Run does, and scores the result as the command `evaluate` does. */
export async function judgeWorld(seed: number): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-world-'));
  try {
    const input = writeWorld(generateWorld(seed), folder);
    const files = readdirSync(input).sort();
    const facts = await factsOfFiles(files.map((name) => join(input, name)));
    const result = runPipeline(facts, DEFAULT_PARAMETERS, { reference, run: makeId('run', [seed]) }, () => undefined);
    const truth = unwrap(readTruth(readFileSync(join(folder, 'expected.json'), 'utf8')));
    return { seed, ...scoreRun(truth, result.facts, result) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
