import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unwrap } from '../../../src/core/index.ts';
import { listedNumbers } from '../../../src/evidence/figures/movements.ts';
import { readTable } from '../../../src/evidence/figures/table.ts';
import type { PackageFiles } from '../../../src/evidence/index.ts';
import { otherNames } from '../../../src/evidence/sections/parties.ts';
import type { RecordRef } from '../../../src/facts/index.ts';
import { makeScene, type Scene } from '../leads/scene.ts';
import { packageOf, textOf } from './small-package.ts';

const scene = await makeScene();
const evidence = await packageOf(scene);
const rowsOf = (made: PackageFiles, file: string) => textOf(made, `data/schedules/${file}`).trimEnd().split('\r\n');

describe('R4: every figure of an evidence summary', () => {
  it('leads to movements, and each movement to rows of an original with its hash', (t) => {
    const { sources, rows } = JSON.parse(textOf(evidence, 'data/sources.json'));
    const hashes = new Map(sources.map((item: { label: string; sha256: string }) => [item.label, item.sha256]));
    const known = new Set(rows.map((row: { source: string; locator: string }) => `${row.source} ${row.locator}`));
    const movements = unwrap(readTable(evidence.files, 'data/schedules/movements.csv'))?.rows ?? [];
    for (const { cell } of movements) {
      const [, label = '', line = ''] = /^(S\d+) (line \d+)$/.exec(cell('source')) ?? [];
      assert.match(String(hashes.get(label)), /^[0-9a-f]{64}$/);
      assert.ok(known.has(`${label} ${line}`), cell('source'));
    }
    let figures = 0;
    for (const path of [...evidence.files.keys()].filter((name) => name.endsWith('.csv'))) {
      const table = unwrap(readTable(evidence.files, path));
      if (table === null || !table.columns.some((name) => name === 'movements' || name === 'source')) continue;
      for (const { cell, line } of table.rows) {
        const numbers = listedNumbers(cell('movements'), movements.length) ?? [0];
        assert.ok(
          numbers.every((n) => n >= 1 && n <= movements.length),
          `${path} line ${line}`,
        );
        assert.ok(numbers.length > 0 || cell('source') !== '', `${path} line ${line} leads nowhere`);
        figures += 1;
      }
    }
    t.diagnostic(`R4: ${figures} rows of schedules, ${movements.length} movements, ${sources.length} originals`);
  });
});

describe('the sections of an evidence summary', () => {
  const html = textOf(evidence, 'data/summary.html');

  it('are A to M in order, with neutral titles', () => {
    const letters = [...html.matchAll(/<h2>([A-M])\. /g)].map(([, letter]) => letter).join('');
    assert.equal(letters, 'ABCDEFGHIJKLM');
    assert.doesNotMatch(html, /guilty|trafficker|participant|launder|suspicious/i);
  });

  it('hold no drawing: it stands on paper of its own, under its mark', () => {
    assert.doesNotMatch(html, /<svg/);
    const aid = textOf(evidence, 'data/illustrative-aid.html');
    assert.match(aid, /<svg/);
    assert.match(aid, /Illustrative aid, not evidence \(Federal Rule of Evidence 107\)/);
    assert.match(aid, /Elements of 18 USC 1589/);
    assert.doesNotMatch(html, /Elements of/);
  });

  it('say of each named party what it received, holds and owns, and of numbered persons nothing', () => {
    const rows = rowsOf(evidence, 'benefit.csv');
    assert.ok(rows.includes('Paul Stone,received from accounts of the scope,1360.00,USD,"T-2, T-4",'));
    assert.ok(rows.some((row) => row.startsWith('Paul Stone,"last stated balance of A-2, 2024-04-30",2360.00,USD,,S')));
    assert.ok(!rows.some((row) => /^(V|P)-\d/.test(row)));
  });

  it('follow the cited credits line by line under every method', () => {
    const [header = '', ...lines] = rowsOf(evidence, 'trace-lines.csv');
    assert.match(header, /^asset,account,line,movement,date,credit,debit,tag,balance,libr,fifo,/);
    const payment = lines.find((row) => row.includes(',A-2,4,T-6,'))?.split(',') ?? [];
    const at = (name: string) => payment[header.split(',').indexOf(name)];
    assert.deepEqual([at('debit'), at('balance')], ['1500.00', '2360.00']);
    // Opening 1,000 own, 700 and 660 cited, 1,500 own: libr spends own money first, fifo the oldest, pro rata 1,360 of 3,860.
    assert.deepEqual([at('libr'), at('fifo'), at('pro-rata')], ['0.0000', '500.0000', '528.4974']);
  });

  it('draft the restitution of what came back, and say what a person has still to say', () => {
    const { draft, victims } = JSON.parse(textOf(evidence, 'data/restitution.json'));
    assert.deepEqual([draft, victims[0].id, victims[0].gross, victims[0].total], [true, 'V-1', '700.00', '700.00']);
    assert.match(html, /H\. Restitution<\/h2>\s*<p>No completed worksheet is part of this package/);
    assert.match(html, /the hours worked are not known/);
    assert.match(rowsOf(evidence, 'returned-wages.csv')[1] ?? '', /^V-1,ast_\w+,1,700\.00,USD,700\.00,T-2,S\d line 3$/);
  });

  it('index each original with its custodian, how and when it was acquired, its hash and its rows', () => {
    assert.match(
      rowsOf(evidence, 'sources.csv')[1] ?? '',
      /^S1,transfers\.csv,list of transfers,not recorded,obtained by process,not recorded,[0-9a-f]{64},\d+,6,6,none recorded$/,
    );
  });
});

describe('certificates', () => {
  it('are templates for the signature of a person, closed as 28 USC 1746 asks', () => {
    for (const name of ['902-11-1', '902-13', '902-14']) {
      const text = textOf(evidence, `data/certificates/${name}.txt`);
      assert.match(text, /^TEMPLATE\. .*nobody has signed it yet\.\n/);
      assert.match(text, /I declare under penalty of perjury that the foregoing is true and correct\./);
      assert.match(text, /Executed on _+ \(date\)\n\n_+ \(signature\)/);
    }
  });

  it('of a custodian name only records obtained by process, one certificate for each custodian', async () => {
    const facts = {
      ...scene.facts,
      sources: scene.facts.sources.map((item) =>
        item.fileName === 'balances.csv' ? { ...item, custodian: 'First Bank' } : item,
      ),
    };
    const made = await packageOf({ ...scene, facts });
    const texts = ['902-11-1', '902-11-2'].map((name) => textOf(made, `data/certificates/${name}.txt`));
    const banks = texts.find((text) => text.includes('qualified person of First Bank')) ?? '';
    assert.match(banks, /balances\.csv, \d+ bytes, 3 rows, SHA-256 [0-9a-f]{64}/);
    assert.ok(
      texts.every((text) => !text.includes('assets.csv')),
      'a public record is no business record',
    );
  });

  it('of the process state version, settings and digests of what went in and what came out', () => {
    const text = textOf(evidence, 'data/certificates/902-13.txt');
    assert.match(text, /Redress, version 0\.1\.0\+test/);
    assert.match(text, new RegExp(`combined digest is ${'a'.repeat(64)}`));
    assert.match(text, /data\/schedules\/movements\.csv, \d+ bytes, SHA-256 [0-9a-f]{64}/);
    assert.doesNotMatch(text, /illustrative-aid/);
  });

  it('of copies leave the second hash to whoever copied', () => {
    assert.match(textOf(evidence, 'data/certificates/902-14.txt'), /SHA-256 at production {3}_+\n/);
  });
});

describe('the provenance in CASE and UCO', () => {
  const { '@context': context, '@graph': graph } = JSON.parse(textOf(evidence, 'data/case-uco.jsonld'));
  const ofType = (type: string) => graph.filter((node: Record<string, string>) => node['@type'] === type);

  it('names the vocabularies, and each node once, in order', () => {
    assert.equal(context['case-investigation'], 'https://ontology.caseontology.org/case/investigation/');
    assert.equal(context['uco-core'], 'https://ontology.unifiedcyberontology.org/uco/core/');
    const ids = graph.map((node: Record<string, string>) => node['@id']);
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  it('tells of each original as an exhibit and of the action by which it came in', () => {
    const exhibits = ofType('case-investigation:ProvenanceRecord').map(
      (node: Record<string, string>) => node['case-investigation:exhibitNumber'],
    );
    assert.deepEqual(exhibits.sort(), ['S1', 'S2', 'S3', 'S4', 'package']);
    const names = ofType('case-investigation:InvestigativeAction').map(
      (node: Record<string, string>) => node['uco-core:name'],
    );
    assert.deepEqual(names.sort(), ['packaged', 'received', 'received', 'received', 'received']);
  });

  it('refers to nothing that it does not hold', () => {
    const ids = new Set(graph.map((node: Record<string, string>) => node['@id']));
    for (const action of ofType('case-investigation:InvestigativeAction'))
      for (const key of ['uco-action:object', 'uco-action:result'])
        for (const { '@id': id } of action[key]) assert.ok(ids.has(id), id);
  });
});

describe('the substitute plan of a lead with BSA material', () => {
  /** The scene with its transfers read from a currency transaction report. */
  function withReports({ facts, ...rest }: Scene): Scene {
    const ofTransfers = new Set(facts.transfers.map(({ record }) => record));
    const records = new Map(
      [...facts.records].map(([id, ref]): [typeof id, RecordRef] => [
        id,
        ofTransfers.has(id) ? { ...ref, sourceClass: 'BSA_LEAD_ONLY', format: 'fincen-ctr' } : ref,
      ]),
    );
    return { ...rest, facts: { ...facts, records } };
  }

  it('names for each lead-only fact the record that would prove it and who keeps it', async () => {
    const made = await packageOf(withReports(scene), { kind: 'lead', variant: 'bsa' });
    const row =
      rowsOf(made, 'substitute-plan.csv').find((line) => line.startsWith('Credit of 700.00 USD on 2024-02-02')) ?? '';
    assert.match(
      row,
      /S\d line 3,none,"the teller tickets and deposit or withdrawal slips of the day, with the account statement",021000021$/,
    );
  });

  it('stands in no other package', async () => {
    for (const made of [evidence, await packageOf(scene, { kind: 'lead' })])
      assert.ok(!made.files.has('data/schedules/substitute-plan.csv'));
  });

  it('says when every fact already rests on admissible records', async () => {
    const made = await packageOf(scene, { kind: 'lead', variant: 'bsa' });
    assert.match(
      textOf(made, 'data/summary.html'),
      /Every fact of this lead already rests on admissible records alone/,
    );
  });
});

describe('a trace in print', () => {
  const html = textOf(evidence, 'data/summary.html');

  it('names its method in words, and the rows of the original behind every line', () => {
    assert.match(html, /is followed by the lowest intermediate balance rule \(LIBR\)/);
    const traces = html.slice(html.indexOf('<caption>Traces by method'), html.indexOf('G. Receipts'));
    assert.match(traces, /<th scope="col">Source<\/th>/);
    assert.match(traces, /<td class="num">1,360\.00<\/td>.*S\d lines? \d/);
    const [header = '', first = ''] = rowsOf(evidence, 'traced-payments.csv');
    assert.match(header, /,source$/);
    assert.match(first, /,S\d line 7$/);
  });
});

describe('what a record does not say', () => {
  it('is not stated in the draft worksheet, and never a sum of zero', () => {
    const html = textOf(evidence, 'data/summary.html');
    const row =
      /<tr><td>V-1<\/td>(.*?)<\/tr>/.exec(html.slice(html.indexOf('Draft worksheet of 18 USC 1593')))?.[1] ?? '';
    const cells = [...row.matchAll(/>([^<]+)</g)].map(([, cell]) => cell);
    assert.deepEqual(cells, ['not stated', '700.00', 'not stated', 'not stated', '700.00']);
  });
});

describe('a lead package in print', () => {
  it('has the ordinary case beside every flag, no id of a finding, and no code of a rule as a fact', async () => {
    const made = await packageOf(scene, { kind: 'lead' });
    const html = textOf(made, 'data/summary.html');
    assert.doesNotMatch(html, /fnd_/);
    assert.doesNotMatch(
      html.slice(0, html.indexOf('11.1 Method note')),
      /wage-kick-back|warrant-981b|SUBJECT_CANDIDATE/,
    );
    const facts = html.slice(html.indexOf('<caption>Facts that give reason for suspicion'));
    assert.match(
      facts,
      /possible collector: receives wages of 2 workers<\/td><td>low<\/td><td>a treasurer, a team captain/,
    );
    assert.match(
      facts,
      /two days of pay day: 2; counts from 1, 2024-02-01 to 2024-03-05<\/td><td>medium<\/td><td>money sent home/,
    );
    assert.match(html, /Supplemental Rule G\(2\)<\/caption>/);
  });

  it('lists another name of a party, and counts the ways in which clerks write the same one', () => {
    const names = [
      'Harbor Works LLC',
      'HARBOR WORKS LLC',
      'Harbor Works L.L.C.',
      'Harbr Works LLC',
      'Dockside Labor Inc',
    ];
    assert.equal(otherNames({ names }), 'Dockside Labor Inc; 2 other spellings in the originals');
    assert.equal(otherNames({ names: ['Ann Poe', 'ANN POE'] }), '');
  });
});
