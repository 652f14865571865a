import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeId } from '../../../src/core/index.ts';
import { detect } from '../../../src/detection/index.ts';
import { hypergeometricTail } from '../../../src/detection/roles/hypergeometric.ts';
import { chainWorld } from './scenes.ts';

/** An accountant who signs for the three shops of the ring and keeps the books of so many lawful firms. */
function accountantWorld(lawfulClients: number, signsForRing: boolean) {
  const shops = ['Amber Spa LLC', 'Coral Nails LLC', 'Dune Bar Corp'];
  const world = chainWorld('hidden');
  world.firm('Ledger Accounting Inc', { naics: '541219' });
  world.person('Lou Ledger');
  world.owns('Lou Ledger', 'Ledger Accounting Inc', 100);
  world.account('LEDGER', 'Ledger Accounting Inc', [{ name: 'Lou Ledger', role: 'signatory' }]);
  for (let i = 0; i < 60; i++) {
    world.firm(`Plain Firm ${i}`);
    world.account(`P${i}`, `Plain Firm ${i}`);
    world.move({ day: i, amount: '5000.00', to: `P${i}`, method: 'wire' });
  }
  for (let i = 0; i < lawfulClients; i++) world.move({ day: 90, amount: '90.00', from: `P${i}`, to: 'LEDGER' });
  for (const shop of shops) {
    world.move({ day: 91, amount: '90.00', from: shop, to: 'LEDGER' });
    if (signsForRing) world.account(`second ${shop}`, shop, [{ name: 'Lou Ledger', role: 'poa' }]);
  }
  return world;
}

function facilitatorsOf(world: ReturnType<typeof accountantWorld>) {
  return detect(world.input()).networks.flatMap((network) =>
    network.roles.filter((role) => role.role === 'facilitator'),
  );
}

describe('Facilitators', () => {
  it('are named with the lift over all clients and the acts, each with records', () => {
    const roles = facilitatorsOf(accountantWorld(1, true));
    const lou = roles.find((role) => role.entity === makeId('ent', 'Lou Ledger'));
    assert.match(lou?.reasons[0] ?? '', /^3 of 4 clients are in flagged networks/);
    assert.ok(
      lou?.reasons.some((reason) => reason.startsWith('holds a power of attorney over an account of Amber Spa LLC')),
    );
    assert.ok((lou?.records.length ?? 0) >= 6);
  });

  it('are not named for the number of flagged clients when these are few among many', () => {
    assert.deepEqual(facilitatorsOf(accountantWorld(55, true)), []);
  });

  it('are not named for fees alone, however many of the clients are flagged', () => {
    assert.deepEqual(facilitatorsOf(accountantWorld(0, false)), []);
  });

  it('rest on the hypergeometric tail: 2 of 2 draws from 10 with 3 marked is 3/45', () => {
    assert.ok(Math.abs(hypergeometricTail(10, 3, 2, 2) - 3 / 45) < 1e-12);
    assert.ok(Math.abs(hypergeometricTail(10, 3, 2, 0) - 1) < 1e-12);
    assert.ok(Math.abs(hypergeometricTail(52, 13, 5, 1) - 0.778466386554622) < 1e-12);
  });
});
