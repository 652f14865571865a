import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeId, parseMoney, unwrap } from '../../../src/core/index.ts';
import { detect } from '../../../src/detection/index.ts';
import { smallWorld } from './small-world.ts';

describe('Findings about the data', () => {
  it('name a form type that contradicts its content', () => {
    const world = smallWorld();
    world.report({ formTypeContradicts: true, formTypeCode: 'CTRX' });
    const findings = detect(world.input()).findings.map(({ rule, value, family, kind }) => ({
      rule,
      value,
      family,
      kind,
    }));
    assert.deepEqual(
      findings.sort((a, b) => (a.rule < b.rule ? -1 : 1)),
      [{ rule: 'form-type-contradicts', value: 'CTRX', family: 'D', kind: 'data' }],
    );
  });

  it('name an amount with more decimals than its currency has', () => {
    const world = smallWorld();
    world.person('Ana Ruiz');
    const input = world.input();
    const [known] = [...input.facts.records.keys()];
    assert.ok(known !== undefined);
    const balance = {
      kind: 'balance' as const,
      id: makeId('fct', 'balance'),
      record: known,
      account: makeId('acc', 'A1'),
      asOf: input.asOf,
      amount: unwrap(parseMoney('10.005', 'USD')),
      balanceKind: 'ledger' as const,
    };
    const [finding] = detect({ ...input, facts: { ...input.facts, balances: [balance] } }).findings;
    assert.equal(finding?.rule, 'excess-decimals');
    assert.equal(finding?.value, '10.005 USD');
  });
});
