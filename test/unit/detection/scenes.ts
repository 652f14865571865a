import { type SmallWorld, smallWorld } from './small-world.ts';

const WORKERS = ['Ada North', 'Bea South', 'Cyd East', 'Dee West'];

/** Four workers of one cleaning firm, paid every fortnight, who send most of each wage on the next day. */
export function crewWorld(receiver: 'private person' | 'remitter' | 'cash'): SmallWorld {
  const world = smallWorld();
  world.firm('Acme Cleaning LLC', { naics: '561720', city: 'Toledo', state: 'OH' });
  world.person('Max Stone', { city: 'Toledo', state: 'OH', address: '9 High St' });
  world.person('Cora Hill', { city: 'Toledo', state: 'OH', address: '5 Low St' });
  world.firm('Safe Remit Inc', { naics: '522390' });
  world.account('ACME', 'Acme Cleaning LLC', [{ name: 'Cora Hill', role: 'signatory' }]);
  world.account('CORA', 'Cora Hill');
  world.account('MAX', 'Max Stone');
  world.owns('Max Stone', 'Acme Cleaning LLC', 100);
  world.firm('Office Tower Inc', { naics: '531120' });
  for (let month = 0; month < 4; month++)
    world.move({ day: month * 30, amount: '12000.00', from: 'Office Tower Inc', to: 'ACME', memo: `INV ${month}` });
  for (const [i, name] of WORKERS.entries()) {
    world.person(name, { city: 'Toledo', state: 'OH', address: '77 Mill Rd' });
    world.account(name, name);
    for (let cycle = 0; cycle < 8; cycle++) {
      const day = cycle * 14 + 4;
      world.move({ day, amount: '1000.00', from: 'ACME', to: name, memo: 'PAYROLL' });
      const onward = { day: day + 1, amount: `${600 + i}.00`, from: name };
      if (receiver === 'private person') world.move({ ...onward, to: 'CORA', method: 'p2p' });
      else if (receiver === 'remitter') world.move({ ...onward, to: 'Safe Remit Inc' });
      else world.move({ ...onward, method: 'cash' });
    }
  }
  for (let cycle = 0; cycle < 8; cycle++)
    world.move({ day: cycle * 14 + 6, amount: '2300.00', from: 'CORA', to: 'MAX', method: 'p2p' });
  return world;
}

const SHOPS = [
  ['Amber Spa LLC', 'Toledo', 'Nora Paper'],
  ['Coral Nails LLC', 'Akron', 'Omar Title'],
  ['Dune Bar Corp', 'Dayton', 'Petra Deed'],
] as const;

/** Three shops whose takings are swept to a holding and on to one man, declared as their owner or not. */
export function chainWorld(control: 'hidden' | 'open'): SmallWorld {
  const world = smallWorld();
  world.person('Max Stone', { city: 'Toledo', state: 'OH', address: '9 High St' });
  world.firm('Stone Holdings LLC', { naics: '551112' });
  world.account('HOLD', 'Stone Holdings LLC', [{ name: 'Max Stone', role: 'signatory' }]);
  world.account('MAX', 'Max Stone');
  world.owns('Max Stone', 'Stone Holdings LLC', 100);
  for (const [name, city, paper] of SHOPS) {
    world.firm(name, { naics: '812113', city, state: 'OH', address: `1 Main St ${city}`, phone: '419-555-0101' });
    world.person(paper, { city, state: 'OH' });
    world.account(name, name, [{ name: 'Max Stone', role: 'signatory' }]);
    world.owns(control === 'hidden' ? paper : 'Max Stone', name, 100);
    for (let week = 0; week < 20; week++) {
      world.move({ day: week * 7, amount: '3000.00', to: name, method: 'cash', hour: week % 2 === 0 ? 23 : 14 });
      world.move({ day: week * 7 + 1, amount: '2900.00', from: name, to: 'HOLD', method: 'internal' });
    }
  }
  for (let week = 0; week < 20; week++)
    world.move({ day: week * 7 + 2, amount: '8000.00', from: 'HOLD', to: 'MAX', method: 'wire' });
  return world;
}

const TOWNS = ['Reno, NV', 'Tulsa, OK', 'Boise, ID'] as const;

/** Three accounts fed with cash in far towns and drained in Los Angeles the next day, by one other man or by the holder. */
export function funnelWorld(drawnBy: 'another' | 'the holder'): SmallWorld {
  const world = smallWorld();
  world.person('Dan Draw', { city: 'Los Angeles', state: 'CA', phone: '213-555-0101' });
  world.account('DAN', 'Dan Draw');
  world.firm('City Market Inc', { naics: '445110' });
  for (const [i, name] of ['Ina Quiet', 'Jun Still', 'Kim Mute'].entries()) {
    world.person(name, { city: 'Toledo', state: 'OH', phone: '213-555-0101' });
    world.account(name, name);
    for (let round = 0; round < 9; round++) {
      const day = round * 10 + i;
      const town = TOWNS[round % 3] ?? 'Reno, NV';
      world.move({ day, amount: '9000.00', to: name, method: 'cash', place: town, hour: 15 });
      const conductor = drawnBy === 'another' ? 'Dan Draw' : name;
      world.move({
        day: day + 1,
        amount: '8900.00',
        from: name,
        method: 'cash',
        place: 'Los Angeles, CA',
        hour: 9,
        conductor,
      });
      if (drawnBy === 'the holder')
        world.move({ day: day + 2, amount: '60.00', from: name, to: 'City Market Inc', method: 'card' });
    }
  }
  return world;
}
