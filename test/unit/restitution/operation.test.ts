import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authorize, type Viewer } from '../../../src/access/index.ts';
import { answerWorksheet } from '../../../src/app/analysis/worksheet.ts';
import type { OperationContext } from '../../../src/app/context.ts';
import { restitutionDraft, restitutionWorksheet } from '../../../src/app/operations/restitution.ts';
import { type Json, makeId, ok, unwrap } from '../../../src/core/index.ts';
import type { Worksheet } from '../../../src/restitution/index.ts';
import { reference } from '../../in-memory.ts';
import { file, owed, victim, week } from './files.ts';

const RUN = makeId('run', ['a']);
const NETWORK = makeId('net', ['a']);
const LEAD = makeId('led', [NETWORK, RUN]);

const claim = (tag: string, amount: string, record: string) => ({ tag, amount, date: '2024-02-02', records: [record] });
const lead = {
  id: LEAD,
  network: NETWORK,
  pseudonyms: [{ entity: 'ent_1', pseudonym: 'V-1' }],
  districts: [{ code: 'mad' }, { code: 'rid' }],
  assets: [
    { trace: { currency: 'USD', claims: [claim('V-1', '700.00', 'rec_1'), claim('proceeds', '900.00', 'rec_2')] } },
    { trace: null },
  ],
};
const head = {
  run: RUN,
  asOf: '2024-04-30',
  inputDigest: 'a',
  parameters: {},
  seed: 1,
  codeVersion: '1',
  outputDigest: 'b',
  counts: { sources: 1 },
  classes: [],
  compartments: [],
};
const facts = [
  {
    kind: 'victim-fact',
    id: 'fac_1',
    record: 'rec_9',
    victim: 'V-4k7q2m9x',
    category: 'A',
    from: null,
    to: null,
    hours: null,
    rate: null,
    amount: '120.00',
    currency: 'USD',
    note: null,
  },
];

/** A home of one Run with one network; its lead is kept where `flagged`, and drafted when asked for where not. */
function home(flagged: boolean) {
  const rows = new Map<string, readonly { readonly id: string; readonly value: Json }[]>([
    ['run', [{ id: RUN, value: head }]],
    ['network', [{ id: NETWORK, value: { id: NETWORK } }]],
    ['lead', flagged ? [{ id: LEAD, value: lead }] : []],
  ]);
  const asked: unknown[] = [];
  const context: object = {
    viewer: { case: { id: 'C-7' } },
    cut: { classes: ['VICTIM_SUPPLIED'], compartments: 'all', sources: null },
    reference,
    engine: {
      worksheet: async (text: string) => answerWorksheet(text, reference),
      answer: async (_facts: unknown, _parameters: unknown, question: unknown) => {
        asked.push(question);
        return ok(lead);
      },
    },
    read: {
      source: async () => [],
      judgements: async () => ({ judgements: [], decisions: [] }),
      results: async (_run: unknown, kind: string, { after }: { after: string | null }) =>
        (rows.get(kind) ?? [])
          .filter(({ id }) => after === null || id > after)
          .map(({ id, value }) => ({ kind, id, classes: [], json: JSON.stringify(value) })),
      candidates: async (_run: unknown, keys: readonly string[]) =>
        [...rows].flatMap(([kind, items]) =>
          items.map(({ id }) => ({ key: `row ${id}`, kind, id })).filter(({ key }) => keys.includes(key)),
        ),
      factsOf: async function* () {
        yield facts;
      },
    },
  };
  return { context: context as OperationContext, asked };
}

describe('a draft for a network', () => {
  it('takes returned wages of the lead, facts of the cut and the circuit of its districts', async () => {
    const { file: drafted, missing } = unwrap(await restitutionDraft.run(home(true).context, { network: NETWORK }));
    assert.deepEqual([drafted.case, drafted.circuit], ['C-7', '1']);
    const asked = await restitutionWorksheet.run(home(true).context, { file: { ...drafted } });
    const sheet = JSON.parse(unwrap(asked).worksheet) as Worksheet;
    assert.deepEqual(
      sheet.victims.map(({ id, losses, gross, total }) => [id, losses, gross, total]),
      [
        ['V-1', '0.00', '700.00', '700.00'],
        ['V-4k7q2m9x', '120.00', '0.00', '120.00'],
      ],
    );
    assert.equal(missing, drafted.missing.length);
  });

  it('has the lead drafted in the analysis thread when the network was not flagged', async () => {
    const { context, asked } = home(false);
    const { file: drafted } = unwrap(await restitutionDraft.run(context, { network: NETWORK }));
    assert.deepEqual(asked, [{ kind: 'lead-draft', network: NETWORK, run: RUN }]);
    assert.equal(drafted.victims.length, 2);
  });

  it('is not made of what is no network', async () => {
    const answer = await restitutionDraft.run(home(true).context, { network: LEAD });
    assert.equal(!answer.ok && answer.error.code, 'NOT_FOUND');
  });
});

describe('a worksheet asked for at any door', () => {
  it('comes with a row a victim and workweek for the Wage and Hour Division', async () => {
    const hours = ['12', '12', '12', '12', '12', '12', '12'];
    const worker = victim({ labour: { weeks: [week('2009-07-19', hours, { basis: 'diary' })] } });
    const { whd } = unwrap(await restitutionWorksheet.run(home(true).context, { file: file([worker]) }));
    const [header = '', row = ''] = whd.split('\r\n');
    const cells = row.split(',');
    assert.deepEqual(Object.fromEntries(header.split(',').map((name, at) => [name, cells[at]])), {
      victim: 'V-1',
      week_start: '2009-07-19',
      week_end: '2009-07-25',
      hours: '84',
      basis_of_hours: 'diary',
      overtime_exempt: '',
      rate: '6.55; 7.25 from 2009-07-24',
      regular_rate: '6.75',
      straight: '567.00',
      premium: '148.50',
      due: '715.50',
      paid: '0.00',
      credited: '0.00',
      unpaid: '715.50',
    });
  });

  it('enters the log by the hash of the file, never by what is in it', () => {
    const key = restitutionWorksheet.key({ file: file([owed('V-1', '10.00')]) });
    assert.match(key, /^[0-9a-f]{64}$/);
  });

  it('is refused to an auditor and an admin, who read no content', () => {
    for (const role of ['auditor', 'admin'] as const) {
      const viewer = { actor: { name: 'a', role } } as Viewer;
      const answer = authorize(viewer, restitutionWorksheet.access.action);
      assert.equal(!answer.ok && answer.error.code, 'FORBIDDEN', role);
    }
  });
});
