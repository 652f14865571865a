import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { redress, redressJson, temporaryFolder } from './cli.ts';
import { oneRing } from './one-ring.ts';

type Lead = { readonly id: string; readonly status: string };

describe('the two-person rule', () => {
  it('lets a second person with their own key approve what the first submitted, and nobody approve their own', async () => {
    const folder = temporaryFolder();
    const home = join(folder, 'home');
    await redressJson(['--home', home, 'ingest', ...oneRing(1, folder)]);
    await redressJson(['--home', home, 'analyze']);
    const [lead] = await redressJson<Lead[]>(['--home', home, 'leads']);
    assert.ok(lead !== undefined);
    await redressJson(['--home', home, 'actor', 'add', 'sue', '--role', 'supervisor']);
    await redressJson(['--home', home, 'actor', 'add', 'tom', '--role', 'admin']);

    const early = await redress([
      '--home',
      home,
      '--actor',
      'sue',
      'lead',
      'approve',
      lead.id,
      '--reason',
      'seems right',
    ]);
    assert.notEqual(early.code, 0, 'a lead that nobody submitted was approved');
    const submitted = await redressJson<Lead>([
      '--home',
      home,
      'lead',
      'submit',
      lead.id,
      '--reason',
      'ready for review',
    ]);
    assert.equal(submitted.status, 'SUBMITTED');
    assert.equal((await redress(['--home', home, 'lead', 'approve', lead.id, '--reason', 'my own work'])).code, 3);
    assert.equal((await redress(['--home', home, '--actor', 'tom', 'lead', 'show', lead.id])).code, 3);
    const approved = await redressJson<Lead>([
      '--home',
      home,
      '--actor',
      'sue',
      'lead',
      'approve',
      lead.id,
      '--reason',
      'read and agreed',
    ]);
    assert.equal(approved.status, 'APPROVED');

    const shown = await redressJson<Lead>(['--home', home, 'lead', 'show', lead.id]);
    assert.equal(shown.status, 'APPROVED');
    const audit = await redressJson<{ events: { actor: string; operation: string; decision: string }[] }>([
      '--home',
      home,
      'audit',
      'show',
      '--limit',
      '10000',
    ]);
    assert.ok(
      audit.events.some((event) => event.actor === 'tom' && event.decision === 'denied'),
      'the denial left no trace',
    );
  });
});
