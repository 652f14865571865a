import type { Reference } from '../../reference/load.ts';
import type { AccountId, DateText, EntityId, Json } from '../core/index.ts';
import type { Detection } from '../detection/index.ts';
import type { FactSet } from '../facts/index.ts';
import type { Lead, LeadStatus } from '../leads/index.ts';
import type { Ownership } from '../ownership/index.ts';
import type { Entity, Resolution } from '../resolution/index.ts';

/**
 * What one export is made from: a Run over the cut of its variant, and the scope in the ids of that Run. For evidence
 * and no-bsa the cut is the admissible one, so nothing here can depend on a report that is not in it (interface 4).
 */
export type ExportInput = {
  readonly kind: 'lead' | 'evidence' | 'graph';
  readonly variant: 'bsa' | 'no-bsa';
  /** Enters the watermark; folder and ZIP are both `bag`. */
  readonly format: string;
  readonly facts: FactSet;
  readonly resolution: Resolution;
  readonly ownership: Ownership;
  readonly detection: Detection;
  readonly reference: Reference;
  readonly asOf: DateText;
  readonly scope: { readonly accounts: readonly AccountId[]; readonly entities: readonly EntityId[] };
  /** Required for a lead package; in evidence it brings traces and the facts that point the other way. */
  readonly lead: Lead | null;
  /** Whom the house's own Run holds possible victims, in the ids of this Run: the cut may not show why. */
  readonly heldVictims: readonly EntityId[];
  /** Persons who are no longer in the record: nothing else of them is here, and their names leave every text. */
  readonly notNamed?: readonly Entity[];
  readonly run: {
    readonly inputDigest: string;
    readonly parameters: Json;
    readonly codeVersion: string;
    /** The latest review-by date of those who are not named, by which the package can be made again. */
    readonly peopleTo?: string;
  };
  readonly to: string;
  /** `--at`, else the lead's approval, else the as-of date of the cut: no export holds another time. */
  readonly at: string;
  readonly status: LeadStatus;
  readonly approvedBy: string | null;
};

/** Whether a second person approved what leaves; everything else is a DRAFT on every page. */
export function isApproved({ status, approvedBy }: Pick<ExportInput, 'status' | 'approvedBy'>): boolean {
  return approvedBy !== null && (status === 'APPROVED' || status === 'RELEASED');
}
