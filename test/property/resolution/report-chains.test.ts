import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { moneyText, sumMoney } from '../../../src/core/index.ts';
import type { FactSet } from '../../../src/facts/index.ts';
import { settleReports } from '../../../src/resolution/index.ts';
import { ack, batch, factsOfTexts } from '../../unit/resolution/filings.ts';

const RUNS = process.env.REDRESS_LONG === '1' ? 400 : 20;

const idOf = (chain: number, step: number): string => `310000000${String(chain * 100 + step + 1).padStart(5, '0')}`;

/** A person's filings, each amending the one before; of each it is drawn whether its acknowledgement is at hand. */
const chains = fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });

function filesOf(chain: readonly boolean[], number: number): string[] {
  return chain.flatMap((acknowledged, step) => {
    const prior = step === 0 ? {} : { kind: 'CorrectsAmendsPrior' as const, prior: idOf(number, step - 1) };
    const words = {
      ...prior,
      filed: `202403${10 + step}`,
      cash: String(1_000 * (number + 1) + step),
      subject: `Sub${'abcd'[number]}`,
    };
    return [batch(words), ...(acknowledged ? [ack(idOf(number, step))] : [])];
  });
}

/** The filings that stand: an id is told as long as every id before it is, since each has one filing fewer left. */
function standingOf(chain: readonly boolean[], number: number): number[] {
  const gap = chain.slice(0, -1).indexOf(false);
  const superseded = gap < 0 ? chain.length - 1 : gap;
  return chain.map((_, step) => 1_000 * (number + 1) + step).slice(superseded);
}

const cashOf = ({ cashMovements }: FactSet) =>
  moneyText(
    sumMoney(
      cashMovements.map(({ amount }) => amount),
      'USD',
    ),
  );

describe('chains of amendments', () => {
  it('count the cash of what stands, whatever the order in which the files came', async () => {
    await fc.assert(
      fc.asyncProperty(chains, fc.infiniteStream(fc.nat(1_000)), async (drawn, order) => {
        const files = drawn.flatMap(filesOf);
        const shuffled = files
          .map((text) => ({ text, at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ text }) => text);
        const settled = settleReports(await factsOfTexts(...shuffled));
        const expected = drawn.flatMap(standingOf).reduce((sum, cash) => sum + cash, 0);
        assert.equal(cashOf(settled.facts), `${expected}.00`);
        assert.deepEqual(settleReports(await factsOfTexts(...files)), settled);
      }),
      { numRuns: RUNS },
    );
  });
});
