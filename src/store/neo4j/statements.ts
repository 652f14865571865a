import type { z } from 'zod';
import { EVIDENCE_STATEMENTS } from './statements/evidence.ts';
import { FACT_STATEMENTS } from './statements/facts.ts';
import { OPERATION_STATEMENTS } from './statements/operation.ts';
import { OUTCOME_STATEMENTS } from './statements/outcomes.ts';

/** Every statement of the adapter: `name` stands in cypher/<name>.cypher. load-cypher.ts refuses to start on any difference. */
export const STATEMENTS = {
  ...EVIDENCE_STATEMENTS,
  ...FACT_STATEMENTS,
  ...OUTCOME_STATEMENTS,
  ...OPERATION_STATEMENTS,
} as const;

export type StatementName = keyof typeof STATEMENTS;
export type Params<N extends StatementName> = z.input<(typeof STATEMENTS)[N]['params']>;
export type Rows<N extends StatementName> = Readonly<z.output<(typeof STATEMENTS)[N]['rows']>>;

/** Rows checked against the registry: a row that is not as promised is a broken home or a bug, and throws. */
export function parseRows<N extends StatementName>(name: N, rows: readonly unknown[]): Rows<N> {
  const schema: z.ZodType = STATEMENTS[name].rows;
  return schema.parse(rows) as Rows<N>;
}
