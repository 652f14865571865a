import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ACTIONS, MATRIX, mayReviewPeople, ROLES, type Role, reviewBy, reviewDate } from '../../../src/access/index.ts';
import {
  actorAdd,
  analyze,
  auditVerify,
  exportPackage,
  ingest,
  leadBuild,
  personRevalidate,
  personReviews,
  runShow,
  showResult,
  verifyReplay,
} from '../../../src/app/index.ts';
import { type DateText, type Result, unwrap } from '../../../src/core/index.ts';
import { packageContent, readBag } from '../../../src/evidence/index.ts';
import { OLD, type RetentionHome, retentionHome, type Views, YOUNG } from './retention-home.ts';

const root = mkdtempSync(join(tmpdir(), 'redress-retention-'));
after(() => rmSync(root, { recursive: true, force: true }));

const LAST_DAY = '2025-01-10' as DateText;
const DAY_AFTER = '2025-01-11' as DateText;

/** Views that name one of these people, by name or by id. */
function naming(views: Views, home: RetentionHome, names: readonly string[]): string[] {
  const ids = names.flatMap((name) => home.ids.get(name) ?? []);
  const texts = [...names.map((name) => name.toUpperCase()), ...ids.map((id) => id.toUpperCase())];
  return Object.keys(views).filter((view) => texts.some((text) => views[view]?.toUpperCase().includes(text)));
}

const code = (answer: Result<unknown>): string => (answer.ok ? 'ok' : answer.error.code);
const refusal = (answer: Result<unknown>): string => (answer.ok ? '' : answer.error.message);

describe('the review-by date of a person (28 CFR 23.20(h))', () => {
  const ground = (on: string, by: string) => ({ on: on as DateText, by: by as DateText });

  it('is five years after the day, and the last of February after a leap day', () => {
    assert.equal(reviewBy('2020-01-10' as DateText, 5), '2025-01-10');
    assert.equal(reviewBy('2020-02-29' as DateText, 5), '2025-02-28');
  });

  it('is that of the newest file or decision: a new file renews, and so does a decision, also for a shorter time', () => {
    assert.equal(reviewDate([]), null);
    assert.equal(reviewDate([ground('2020-01-10', '2025-01-10'), ground('2019-01-01', '2024-01-01')]), '2025-01-10');
    assert.equal(reviewDate([ground('2020-01-10', '2025-01-10'), ground('2020-03-01', '2020-06-01')]), '2020-06-01');
    assert.equal(reviewDate([ground('2020-01-10', '2025-01-10'), ground('2020-01-10', '2020-06-01')]), '2020-06-01');
  });

  it('is reviewed by whoever decides about person states, so by everyone who may export and by no auditor or admin', () => {
    const viewer = (role: Role) => ({
      actor: { name: role, role, keyId: role },
      case: { id: 'c', purpose: 'p', authority: 'a' },
      purpose: 'p',
      view: 'full' as const,
    });
    const reviewers = ROLES.filter((role) => mayReviewPeople(viewer(role)));
    assert.deepEqual(reviewers.toSorted(), ROLES.filter((role) => !['auditor', 'admin'].includes(role)).toSorted());
    assert.ok(ACTIONS.includes('export.draft'));
    assert.ok(ROLES.filter((role) => MATRIX[role].includes('export.draft')).every((role) => reviewers.includes(role)));
  });
});

describe('R19: persons past their review-by date', () => {
  it('vanish from every view that names persons, and one who is revalidated comes back to all of them', async (t) => {
    const home = await retentionHome(join(root, 'vanish'));
    t.after(home.close);
    const everyone = [...OLD, YOUNG];
    await home.to(LAST_DAY);
    const before = await home.views();
    const named = naming(before, home, everyone);
    assert.deepEqual(
      Object.keys(before).filter((view) => !named.includes(view)),
      ['requests'],
    );
    assert.equal(JSON.parse(before.requests?.split('\n')[0] ?? '').answer, 'lead');

    await home.to(DAY_AFTER);
    const past = await home.views();
    assert.deepEqual(naming(past, home, everyone), []);
    assert.deepEqual(new Set((past.requests ?? '').split('\n')), new Set(['{"answer":"nothing","leads":[]}']));
    assert.match(past['ownership answers'] ?? '', /"owners":\[\],"unknown":\["100.00","100.00"\]/);
    assert.equal(past.path, 'NOT_FOUND');
    const listed = JSON.parse(past.entities ?? '');
    assert.deepEqual([listed.results.length, listed.total], [2, 2]);
    t.diagnostic(
      `R19: ${everyone.length} of ${everyone.length} persons vanished from ${Object.keys(before).length} views: ${Object.keys(before).join(', ')}; both firms stayed`,
    );

    const stays = home.ids.get(OLD[0]);
    await home.done(personRevalidate, { entity: stays, reason: 'the case is open' });
    const again = await home.views();
    const back = naming(again, home, [OLD[0]]);
    assert.deepEqual(back, naming(before, home, [OLD[0]]));
    assert.deepEqual(naming(again, home, [OLD[1], OLD[2], YOUNG]), []);
    assert.equal(again.requests?.split('\n')[0], before.requests?.split('\n')[0]);
    t.diagnostic(`R19: 1 revalidated came back to ${back.length} of the ${back.length} views that had named them`);
  });

  it('look like persons who never were: the same code, and an export about one is refused with the reason', async (t) => {
    const home = await retentionHome(join(root, 'refused'));
    t.after(home.close);
    const [subject, bystander] = [home.ids.get(OLD[0]) ?? '', home.ids.get(OLD[1]) ?? ''];
    const packageOf = (id: string, kind: string) =>
      home.ask(exportPackage, { id, kind, format: 'json', to: 'USAO', at: '2020-02-01' });
    await home.to(LAST_DAY);
    assert.deepEqual(
      [code(await packageOf(subject, 'evidence')), code(await packageOf(home.lead, 'lead'))],
      ['ok', 'ok'],
    );
    await home.to(DAY_AFTER);
    const absent = subject.replace(/[0-9a-f]{4}$/, 'ffff');
    const [gone, never] = [await home.ask(showResult, { id: subject }), await home.ask(showResult, { id: absent })];
    assert.equal(refusal(gone), refusal(never).replaceAll(absent, subject));
    assert.equal(code(await packageOf(subject, 'evidence')), 'PERSON_PAST_REVIEW');
    assert.equal(code(await packageOf(home.lead, 'lead')), 'PERSON_PAST_REVIEW');
    // Whoever is beside the matter does not stop a paper: they are not named in it.
    await home.done(personRevalidate, { entity: subject, reason: 'the case is open' });
    const made = await home.done(exportPackage, {
      id: home.lead,
      kind: 'lead',
      format: 'json',
      to: 'USAO',
      at: '2020-02-01',
    });
    const paper = Buffer.from(made.bytes ?? '', 'base64').toString('utf8');
    assert.ok(paper.includes(OLD[0]) && !paper.includes(OLD[1]) && !paper.includes(bystander));
  });

  it('leave the Run as it was: the same head, and made again the same digest', async (t) => {
    const home = await retentionHome(join(root, 'run'));
    t.after(home.close);
    const run = JSON.parse((await home.views()).entities ?? '').run as string;
    const head = await home.done(runShow, { run });
    await home.to(DAY_AFTER);
    assert.deepEqual(await home.done(runShow, { run }), head);
    await home.done(personRevalidate, { entity: home.ids.get(OLD[1]), reason: 'still at work there' });
    const { run: made, outputDigest } = await home.done(analyze, {});
    assert.deepEqual([made, outputDigest], [run, head.outputDigest]);
  });

  it('leave a package that can be made again later, when others are past their date too', async (t) => {
    const home = await retentionHome(join(root, 'replay'));
    t.after(home.close);
    await home.to('2024-12-01' as DateText);
    await home.done(personRevalidate, { entity: home.ids.get(OLD[0]), reason: 'the case is open' });
    await home.to(DAY_AFTER);
    const out = join(root, 'package');
    await home.done(exportPackage, { id: home.network, kind: 'evidence', to: 'USAO', at: '2020-02-01', out });
    await home.to('2029-12-02' as DateText);
    const content = unwrap(packageContent(unwrap(await readBag(out)).bag));
    const { same, differing } = await home.done(verifyReplay, content);
    assert.deepEqual([same, differing], [true, []]);
  });

  it('are renewed by a file that names them, of the day that it states or of its receipt', async (t) => {
    const home = await retentionHome(join(root, 'renewed'));
    t.after(home.close);
    await home.to('2024-06-01' as DateText);
    const path = join(root, 'again.csv');
    const header =
      'institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation';
    writeFileSync(path, `${header}\n021000021,P2,${YOUNG},person,ssn,92-10-1234,owner,,,,,,,\n`);
    await home.done(ingest, { paths: [path] });
    await home.done(analyze, {});
    await home.to(DAY_AFTER);
    const names = JSON.parse((await home.views()).entities ?? '').results.flatMap(
      (row: { kind: string; names: string[] }) => (row.kind === 'person' ? row.names : []),
    );
    assert.deepEqual(names, [YOUNG]);
  });
});

describe('those who review persons', () => {
  it('are told who is within 90 days of the date or past it, keep one for as long as they say, and no longer than the law', async (t) => {
    const home = await retentionHome(join(root, 'review'));
    t.after(home.close);
    await home.done(actorAdd, { name: 'aud', role: 'auditor' });
    const reviews = async () => {
      const { past, due, persons } = await home.done(personReviews, {});
      return [past, due, persons.length];
    };
    assert.deepEqual(await reviews(), [0, 0, 0]);
    await home.to('2024-10-11' as DateText);
    assert.deepEqual(await reviews(), [0, 0, 0]);
    await home.to('2024-10-12' as DateText);
    assert.deepEqual(await reviews(), [0, 4, 4]);
    await home.to(DAY_AFTER);
    assert.deepEqual(await reviews(), [4, 0, 4]);
    assert.equal(code(await home.ask(personReviews, {}, 'aud')), 'FORBIDDEN');

    const entity = home.ids.get(OLD[1]);
    const keep = (day: string | null, name = 'local') =>
      home.ask(personRevalidate, { entity, reason: 'still at work there', reviewBy: day }, name);
    assert.equal(code(await keep('2030-01-12')), 'BAD_INPUT');
    assert.equal(code(await keep('2025-01-10')), 'BAD_INPUT');
    assert.equal(code(await keep(null, 'aud')), 'FORBIDDEN');
    assert.equal(code(await keep('2025-02-01')), 'ok');
    assert.deepEqual(await reviews(), [3, 1, 4]);
    await home.to('2025-02-02' as DateText);
    assert.deepEqual(await reviews(), [4, 0, 4]);
    assert.equal(code(await keep(null)), 'ok');
    assert.deepEqual(await reviews(), [3, 0, 3]);
    const { unverified, missing } = (await home.done(auditVerify, {})).decisions;
    assert.deepEqual([unverified, missing], [[], 0]);
  });

  it('may have a shorter term than five years set for their home', async (t) => {
    const home = await retentionHome(join(root, 'shorter'), { REDRESS_REVIEW_YEARS: '2' });
    t.after(home.close);
    await home.to('2022-01-10' as DateText);
    assert.ok((await home.done(personReviews, {})).persons.every(({ state }) => state === 'due'));
    await home.to('2022-01-11' as DateText);
    assert.equal((await home.done(personReviews, {})).past, 4);
    assert.equal(code(await home.ask(leadBuild, { network: home.network, reason: 'asked again' })), 'ok');
  });
});
