import {
  type DateText,
  type Money,
  parseCompactDate,
  parseMoney,
  type RecordId,
  type Sha256,
  unwrap,
} from '../../core/index.ts';
import type { Locator } from '../../facts/index.ts';
import { attributeOf, childrenOf, textOf, type XmlNode } from '../guarded/xml-json.ts';

/** One Activity of a batch, and where it stands. Its amounts and dates have been checked (activity-values.ts). */
export type Activity = {
  readonly node: XmlNode;
  readonly source: Sha256;
  readonly locator: Locator;
  readonly record: RecordId;
  readonly formTypeCode: string | null;
};

/** A Party element with its own name in the Activity: its SeqNum, or its place where SeqNum is absent or repeated. */
export type PlacedParty = {
  readonly element: XmlNode;
  readonly part: string;
  readonly code: string | null;
  readonly nested: readonly PlacedParty[];
};

const NESTING = ['PartyAssociation', 'PartyAccountAssociation'] as const;

/** All parties of an Activity with those nested in them: handlers key on the path, as one name means two things. */
export function placeParties(activity: XmlNode): PlacedParty[] {
  const taken = new Map<string, number>();
  const partOf = (element: XmlNode): string => {
    const name = `SeqNum ${attributeOf(element, 'SeqNum') ?? '-'}`;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
  const place = (element: XmlNode): PlacedParty => {
    const part = partOf(element);
    const holders = NESTING.flatMap((name) => childrenOf(element, name));
    const nested = holders.flatMap((holder) => childrenOf(holder, 'Party')).map(place);
    return { element, part, code: textOf(element, 'ActivityPartyTypeCode'), nested };
  };
  return childrenOf(activity, 'Party').map(place);
}

/** A full date of a checked element, or null when it is not set. */
export function dateOf(element: XmlNode | null, name: string): DateText | null {
  const text = element === null ? null : textOf(element, name);
  return text === null ? null : (unwrap(parseCompactDate(text)) as DateText);
}

/** An amount in US dollars of a checked element, or null when it is not set: unknown is not zero. */
export function dollarsOf(element: XmlNode | null, name: string): Money | null {
  const text = element === null ? null : textOf(element, name);
  return text === null ? null : unwrap(parseMoney(text, 'USD'));
}
