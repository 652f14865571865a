import { byKeys } from '../../core/index.ts';
import type { CoreQuestion } from './core.ts';
import { funnelCores } from './funnel.ts';
import { massageCores } from './massage.ts';
import { storefrontCores } from './storefronts.ts';
import { wageCores } from './wages.ts';

const QUESTIONS: readonly CoreQuestion[] = [wageCores, funnelCores, storefrontCores, massageCores];

/** Every decisive fact that the home answers, in a total order. */
export const findCores: CoreQuestion = (relations, findings) =>
  QUESTIONS.flatMap((question) => question(relations, findings)).sort(
    byKeys(
      (core) => core.kind,
      (core) => core.stands,
      (core) => core.members.join(' '),
      (core) => core.text,
    ),
  );

export type { Core } from './core.ts';
