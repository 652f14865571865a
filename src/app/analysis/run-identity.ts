import { join } from 'node:path';
import { referenceHashes } from '../../../reference/load.ts';
import type { RunId } from '../../core/index.ts';
import type { FactSet } from '../../facts/index.ts';
import { codeVersion, inputDigest, runId } from './digest.ts';
import type { RunParameters } from './pipeline.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

let known: string | null = null;

/** The version of the code that runs here. It is read once: a process goes on with the code that it began with. */
export function thisCode(): string {
  known ??= codeVersion(ROOT);
  return known;
}

/** What makes a Run this Run (interface 3): what it reads, with which parameters, by which code. */
export type RunIdentity = {
  readonly run: RunId;
  readonly inputDigest: string;
  readonly parameters: RunParameters;
  readonly codeVersion: string;
};

export function identify(facts: FactSet, parameters: RunParameters): RunIdentity {
  const inputs = inputDigest(facts, referenceHashes());
  const code = thisCode();
  return { run: runId(inputs, { ...parameters }, code), inputDigest: inputs, parameters, codeVersion: code };
}
