import { z } from 'zod';
import { failure, RedressError } from '../../core/index.ts';
import {
  type Decision,
  type Judgement,
  PERSON_STATES,
  type QuarantineRow,
  SOURCE_CLASSES,
  type Source,
  type SourceClass,
  type SourceRecord,
} from '../../facts/index.ts';
import type { AuditEvent, SequencedEvent } from './audit-event.ts';

/**
 * Stored JSON read back. Each envelope names what a store itself relies on; the rest was written by this program
 * from a checked value, and a text that lacks the envelope throws: a broken home, not a case to handle.
 */
const classes = z.array(z.enum(SOURCE_CLASSES));
const source = z.looseObject({ sha256: z.string().length(64), sourceClass: z.enum(SOURCE_CLASSES) });
const record = z.looseObject({ id: z.string(), source: z.string(), locator: z.looseObject({ kind: z.string() }) });
const quarantine = z.looseObject({ source: z.string(), ordinal: z.int(), code: z.string() });
const judgement = z.looseObject({ left: z.string(), right: z.string(), verdict: z.string(), classes });
const decision = z.union([
  z.looseObject({ kind: z.literal('person-state'), party: z.string(), state: z.enum(PERSON_STATES), classes }),
  z.looseObject({ kind: z.literal('lead-transition'), lead: z.string(), classes }),
]);
const event = z.looseObject({ id: z.string(), atMicros: z.int(), operation: z.string() });

function reader<T>(envelope: z.ZodType): (json: string) => T {
  return (json) => {
    const value: unknown = JSON.parse(json);
    envelope.parse(value);
    return value as T;
  };
}

export const readSourceJson = reader<Source>(source);
export const readRecordJson = reader<SourceRecord>(record);
export const readQuarantineJson = reader<QuarantineRow>(quarantine);
export const readJudgementJson = reader<Judgement>(judgement);
export const readDecisionJson = reader<Decision>(decision);
export const readEventJson = reader<AuditEvent>(event);
export const readClassesJson = reader<readonly SourceClass[]>(classes);

/** A sequenced event as a store keeps it. */
export type SequencedRow = {
  readonly seq: number;
  readonly previous_hash: string;
  readonly leaf_hash: string;
  readonly json: string;
};

/** An event that cannot be read was written over from outside: what an audit is there to find. Error: AUDIT_BROKEN. */
export function readSequenced({ seq, previous_hash, leaf_hash, json }: SequencedRow): SequencedEvent {
  try {
    return { seq, previousHash: previous_hash, leafHash: leaf_hash, event: readEventJson(json) };
  } catch (cause) {
    throw new RedressError(failure('AUDIT_BROKEN', `event ${seq} was changed and cannot be read`, {}, cause));
  }
}
