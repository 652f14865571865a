import { type Der, oidText, partOf, partsOf, readDer, TAG, timeText } from './der.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
export const TST_INFO = '1.2.840.113549.1.9.16.1.4';

/** Hash algorithms that a token may name, by object identifier. */
const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** A time-stamp token as RFC 3161 and RFC 5652 lay it out, nothing judged yet. */
export type TimeStampToken = {
  readonly hash: string;
  readonly imprint: Uint8Array;
  /** ISO 8601. */
  readonly genTime: string;
  readonly tstInfo: Uint8Array;
  readonly certificates: readonly Uint8Array[];
  readonly signer: {
    /** Issuer (DER) and serial number of the signer's certificate. */
    readonly issuer: Uint8Array;
    readonly serial: string;
    readonly hash: string;
    readonly signedAttributes: Der;
    readonly signature: Uint8Array;
  };
};

function hashOf(algorithm: Der): string {
  const name = HASHES[oidText(partOf(algorithm, 0, TAG.oid))];
  if (name === undefined) throw new TypeError('a hash algorithm that is not SHA-256, 384 or 512');
  return name;
}

/** The token of a file: bare, or inside the answer of the time-stamp authority (TimeStampResp). */
function contentInfo(bytes: Uint8Array): Der {
  const outer = readDer(bytes);
  const [first, second] = partsOf(outer);
  if (first?.tag === TAG.oid) return outer;
  if (second?.tag !== TAG.sequence) throw new TypeError('the authority gave no token');
  return second;
}

function signerOf(info: Der): TimeStampToken['signer'] {
  const [, sid, algorithm, attributes, , signature] = partsOf(info);
  if (sid?.tag !== TAG.sequence || algorithm === undefined || attributes?.tag !== TAG.context0)
    throw new TypeError('a signer without issuer and serial number or without signed attributes');
  if (signature?.tag !== TAG.octets) throw new TypeError('a signer without a signature');
  return {
    issuer: partOf(sid, 0, TAG.sequence).bytes,
    serial: Buffer.from(partOf(sid, 1, TAG.integer).content).toString('hex'),
    hash: hashOf(algorithm),
    signedAttributes: attributes,
    signature: signature.content,
  };
}

/** Reads a token. Throws TypeError for what is not one, or is one of a kind that is not read here. */
export function readToken(bytes: Uint8Array): TimeStampToken {
  const info = contentInfo(bytes);
  if (oidText(partOf(info, 0, TAG.oid)) !== SIGNED_DATA) throw new TypeError('not signed data');
  const signedData = partOf(partOf(info, 1, TAG.context0), 0, TAG.sequence);
  const parts = partsOf(signedData);
  const encapsulated = partOf(signedData, 2, TAG.sequence);
  if (oidText(partOf(encapsulated, 0, TAG.oid)) !== TST_INFO) throw new TypeError('not a time-stamp token');
  const tstInfo = partOf(partOf(encapsulated, 1, TAG.context0), 0, TAG.octets).content;
  const tst = readDer(tstInfo);
  const imprint = partOf(tst, 2, TAG.sequence);
  const signers = parts.at(-1);
  if (signers?.tag !== TAG.set || partsOf(signers).length !== 1) throw new TypeError('not exactly one signer');
  const certificates = parts.slice(3).find(({ tag }) => tag === TAG.context0);
  return {
    hash: hashOf(partOf(imprint, 0, TAG.sequence)),
    imprint: partOf(imprint, 1, TAG.octets).content,
    genTime: timeText(partOf(tst, 4, TAG.time)),
    tstInfo,
    certificates: certificates === undefined ? [] : partsOf(certificates).map((item) => item.bytes),
    signer: signerOf(partOf(signers, 0, TAG.sequence)),
  };
}
