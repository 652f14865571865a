import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACTIONS,
  type Actor,
  admissiblePart,
  authorize,
  cutFor,
  MATRIX,
  ROLES,
  type Role,
  requireSecondPerson,
  type Viewer,
} from '../../../src/access/index.ts';

const viewer = (role: Role, view: Viewer['view'] = 'full'): Viewer => ({
  actor: { name: role, role, keyId: `key of ${role}` },
  case: { id: 'c1', purpose: 'test', authority: 'test' },
  purpose: 'test',
  view,
});

describe('the access matrix', () => {
  it('knows every role and no action outside the closed list', () => {
    for (const role of ROLES)
      for (const action of MATRIX[role]) assert.ok(ACTIONS.includes(action), `${role}: ${action}`);
  });

  it('lets a supervisor approve and nobody else', () => {
    const approvers = ROLES.filter((role) => authorize(viewer(role), 'lead.approve').ok);
    assert.deepEqual(approvers, ['supervisor']);
  });

  it('lets those who work a case propose what a person is, and others confirm it (legal-and-evidence 4.4)', () => {
    const may = (action: 'person.propose' | 'person.confirm') =>
      ROLES.filter((role) => authorize(viewer(role), action).ok);
    assert.deepEqual(may('person.propose'), ['analyst', 'investigator', 'prosecutor', 'local-operator']);
    assert.deepEqual(may('person.confirm'), ['supervisor', 'victim-specialist']);
  });

  it('lets only those who operate the home copy it whole or bring it back', () => {
    for (const action of ['home.backup', 'home.restore'] as const)
      assert.deepEqual(
        ROLES.filter((role) => authorize(viewer(role), action).ok),
        ['admin', 'local-operator'],
      );
  });

  it('gives the admin and the auditor no content', () => {
    for (const role of ['admin', 'auditor'] as const) {
      assert.equal(authorize(viewer(role), 'result.read').ok, false);
      assert.deepEqual(cutFor(viewer(role)).classes, []);
    }
  });

  it('lets the auditor change nothing', () => {
    assert.deepEqual(MATRIX.auditor, ['audit.read', 'audit.verify']);
  });

  it('shows BOI in nobody’s plain view, and no BSA in the view without it', () => {
    for (const role of ROLES) assert.equal(cutFor(viewer(role)).classes.includes('BOI_RESTRICTED'), false);
    assert.equal(cutFor(viewer('analyst')).classes.includes('BSA_LEAD_ONLY'), true);
    assert.equal(cutFor(viewer('analyst', 'no-bsa')).classes.includes('BSA_LEAD_ONLY'), false);
  });

  it('cuts a view to its admissible part', () => {
    assert.deepEqual(admissiblePart(cutFor(viewer('analyst'))).classes, [
      'PROCESS_OBTAINED',
      'PUBLIC_RECORD',
      'VICTIM_SUPPLIED',
    ]);
  });

  it('refuses the author as second person, by name and by key', () => {
    const author = { name: 'ann', keyId: 'k1' };
    const actor = (name: string, keyId: string): Actor => ({ name, role: 'supervisor', keyId });
    assert.equal(requireSecondPerson(author, actor('ann', 'k2')).ok, false);
    assert.equal(requireSecondPerson(author, actor('bob', 'k1')).ok, false);
    assert.equal(requireSecondPerson(author, actor('bob', 'k2')).ok, true);
  });
});
