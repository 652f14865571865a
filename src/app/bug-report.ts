import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Failure, failure } from '../core/index.ts';

/**
 * A bug is told in one line; its stack goes to a file of the home, from where it can be sent. The last one stays.
 * A home that cannot be written to is told in the same line.
 */
export function reportBug(home: string, what: string, error: unknown): Failure {
  const file = join(home, 'last-bug.txt');
  try {
    writeFileSync(file, error instanceof Error ? `${what}\n${error.stack}\n` : `${what}\n${String(error)}\n`, {
      mode: 0o600,
    });
  } catch {
    return failure('INTERNAL', `${what}, and the home cannot be written to`, {}, error);
  }
  return failure('INTERNAL', what, { file }, error);
}
