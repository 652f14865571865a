import { groupBy } from '../core/index.ts';
import type { Clusters } from './clustering.ts';
import type { Mention } from './mentions.ts';
import type { PartyLink } from './types.ts';

const SCORE = 1;

/**
 * Parties that a publisher calls by one entry number, in one file or in several: OFAC gives the name, the aliases and the
 * addresses of an entry in separate files. They are joined before anything is compared, whatever their names are, as an
 * entry may have a hundred aliases. A person's decision that two are different still stands above it.
 */
export function joinListEntries(mentions: readonly Mention[], clusters: Clusters): PartyLink[] {
  const entries = groupBy(
    mentions.flatMap((mention, index) => {
      const entry = mention.identifiers.find(({ type }) => type === 'list-entry');
      return entry === undefined ? [] : [{ index, key: entry.key }];
    }),
    ({ key }) => key,
  );
  return [...entries].flatMap(([key, [first, ...others]]) =>
    others.flatMap(({ index }): PartyLink[] => {
      const [a, b] = [mentions[first?.index ?? index], mentions[index]];
      if (first === undefined || a === undefined || b === undefined) return [];
      if (clusters.isJudgedApart(first.index, index)) return [];
      clusters.force(first.index, index);
      const reason = {
        rule: 'same-list-entry',
        text: key.replace(' ', ': '),
        records: [a.party.record, b.party.record],
      };
      return [{ left: a.party.id, right: b.party.id, score: SCORE, reasons: [reason] }];
    }),
  );
}
