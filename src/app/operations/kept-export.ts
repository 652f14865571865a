import { z } from 'zod';
import {
  asSha256,
  canonicalJson,
  err,
  failure,
  type Json,
  ok,
  operation,
  type Result,
  sha256Hex,
} from '../../core/index.ts';
import type { AppOperation } from '../context.ts';
import { keepExport, readExport } from '../kept-exports.ts';
import { exportInput, makeExport } from './export.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  zip: 'application/zip',
  bag: 'application/zip',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  'case-uco': 'application/ld+json; charset=utf-8',
  csv: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  graphml: 'application/xml; charset=utf-8',
  gexf: 'application/xml; charset=utf-8',
  anx: 'application/xml; charset=utf-8',
};

/** Endings of formats that are called otherwise than their files. */
const ENDINGS: Readonly<Record<string, string>> = { bag: 'zip', csv: 'zip', 'case-uco': 'jsonld' };

const keepInput = exportInput.omit({ out: true, schedule: true, timestampToken: true });
const keepOutput = z.object({
  /** The SHA-256 of the bytes, under which they are read. */
  export: z.string(),
  byteLength: z.number(),
  fileName: z.string(),
  contentType: z.string(),
  draft: z.boolean(),
  keyId: z.string(),
  watermark: z.string(),
  cuts: z.array(z.string()),
});

/** Makes an export and keeps its bytes for whoever works on the case: what a job does, so it answers their hash alone. */
export const exportKeep: AppOperation<z.infer<typeof keepInput>, z.infer<typeof keepOutput>> = operation({
  name: 'export.keep',
  input: keepInput,
  output: keepOutput,
  access: { action: 'export.draft', mode: 'write', protectedData: true },
  key: (asked) => sha256Hex(canonicalJson({ ...asked } as Json)),
  run: async (context, asked) => {
    const made = await makeExport(context, { ...asked, out: null, schedule: null, timestampToken: null });
    if (!made.ok) return made;
    const { bytes, draft, keyId, watermark, variant, cuts } = made.value;
    const contentType = CONTENT_TYPES[asked.format] ?? 'application/octet-stream';
    const fileName = `${asked.id}.${ENDINGS[asked.format] ?? asked.format}`;
    const kept = await keepExport(context.home.blobs, context.viewer.case.id, {
      fileName,
      contentType,
      variant,
      bytes: Buffer.from(bytes ?? '', 'base64'),
    });
    const { sha256, byteLength } = kept;
    return ok({ export: sha256, byteLength, fileName, contentType, draft, keyId, watermark, cuts });
  },
});

const readInput = z.strictObject({ id: z.string().regex(/^[0-9a-f]{64}$/, 'is not the id of an export') });
const readOutput = z.object({
  fileName: z.string(),
  contentType: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

/** The bytes of a kept export. That of another case, or of a variant above the viewer's view, is not there. */
export const exportRead: AppOperation<z.infer<typeof readInput>, z.infer<typeof readOutput>> = operation({
  name: 'export.read',
  input: readInput,
  output: readOutput,
  access: { action: 'export.draft', mode: 'read', protectedData: true },
  key: ({ id }) => id,
  run: async (context, { id }): Promise<Result<z.infer<typeof readOutput>>> => {
    const kept = await readExport(context.home.blobs, context.viewer.case.id, asSha256(id));
    if (kept === null || (kept.variant === 'bsa' && !context.cut.classes.includes('BSA_LEAD_ONLY')))
      return err(failure('NOT_FOUND', `there is no export ${id}`));
    const { fileName, contentType, bytes } = kept;
    return ok({ fileName, contentType, bytes });
  },
});
