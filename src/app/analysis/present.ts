import { canonicalJson, type Json } from '../../core/index.ts';
import { accountJson, entityJson, findingJson, networkJson, presentation } from '../../detection/index.ts';
import type { FactSet, SourceClass } from '../../facts/index.ts';
import { leadJson } from '../../leads/index.ts';
import { graphKeys, searchKeys } from '../../resolution/index.ts';
import type { KeyRow, ResultRow } from '../../store/port/index.ts';
import { placeKeys } from '../explore/place-keys.ts';
import type { PipelineResult } from './pipeline.ts';

type Rankable = { readonly id: string; readonly classes: readonly SourceClass[] };

function rows<T extends Rankable>(kind: string, items: readonly T[], json: (item: T) => Json): ResultRow[] {
  return items.map((item, index) => ({
    kind,
    id: item.id,
    rank: index + 1,
    classes: item.classes,
    json: canonicalJson(json(item)),
  }));
}

/** The result rows of a Run in the shapes of interface 3, and the keys by which they are found and walked. */
export function presentRun(
  facts: FactSet,
  result: PipelineResult,
): { readonly rows: readonly ResultRow[]; readonly keys: readonly KeyRow[] } {
  const { resolution, detection, findings, leads } = result;
  const shown = presentation(facts, resolution, detection);
  const presented = [
    ...rows('entity', resolution.entities, (entity) => entityJson(entity, shown)),
    ...rows('account', resolution.accounts, (account) => accountJson(account, shown)),
    ...rows('finding', findings, findingJson),
    ...rows('network', detection.networks, (network) => networkJson(network, shown)),
    ...rows('lead', leads, leadJson),
  ];
  return {
    rows: presented,
    keys: [...searchKeys(resolution), ...graphKeys(facts, resolution), ...placeKeys(presented)],
  };
}
