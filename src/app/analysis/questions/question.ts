import type { Reference } from '../../../../reference/load.ts';
import type { FactSet } from '../../../facts/index.ts';
import type { PipelineResult } from '../pipeline.ts';

/** What an answer is read from: the facts of the viewer's cut and the Run made over them. */
export type RunGround = { readonly facts: FactSet; readonly reference: Reference; readonly result: PipelineResult };
