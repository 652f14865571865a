import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unwrap } from '../../../src/core/index.ts';
import { buildPackage, type ExportInput } from '../../../src/evidence/index.ts';
import { arrangeScope } from '../../../src/evidence/scope.ts';
import { makeScene } from '../leads/scene.ts';
import { exportInputOf } from './export-input.ts';

const ASSETS =
  'asset_id,kind,identifier_type,identifier,titled_owner,owner_id_type,owner_id,value,currency,value_as_of,value_method,lien_holder,lien_amount,address,county_fips,occupants\n';

async function textsOf(input: ExportInput): Promise<string> {
  const { files } = unwrap(await buildPackage(input));
  const texts = [...files].filter(([path]) => !path.endsWith('.pdf'));
  return texts.map(([, bytes]) => Buffer.from(bytes).toString('utf8')).join('\n');
}

describe('a place where possible victims live', () => {
  it('leaves without its address and parcel, whoever owns it: no more than its county is told', async () => {
    const row =
      'H9,real_property,parcel,77-001,Harbor Works LLC,ein,912345671,90000.00,USD,2024-01-01,assessment,,,"8 Quiet Way, Salem, MA 01970",25009,possible_victims\n';
    const scene = await makeScene({ 'assets.csv': ASSETS + row });
    for (const kind of ['lead', 'evidence'] as const)
      assert.doesNotMatch(await textsOf(exportInputOf(scene, { kind })), /Quiet Way|77-001/, kind);
  });
});

describe('a person of the same name as someone who is numbered', () => {
  it('shows no number of theirs, which would tell who stands under the pseudonym', async () => {
    const row = 'C7,vehicle,vin,1HGCM82633A004352,Omar Diaz,passport,X7654321,21000.00,USD,2024-01-01,guide,,,,,\n';
    const scene = await makeScene({ 'assets.csv': ASSETS + row });
    const namesake = scene.resolution.entities.find(({ identifiers }) =>
      identifiers.some(({ type }) => type === 'passport'),
    );
    assert.ok(namesake !== undefined && namesake.id !== scene.entity('Omar Diaz'), 'the two are one entity');
    const { scope } = exportInputOf(scene);
    const text = await textsOf(
      exportInputOf(scene, { scope: { ...scope, entities: [...scope.entities, namesake.id] } }),
    );
    assert.doesNotMatch(text, /ending 4321|X7654321/);
  });

  it('stands under a number of their own, and under no figure of the other', async () => {
    const row = 'C7,vehicle,vin,1HGCM82633A004352,Omar Diaz,passport,X7654321,21000.00,USD,2024-01-01,guide,,,,,\n';
    const scene = await makeScene({ 'assets.csv': ASSETS + row });
    const namesakes = scene.resolution.entities.filter(({ names }) => names[0] === 'Omar Diaz').map(({ id }) => id);
    const { scope } = exportInputOf(scene);
    const entities = [...new Set([...scope.entities, ...namesakes])];
    const { nameOf, redact, isNumbered } = arrangeScope(exportInputOf(scene, { scope: { ...scope, entities } }));
    assert.equal(namesakes.length, 2);
    assert.deepEqual(namesakes.map(nameOf).toSorted(), ['P-1', 'P-2']);
    assert.ok(namesakes.every(isNumbered));
    assert.equal(redact('paid by Diaz, Omar to V-1'), 'paid by a numbered person to V-1');
    assert.equal(redact('OMAR DIAZ'), 'a numbered person');
    assert.equal(nameOf(scene.entity('Paul Stone')), 'Paul Stone');
  });
});
