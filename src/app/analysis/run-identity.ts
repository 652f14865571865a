import { join } from 'node:path';
import { referenceHashes } from '../../../reference/load.ts';
import type { RunId } from '../../core/index.ts';
import type { FactSet } from '../../facts/index.ts';
import { codeVersion, inputDigest, runId } from './digest.ts';
import type { RunParameters } from './pipeline.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The version of the code that runs here. */
export function thisCode(): string {
  return codeVersion(ROOT);
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
