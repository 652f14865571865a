import { err, ok, type Result } from '../core/index.ts';
import type { VictimEntry, WorksheetFile } from './file.ts';
import { type FilePlace, fileFailure } from './read/fields.ts';
import { LATEST, type RuleSet, rulesBetween } from './rules.ts';
import { type Warning, warning } from './warning.ts';

/** The rules that measure a victim, oldest first. The last one gives the total; all are computed and shown. */
export type VictimRules = {
  readonly sets: readonly RuleSet[];
  readonly last: RuleSet;
  readonly warnings: readonly Warning[];
};

/**
 * Restitution is part of the punishment, so the rule is that of the offence (ex post facto; Ellingburg, 2026). An offence
 * that goes on past a change of law is measured under both and flagged: the total follows the law in force when it ended,
 * and the other total stands beside it for a person to choose.
 */
export function rulesFor(
  { id, statutes, offence }: VictimEntry,
  { rulesAsOf }: Pick<WorksheetFile, 'rulesAsOf'>,
  place: FilePlace,
): Result<VictimRules> {
  const [from, to] = rulesAsOf === null ? (offence ?? [LATEST, LATEST]) : [rulesAsOf, rulesAsOf];
  const sets = rulesBetween(statutes, from, to);
  const last = sets.at(-1);
  if (last === undefined) return err(fileFailure('NO_RULE', `no rule is loaded for an offence of ${from}`, place));
  const about = { victim: id };
  const warnings: Warning[] = [];
  if (rulesAsOf !== null)
    warnings.push(warning('RULES_AS_OF', `the rules of ${rulesAsOf} are used, whenever the offence was`, about));
  else if (offence === null)
    warnings.push(warning('OFFENCE_UNKNOWN', 'no date of the offence is stated: the rules of today are used', about));
  if (sets.length > 1) {
    const versions = sets.map(({ version }) => version).join(', then ');
    const what = `the offence spans a change of law: ${versions}. The total follows the last; see rules for the others`;
    warnings.push(warning('RULE_CHANGE', what, about));
  }
  return ok({ sets, last, warnings });
}
