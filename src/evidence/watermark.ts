import { canonicalJson, sha256Hex } from '../core/index.ts';
import type { ExportInput } from './input.ts';
import { recipientText } from './recipient.ts';

/** The copy's own line: a function of id, kind, variant, format, recipient and time, and of nothing else (interface 4). */
export function watermarkOf(id: string, { kind, variant, format, to, at }: ExportInput): string {
  const mark = sha256Hex(canonicalJson({ id, kind, variant, format, to, at })).slice(0, 16);
  const what = kind === 'evidence' ? kind : `${kind} ${variant}`;
  return `Copy ${mark} | ${recipientText(to)} | ${id} | ${what} | ${format} | ${at}`;
}
