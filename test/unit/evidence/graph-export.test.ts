import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalJson, sha256Hex, unwrap } from '../../../src/core/index.ts';
import { graphModel } from '../../../src/evidence/graph-export/build-graph.ts';
import { GRAPH_FORMATS, type GraphFormat } from '../../../src/evidence/graph-export/formats.ts';
import type { GraphEdge, GraphNode } from '../../../src/evidence/graph-export/model.ts';
import { buildGraph, type ExportInput } from '../../../src/evidence/index.ts';
import { arrangeScope } from '../../../src/evidence/scope.ts';
import type { Ownership } from '../../../src/ownership/index.ts';
import { makeScene } from '../leads/scene.ts';
import { exportInputOf } from './export-input.ts';
import {
  csvRows,
  type ReadGraph,
  readAnx,
  readGexf,
  readGraphml,
  readTables,
  readXlsx,
  zipFiles,
} from './read-formats.ts';

const scene = await makeScene();

async function bytesOf(format: GraphFormat, changes: Partial<ExportInput> = {}): Promise<Uint8Array> {
  const made = unwrap(await buildGraph(exportInputOf(scene, { kind: 'graph', format, ...changes }), format));
  const [bytes] = made.files.values();
  assert.ok(bytes !== undefined && made.files.size === 1);
  return bytes;
}

const textOf = async (format: GraphFormat, changes: Partial<ExportInput> = {}): Promise<string> =>
  Buffer.from(await bytesOf(format, changes)).toString('utf8');

type GraphJson = {
  readonly nodes: GraphNode[];
  readonly edges: GraphEdge[];
  readonly sha256: string;
  readonly truncated: boolean;
  readonly marking: string;
  readonly warning: string;
  readonly cover: { readonly item: string; readonly value: string }[];
  readonly totals: { readonly currency: string; readonly movements: number; readonly sum: string }[];
};
const graph: GraphJson = JSON.parse(await textOf('json'));

const edge = (from: string, to: string): GraphEdge | undefined =>
  graph.edges.find((item) => item.from === from && item.to === to);

describe('the graph of a scope', () => {
  it('adds movements up by pair, with how many, from when to when, and by which rows of originals', () => {
    const { id: _id, ...line } = edge('A-1', 'A-3') ?? { id: '' };
    assert.deepEqual(line, {
      from: 'A-1',
      to: 'A-3',
      kind: 'transfers',
      label: '1 movement, 900.00 USD',
      count: 1,
      sum: '900.00',
      currency: 'USD',
      first: '2024-02-01',
      last: '2024-02-01',
      methods: 'ach',
      movements: 'T-1',
      basis: '',
      share: '',
      voting: '',
      records: 1,
      source: 'S1 line 2',
    });
  });

  it('holds every movement once: counts and sums are those of the schedule', () => {
    assert.deepEqual(graph.totals, [{ currency: 'USD', movements: 6, sum: '6160.00' }]);
    const cents = graph.edges.reduce((sum, { sum: text }) => sum + BigInt(text.replace('.', '') || '0'), 0n);
    assert.deepEqual([graph.edges.reduce((sum, { count }) => sum + count, 0), cents], [6, 616_000n]);
  });

  it('calls a possible victim V-1 and a bystander P-1, and gives neither name, number nor id', async () => {
    const hidden = graph.nodes.filter(({ label }) => /^(V|P)-1$/.test(label));
    assert.deepEqual(
      hidden.map(({ label, entity, identifiers }) => [label, entity, identifiers]),
      [
        ['V-1', '', 'withheld'],
        ['P-1', '', 'withheld'],
      ],
    );
    assert.equal(graph.nodes.find(({ id }) => id === 'A-3')?.number, 'withheld');
    for (const format of GRAPH_FORMATS)
      assert.doesNotMatch(await textOf(format), /Rosa|Lima|Omar|Diaz|512345672|6175550101|Pine Lane/, format);
  });

  it('names every key of GraphML with a name token, as its schema asks, the words in the description', async () => {
    const xml = await textOf('graphml');
    const names = [...xml.matchAll(/<key [^>]*attr\.name="([^"]*)"/g)].map(([, name = '']) => name);
    assert.ok(names.includes('Prepared_for') && xml.includes('<desc>Prepared for</desc>'));
    assert.deepEqual(
      names.filter((name) => !/^[A-Za-z0-9._-]+$/.test(name)),
      [],
    );
  });

  it('makes no hub of cash, and says who holds an account', () => {
    const cash = graph.nodes.filter(({ kind }) => kind === 'cash');
    assert.deepEqual(
      cash.map(({ id, label }) => [label, graph.edges.filter(({ from }) => from === id).map(({ to }) => to)]),
      [['cash at the counter', ['A-2']]],
    );
    const holder = graph.edges.find(({ to, kind }) => to === 'A-1' && kind === 'holds');
    assert.equal(graph.nodes.find(({ id }) => id === holder?.from)?.label, 'Harbor Works LLC');
  });

  it('says on its cover what it is, for whom, when, what was let in, and where the rows are', () => {
    const row = (item: string) => graph.cover.find((line) => line.item === item)?.value;
    assert.deepEqual(
      [graph.marking, graph.warning, row('Prepared for'), row('Date of this copy'), row('Filter: source classes')],
      [
        'CUI//SP-INV',
        'Illustrative aid, not evidence (Federal Rule of Evidence 107)',
        'Agent Lee',
        '2024-05-01',
        'PROCESS_OBTAINED, PUBLIC_RECORD, VICTIM_SUPPLIED',
      ],
    );
    assert.match(row('Source S1') ?? '', /^transfers\.csv, PROCESS_OBTAINED, SHA-256 [0-9a-f]{64}$/);
    assert.equal(row('Status'), 'DRAFT: not approved by a second person');
    assert.equal(row('Truncated'), 'no');
  });

  it('shows who owns and who controls whom in lines of their own, with the shares as stated', async () => {
    const [stone, harbor] = [scene.entity('Paul Stone'), scene.entity('Harbor Works LLC')];
    const record = scene.row('t1');
    const share = { lo: 25, hi: 50 };
    const ownership: Ownership = {
      ...scene.ownership,
      edges: [
        { owner: stone, subject: harbor, economic: share, voting: null, basis: 'shareholding', records: [record] },
        {
          owner: stone,
          subject: scene.entity('Bright Motors'),
          economic: null,
          voting: null,
          basis: 'board',
          records: [],
        },
      ],
      answer: (entity) => ({
        ...scene.ownership.answer(entity),
        owners: [
          {
            entity: stone,
            intermediate: false,
            economic: share,
            voting: { lo: 60, hi: 60 },
            control: 'sole',
            paths: [[{ holding: 'h', share, record }]],
          },
        ],
      }),
    };
    const { nodes, edges }: GraphJson = JSON.parse(await textOf('json', { ownership }));
    const name = (id: string) => nodes.find((node) => node.id === id)?.label;
    assert.deepEqual(
      edges
        .filter(({ kind }) => kind === 'owns' || kind === 'controls')
        .map((line) => [line.kind, name(line.from), name(line.to), line.label, line.share, line.voting, line.records]),
      [
        ['controls', 'Paul Stone', 'Harbor Works LLC', 'sole control', '', '60.00', 1],
        ['owns', 'Paul Stone', 'Harbor Works LLC', '25.00 to 50.00 percent, shareholding', '25.00 to 50.00', '', 1],
        ['controls', 'Paul Stone', 'Bright Motors', 'sole control', '', '60.00', 1],
        ['owns', 'Paul Stone', 'Bright Motors', 'board', '', '', 0],
      ],
    );
  });

  it('with BSA material bears the marking and the warning of FinCEN', async () => {
    const bsa: GraphJson = JSON.parse(await textOf('json', { variant: 'bsa' }));
    assert.equal(bsa.marking, 'CUI//SP-FSEC');
    assert.match(bsa.warning, /not evidence.*may only be re-disseminated in strict accordance/);
  });

  it('cut at a limit says how much of it is drawn, and its totals stay those of all movements', () => {
    const cut = graphModel(arrangeScope(exportInputOf(scene, { kind: 'graph' })), { nodes: 4, lines: 100 });
    assert.equal(cut.nodes.length, 4);
    assert.deepEqual(cut.totals, graph.totals);
    assert.deepEqual(cut.cuts, ['4 of 10 nodes, 4 of 10 lines, 4 of 6 movements are drawn; the schedules have all']);
  });
});

/** A field that does not apply is absent in ANX and empty elsewhere. */
function plain({ nodes, edges }: ReadGraph): ReadGraph {
  const filled = (item: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(item).filter(([, value]) => value !== ''));
  return { nodes: nodes.map(filled), edges: edges.map(filled) };
}

const asText = (item: object): Record<string, string> =>
  Object.fromEntries(Object.entries(item).map(([key, value]) => [key, `${value}`]));

describe('every format, read again by a parser that is not ours', () => {
  const expected = plain({ nodes: graph.nodes.map(asText), edges: graph.edges.map(asText) });

  it('JSON: the SHA-256 on the cover is that of its nodes and lines', () => {
    assert.equal(sha256Hex(canonicalJson({ nodes: graph.nodes, edges: graph.edges })), graph.sha256);
  });

  it('GraphML gives the same nodes and lines', async () => {
    assert.deepEqual(plain(readGraphml(await textOf('graphml'))), expected);
  });

  it('GEXF gives the same nodes and lines, and parallel lines differ in kind', async () => {
    const xml = await textOf('gexf');
    assert.deepEqual(plain(readGexf(xml)), expected);
    assert.match(xml, /kind="transfers USD"/);
  });

  it('ANX gives the same nodes and lines, and carries its cover as an item', async () => {
    const { cover, ...read } = readAnx(await textOf('anx'));
    assert.deepEqual(plain(read), expected);
    assert.match(cover, /^CUI\/\/SP-INV\nIllustrative aid.*\nDRAFT/);
  });

  it('CSV in a ZIP gives the same nodes and lines', async () => {
    const files = await zipFiles(await bytesOf('csv'));
    assert.deepEqual([...files.keys()], ['cover.csv', 'nodes.csv', 'edges.csv']);
    assert.deepEqual(plain(readTables(csvRows(files.get('nodes.csv')), csvRows(files.get('edges.csv')))), expected);
  });

  it('XLSX gives the same nodes and lines', async () => {
    const sheets = await readXlsx(await bytesOf('xlsx'));
    assert.deepEqual(plain(readTables(sheets.get('nodes') ?? [], sheets.get('edges') ?? [])), expected);
  });

  for (const format of GRAPH_FORMATS)
    it(`${format}: the same graph is the same bytes`, async () => {
      assert.deepEqual(await bytesOf(format), await bytesOf(format));
    });
});

describe('a graph of more lines than a program draws', () => {
  const scope = () => arrangeScope(exportInputOf(scene, { kind: 'graph', format: 'json' }));

  it('keeps who holds what, then the lines of most movements, says what it left out, and keeps the totals of all', () => {
    const whole = graphModel(scope());
    const standing = whole.edges.filter(({ kind }) => kind !== 'transfers').length;
    const part = graphModel(scope(), { nodes: 5_000, lines: standing + 1 });
    const [busiest] = whole.edges.map(({ count }) => count).sort((a, b) => b - a);
    const moved = part.edges.filter(({ kind }) => kind === 'transfers');
    assert.deepEqual(
      moved.map(({ count }) => count),
      [busiest],
    );
    assert.equal(part.edges.length, standing + 1);
    assert.deepEqual(part.totals, whole.totals);
    assert.deepEqual(part.all, whole.all);
    assert.match(part.cuts[0] ?? '', new RegExp(`, ${standing + 1} of ${whole.edges.length} lines, `));
  });

  it('looks up the rows of the lines that it draws and of no others', () => {
    const [whole, part] = [scope(), scope()];
    graphModel(whole);
    const [line] = graphModel(part, { nodes: 5_000, lines: 1 }).edges;
    assert.equal(part.citations.rows().length, line?.records);
    assert.ok(whole.citations.rows().length > part.citations.rows().length);
  });
});

describe('a graph that may not leave', () => {
  it('is refused when it would name someone whom the house holds a possible victim', async () => {
    const input = exportInputOf(scene, { kind: 'graph', format: 'json', heldVictims: [scene.entity('Paul Stone')] });
    const refused = await buildGraph(input, 'json');
    assert.equal(refused.ok ? '' : refused.error.code, 'UNREVIEWED_PERSON');
  });

  it('is not there for an empty scope', async () => {
    const input = exportInputOf(scene, { kind: 'graph', format: 'json', scope: { accounts: [], entities: [] } });
    const refused = await buildGraph(input, 'json');
    assert.equal(refused.ok ? '' : refused.error.code, 'NOT_FOUND');
  });
});
