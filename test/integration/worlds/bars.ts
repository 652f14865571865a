import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWorld, type Verdict } from './evaluate.ts';
import { anyKind, verdictTable } from './verdict-table.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The bars of the main job over generated worlds; two test files share them so that two cores carry the seeds. */
export function describeWorlds(from: number, to: number): void {
  describe(`generated worlds, seeds ${from} to ${to}`, () => {
    const verdicts: Verdict[] = [];

    it('are analysed', async () => {
      for (let seed = from; seed <= to; seed++) verdicts.push(await judgeWorld(seed));
      console.log(verdictTable(verdicts));
      assert.equal(verdicts.length, to - from + 1);
    });

    it('have at least 95 percent of their planted networks found', () => {
      const planted = verdicts.reduce((sum, verdict) => sum + anyKind(verdict).planted, 0);
      const found = verdicts.reduce((sum, verdict) => sum + anyKind(verdict).hit, 0);
      assert.ok(
        found >= 0.95 * planted,
        `${found} of ${planted}: ${verdicts.flatMap(({ missed }) => missed.map(({ id }) => id)).join(', ')}`,
      );
    });

    it('have no look-alike flagged', () => {
      assert.deepEqual(
        verdicts.flatMap(({ seed, lookAlikes }) => lookAlikes.flagged.map((id) => `seed ${seed}: ${id}`)),
        [],
      );
    });

    it('have no planted victim as subject, facilitator or freeze target', () => {
      assert.deepEqual(
        verdicts.flatMap(({ seed, victims }) => victims.named.map((what) => `seed ${seed}: ${what}`)),
        [],
      );
    });

    it('have their facilitators named at precision and recall of at least 0.8, each with reasons and records', () => {
      const precision = mean(verdicts.map(({ facilitators }) => facilitators.precision));
      const recall = mean(verdicts.map(({ facilitators }) => facilitators.recall));
      assert.ok(precision >= 0.8 && recall >= 0.8, `precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`);
      assert.equal(
        verdicts.reduce((sum, verdict) => sum + verdict.facilitators.withoutReasons, 0),
        0,
      );
    });

    it('have no benign hub as facilitator', () => {
      assert.deepEqual(
        verdicts.flatMap(({ facilitators }) => facilitators.benignHubs),
        [],
      );
    });

    it('have their mentions resolved at a pairwise F1 of at least 0.95', () => {
      for (const { seed, resolution } of verdicts)
        assert.ok(resolution.f1 >= 0.95, `seed ${seed}: F1 ${resolution.f1.toFixed(4)}`);
    });
  });
}
