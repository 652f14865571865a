import { createHash } from 'node:crypto';
import { canonicalJson, compareText, type Json, parseInstant, sha256Hex } from '../core/index.ts';
import type { Source } from '../facts/index.ts';
import type { ExportInput } from './input.ts';

export const CASE_UCO_FILE = 'data/case-uco.jsonld';

/** Vocabularies of CASE and UCO (legal-and-evidence 3.4). */
const CONTEXT = {
  kb: 'urn:redress:',
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-tool': 'https://ontology.unifiedcyberontology.org/uco/tool/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

type Node = { readonly [key: string]: Json };
type Held = { readonly label: string; readonly source: Source };

/** Namespace of our node names: the version-5 UUID of "urn:redress:" in the URL namespace of RFC 9562, 6.6. */
const NAMESPACE = Buffer.from('26c9cf10e1f85c419e9553ca1f503c94', 'hex');

/**
 * A name that the same content always has, in the form `kb:kind-UUID` (RFC 9562, version 5). A name, and no proof of the
 * content, for which its SHA-256 stands; UCO knows the UUIDs of RFC 4122 alone, where a name is a SHA-1.
 */
function nodeId(kind: string, content: Json): string {
  const bytes = createHash('sha1')
    .update(NAMESPACE)
    .update(canonicalJson([kind, content]))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8(0x50 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `kb:${kind}-${groups.join('-')}`;
}

const typed = (type: string, value: string): Node => ({ '@type': `xsd:${type}`, '@value': value });
const reference = (id: string): Node => ({ '@id': id });

type FileFacts = { readonly name: string; readonly bytes: number; readonly sha256: string };

function fileNode({ name, bytes, sha256 }: FileFacts): Node & { readonly '@id': string } {
  const file = nodeId('file', [name, sha256]);
  return {
    '@id': file,
    '@type': 'uco-observable:File',
    'uco-core:hasFacet': [
      {
        '@id': nodeId('file-facet', file),
        '@type': 'uco-observable:FileFacet',
        'uco-observable:fileName': name,
        'uco-observable:sizeInBytes': typed('integer', `${bytes}`),
      },
      {
        '@id': nodeId('content-data-facet', file),
        '@type': 'uco-observable:ContentDataFacet',
        'uco-observable:hash': [
          {
            '@id': nodeId('hash', sha256),
            '@type': 'uco-types:Hash',
            'uco-types:hashMethod': 'SHA256',
            'uco-types:hashValue': typed('hexBinary', sha256),
          },
        ],
      },
    ],
  };
}

function record(exhibit: string, description: string, files: readonly string[]): Node & { readonly '@id': string } {
  return {
    '@id': nodeId('provenance-record', [exhibit, [...files]]),
    '@type': 'case-investigation:ProvenanceRecord',
    'case-investigation:exhibitNumber': exhibit,
    'uco-core:description': description,
    'uco-core:object': files.map(reference),
  };
}

/** Only a full instant is a dateTime; a date alone is said in the description. */
function startOf(at: string | null): Node {
  return at !== null && parseInstant(at).ok ? { 'uco-action:startTime': typed('dateTime', at) } : {};
}

type Action = {
  readonly name: string;
  readonly description: string;
  readonly at: string | null;
  readonly performer: string | null;
  readonly instrument: string;
  readonly objects: readonly string[];
  readonly results: readonly string[];
};

function actionNode({ name, description, at, performer, instrument, objects, results }: Action): Node {
  return {
    '@id': nodeId('investigative-action', [name, [...objects], [...results]]),
    '@type': 'case-investigation:InvestigativeAction',
    'uco-core:name': name,
    'uco-core:description': description,
    ...startOf(at),
    ...(performer === null ? {} : { 'uco-action:performer': reference(performer) }),
    'uco-action:instrument': reference(instrument),
    'uco-action:object': objects.map(reference),
    'uco-action:result': results.map(reference),
  };
}

/** A node of a party that a record of custody names: the custodian, or the recipient. */
function identityNode(name: string): Node & { readonly '@id': string } {
  return { '@id': nodeId('identity', name), '@type': 'uco-identity:Identity', 'uco-core:name': name };
}

/** Each original: its file, its exhibit, and the action by which it came in. */
function receivedNodes({ label, source }: Held, tool: string): Node[] {
  const file = fileNode({ name: source.fileName, bytes: source.byteLength, sha256: source.sha256 });
  const exhibit = record(label, `original as received, ${source.recordsStored} rows`, [file['@id']]);
  const custodian = source.custodian === null ? null : identityNode(source.custodian);
  const action = actionNode({
    name: 'received',
    description: `hashed as received, before reading; received ${source.receivedAt ?? 'at a time that is not recorded'}`,
    at: source.receivedAt,
    performer: custodian?.['@id'] ?? null,
    instrument: tool,
    objects: [file['@id']],
    results: [exhibit['@id']],
  });
  return [file, exhibit, ...(custodian === null ? [] : [custodian]), action];
}

/**
 * Provenance of a package as CASE/UCO JSON-LD: the originals as exhibits, and the actions by which they came in and the
 * package was made of them. Nodes are named by content and stand in the order of their names, so the same package is
 * the same bytes. No validator of the ontologies was run over it.
 */
export function caseUcoJson(
  { run, at, to }: Pick<ExportInput, 'run' | 'at' | 'to'>,
  held: readonly Held[],
  files: ReadonlyMap<string, Uint8Array>,
): Json {
  const tool: Node & { readonly '@id': string } = {
    '@id': nodeId('tool', run.codeVersion),
    '@type': 'uco-tool:Tool',
    'uco-core:name': 'redress',
    'uco-tool:version': run.codeVersion,
  };
  const made = [...files].map(([path, bytes]) =>
    fileNode({ name: path, bytes: bytes.length, sha256: sha256Hex(bytes) }),
  );
  const received = held.flatMap((item) => receivedNodes(item, tool['@id']));
  const exhibit = record(
    'package',
    'files of the package',
    made.map((node) => node['@id']),
  );
  const packaged = actionNode({
    name: 'packaged',
    description: `made for ${to} from records with the combined digest ${run.inputDigest}, dated ${at}`,
    at,
    performer: null,
    instrument: tool['@id'],
    objects: received.filter((node) => node['@type'] === 'uco-observable:File').map((node) => String(node['@id'])),
    results: [exhibit['@id']],
  });
  const nodes = new Map([tool, ...received, ...made, exhibit, packaged].map((node) => [String(node['@id']), node]));
  const sorted = [...nodes].sort(([a], [b]) => compareText(a, b)).map(([, node]) => node);
  return { '@context': CONTEXT, '@graph': sorted };
}
