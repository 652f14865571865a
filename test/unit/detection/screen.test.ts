import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { screenPerson } from '../../../src/detection/coercion-screen.ts';
import { buildRelations } from '../../../src/detection/control-links.ts';
import { standingOf } from '../../../src/detection/standing.ts';
import { buildView } from '../../../src/detection/view.ts';
import { crewWorld, funnelWorld } from './scenes.ts';
import { type SmallWorld, smallWorld } from './small-world.ts';

function screen(world: SmallWorld, name: string, others: readonly string[]) {
  const relations = buildRelations(buildView(world.input()));
  const person = world.person(name);
  const members = new Set<string>([person, ...others.map((other) => world.person(other))]);
  const standing = standingOf(relations, person, members, []);
  const answer = screenPerson({ relations, standing, members, cores: [] });
  return { hit: answer.hit, items: answer.items.map((item) => item.item) };
}

describe('The coercion screen of legal-and-evidence 6.2', () => {
  it('is hit by item 4 alone: under 18 at a movement', () => {
    const on = (born: string) => {
      const world = smallWorld();
      world.person('Kim Young', { born });
      world.account('K', 'Kim Young');
      world.move({ day: 0, amount: '50.00', to: 'K', method: 'cash' });
      return screen(world, 'Kim Young', []);
    };
    assert.deepEqual(on('2006-01-02'), { hit: true, items: [4, 8] });
    assert.deepEqual(on('2006-01-01'), { hit: false, items: [8] });
  });

  it('lets doubt protect: a birth year alone counts from its last day', () => {
    const world = smallWorld();
    world.person('Kim Young', { born: '2006' });
    world.account('K', 'Kim Young');
    world.move({ day: 0, amount: '50.00', to: 'K', method: 'cash' });
    assert.equal(screen(world, 'Kim Young', []).hit, true);
  });

  it('is hit by two items: pay returned and nothing kept', () => {
    const { hit, items } = screen(crewWorld('private person'), 'Ada North', ['Cora Hill']);
    assert.equal(hit, true);
    assert.ok(items.includes(8) && items.includes(10));
  });

  it('sees money paid in at one place and drawn elsewhere by somebody else', () => {
    assert.ok(screen(funnelWorld('another'), 'Ina Quiet', ['Dan Draw']).items.includes(3));
    assert.ok(!screen(funnelWorld('the holder'), 'Ina Quiet', ['Dan Draw']).items.includes(3));
  });

  it('is not hit by one item other than 4', () => {
    const world = smallWorld();
    world.person('Ana Ruiz');
    assert.deepEqual(screen(world, 'Ana Ruiz', []), { hit: false, items: [8] });
  });
});
