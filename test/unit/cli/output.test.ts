import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createOutput, exitCodeOf, plain } from '../../../src/cli/output.ts';
import { type ErrorCode, failure } from '../../../src/core/index.ts';

/** What is written to a stream while `print` runs. */
function written(t: TestContext, stream: 'stdout' | 'stderr', print: () => void): string {
  const parts: string[] = [];
  const mock = t.mock.method(process[stream], 'write', (part: string) => parts.push(part) > 0);
  try {
    print();
  } finally {
    mock.mock.restore();
  }
  return parts.join('');
}

/** Escape, one-byte CSI, right-to-left override: what turns a name into an order to the terminal. */
const HOSTILE = 'Ann\u001b[31m\u009b2J\u202eeB';

describe('what the command line prints', () => {
  it('shows no control or bidi character of a name to the terminal, and keeps letters of every script', () => {
    assert.equal(plain(HOSTILE), 'Ann�[31m�2J�eB');
    assert.equal(plain('Zoë\tŁuk 李 \u200d'), 'Zoë\tŁuk 李 \u200d');
  });

  it('prints lines, notes and table cells plain', (t) => {
    const out = createOutput(false);
    assert.equal(
      written(t, 'stdout', () => out.line(HOSTILE)),
      'Ann�[31m�2J�eB\n',
    );
    assert.equal(
      written(t, 'stderr', () => out.note(HOSTILE)),
      'Ann�[31m�2J�eB\n',
    );
    assert.match(
      written(t, 'stdout', () => out.table(['name'], [[HOSTILE]])),
      /Ann�\[31m�2J�eB/,
    );
  });

  it('escapes the controls in JSON, so that a program reads the name unchanged and a terminal sees none', (t) => {
    const out = createOutput(true);
    for (const text of [
      written(t, 'stdout', () => out.data([HOSTILE])),
      written(t, 'stdout', () => out.ndjson([[HOSTILE]])),
    ]) {
      assert.deepEqual(JSON.parse(text), [HOSTILE]);
      assert.equal(plain(text), text);
    }
  });

  it('prints a failure as one JSON object on stdout with --json, else as one line on stderr', (t) => {
    const problem = failure('NOT_FOUND', 'there is no case "X"');
    const json = written(t, 'stdout', () => assert.equal(createOutput(true).fail(problem), 2));
    assert.deepEqual(JSON.parse(json), { error: { code: 'NOT_FOUND', message: problem.message, details: {} } });
    const line = written(t, 'stderr', () => assert.equal(createOutput(false).fail(problem), 2));
    assert.equal(line, `NOT_FOUND: ${problem.message}\n`);
  });

  it('ends with the exit status of the class of the failure', () => {
    const expected: readonly [ErrorCode, number][] = [
      ['USAGE', 2],
      ['NOT_IN_THIS_VERSION', 2],
      ['NOT_FOUND', 2],
      ['FORBIDDEN', 3],
      ['SAME_PERSON', 3],
      ['NON_LOOPBACK', 3],
      ['MALFORMED_XML', 1],
      ['BAD_AMOUNT', 1],
      ['VERIFY_FAILED', 1],
      ['HOME_LOCKED', 4],
      ['PORT_UNAVAILABLE', 4],
      ['INTERNAL', 1],
    ];
    for (const [code, status] of expected) assert.equal(exitCodeOf(failure(code, 'x')), status, code);
  });
});
