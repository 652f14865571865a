import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  fixtureViolations,
  importCycles,
  MAY_IMPORT,
  packageViolations,
  roomOf,
  roomViolations,
} from './import-rules.ts';
import {
  fenceViolations,
  fileSizeViolations,
  functionViolations,
  machineTraces,
  measureFunctions,
  nameViolations,
  sqlInCodeViolations,
  typeMembers,
} from './text-rules.ts';
import { readTree, type Tree, within } from './tree.ts';

const real = readTree();
const one = (path: string, text: string): Tree => new Map([[path, text]]);
const long = (lines: number) => 'const x = 1;\n'.repeat(lines);

/** Each rule holds on the real tree and is seen to fail on a deliberate violation. */
const RULES: readonly { readonly rule: string; readonly check: (tree: Tree) => string[]; readonly broken: Tree }[] = [
  {
    rule: 'a room imports only what stands left of it',
    check: roomViolations,
    broken: one('src/core/x.ts', "import { a } from '../facts/index.ts';\n"),
  },
  {
    rule: 'a room is imported only through its face',
    check: roomViolations,
    broken: one('src/facts/x.ts', "import { a } from '../core/hash.ts';\n"),
  },
  {
    rule: 'compose alone imports adapters',
    check: roomViolations,
    broken: one('src/app/x.ts', "import { a } from '../store/embedded/index.ts';\n"),
  },
  {
    rule: 'packages stay behind their fences',
    check: packageViolations,
    broken: one('src/detection/x.ts', "import express from 'express';\n"),
  },
  {
    rule: 'no package is used that no fence names',
    check: packageViolations,
    broken: one('src/core/x.ts', "import _ from 'lodash';\n"),
  },
  {
    rule: 'the fixture generator imports nothing from src',
    check: fixtureViolations,
    broken: one('fixtures/x.ts', "import { a } from '../src/core/index.ts';\n"),
  },
  {
    rule: 'no import closes a cycle',
    check: importCycles,
    broken: new Map([
      ['src/core/a.ts', "import { b } from './b.ts';\n"],
      ['src/core/b.ts', "import { a } from './a.ts';\n"],
    ]),
  },
  {
    rule: 'settings are read in one file',
    check: fenceViolations,
    broken: one('src/core/x.ts', 'export const home = process.env.HOME;\n'),
  },
  {
    rule: 'the clock is read in one file',
    check: fenceViolations,
    broken: one('src/leads/x.ts', 'export const now = Date.now();\n'),
  },
  {
    rule: 'chance comes from one file',
    check: fenceViolations,
    broken: one('src/graph/x.ts', 'export const x = Math.random();\n'),
  },
  {
    rule: 'order never depends on a locale',
    check: fenceViolations,
    broken: one('src/facts/x.ts', 'export const o = a.localeCompare(b);\n'),
  },
  { rule: 'nothing is typed any', check: fenceViolations, broken: one('src/facts/x.ts', 'export const o: any = 1;\n') },
  { rule: 'files have names that say something', check: nameViolations, broken: one('src/facts/utils.ts', '') },
  { rule: 'a file has at most 400 lines', check: fileSizeViolations, broken: one('src/facts/x.ts', long(401)) },
  { rule: 'a worker file has at most 60 lines', check: fileSizeViolations, broken: one('workers/x.ts', long(61)) },
  {
    rule: 'a function has at most 60 lines',
    check: functionViolations,
    broken: one('src/facts/x.ts', `export function f() {\n${long(60)}}\n`),
  },
  {
    rule: 'a function takes at most four parameters',
    check: functionViolations,
    broken: one('src/facts/x.ts', 'export const f = (a: 1, b: 2, c: 3, d: 4, e: 5) => a;\n'),
  },
  {
    rule: 'statements stay in their own files',
    check: sqlInCodeViolations,
    broken: one('src/store/embedded/x.ts', "const q = 'SELECT id FROM fact';\n"),
  },
  {
    rule: 'no machine path or registry host is committed',
    check: machineTraces,
    broken: one('src/core/x.ts', `const p = '${['', 'work', 'main'].join('/')}';\n`),
  },
];

describe('the architecture', () => {
  for (const { rule, check, broken } of RULES) {
    it(rule, () => {
      assert.deepEqual(check(real), []);
      assert.notDeepEqual(check(broken), [], 'the rule was not seen to fail on a deliberate violation');
    });
  }

  it('knows every room that exists', () => {
    const rooms = new Set(within(real, 'src', 'workers').map(([path]) => roomOf(path)));
    for (const room of rooms) assert.ok(room !== null && room in MAY_IMPORT, `room ${room}`);
  });

  it('keeps functions short: nine of ten have at most 35 lines', () => {
    const lines = within(real, 'src')
      .flatMap(([path, text]) => measureFunctions(path, text))
      .map((item) => item.lines)
      .sort((a, b) => a - b);
    assert.ok((lines[Math.floor(lines.length * 0.9)] ?? 0) <= 35);
  });
});

describe('the closed ports', () => {
  const port = real.get('src/store/port/store.ts') ?? '';

  it('have the reads of architecture 5 and no other', () => {
    const reads = [
      'source',
      'records',
      'factsOf',
      'candidates',
      'neighbours',
      'degrees',
      'byId',
      'results',
      'judgements',
      'quarantine',
      'auditRange',
    ];
    assert.deepEqual(typeMembers(port, 'StoreReader'), reads);
  });

  it('have the seven writes of architecture 5 and no other', () => {
    assert.deepEqual(typeMembers(port, 'StoreWriter'), [
      'receive',
      'writeBatch',
      'seal',
      'discard',
      'judge',
      'saveRun',
      'decide',
    ]);
  });

  it('let a queue have at most twelve methods', () => {
    assert.ok(typeMembers(real.get('src/queue/port/queue.ts') ?? '', 'Queue').length <= 12);
  });
});
