import { createHash, verify, X509Certificate } from 'node:crypto';
import { err, ok, parseInstant, type Result } from '../../core/index.ts';
import { type Der, oidText, partOf, partsOf, TAG } from './der.ts';
import { readToken, type TimeStampToken, TST_INFO } from './token.ts';

/** What a sound token says. `note` names what of it was checked, in words for people. */
export type TimeStamp = { readonly genTime: string; readonly signer: string; readonly note: string };

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const LONGEST_CHAIN = 5;

/** What a token says, or why it is refused. */
type Checked = Result<TimeStamp, string>;

function refused(why: string): Checked {
  return err(why);
}

/** The one value of a signed attribute. */
function attribute(attributes: Der, wanted: string): Der | null {
  for (const item of partsOf(attributes)) {
    if (oidText(partOf(item, 0, TAG.oid)) === wanted) return partsOf(partOf(item, 1, TAG.set))[0] ?? null;
  }
  return null;
}

const withoutSign = (hex: string): string => hex.toLowerCase().replace(/^(00)+(?=..)/, '');

function signerCertificate({ certificates, signer }: TimeStampToken): X509Certificate | null {
  const read = certificates.map((bytes) => new X509Certificate(bytes));
  return (
    read.find(
      ({ serialNumber, raw }) =>
        withoutSign(serialNumber.padStart(serialNumber.length + (serialNumber.length % 2), '0')) ===
          withoutSign(signer.serial) && raw.includes(Buffer.from(signer.issuer)),
    ) ?? null
  );
}

/** RFC 5652 5.4: the signature covers the signed attributes as a SET, and these the digest of the content. */
function isSigned({ signer, tstInfo }: TimeStampToken, certificate: X509Certificate): boolean {
  const { signedAttributes, hash, signature } = signer;
  const type = attribute(signedAttributes, CONTENT_TYPE);
  const digest = attribute(signedAttributes, MESSAGE_DIGEST);
  if (type === null || digest === null || oidText(type) !== TST_INFO) return false;
  if (Buffer.compare(createHash(hash).update(tstInfo).digest(), digest.content) !== 0) return false;
  const covered = Buffer.from(signedAttributes.bytes);
  covered[0] = TAG.set;
  const key = certificate.publicKey;
  return verify(key.asymmetricKeyType === 'ed25519' ? null : hash, covered, key, signature);
}

function coversTime({ validFromDate, validToDate }: X509Certificate, genTime: string): boolean {
  const at = parseInstant(genTime);
  return at.ok && validFromDate.getTime() * 1000 <= at.value && at.value <= validToDate.getTime() * 1000;
}

/** Whether a chain of issuers, each valid at the time, leads from the signer to one of the roots given. */
function leadsTo(roots: readonly X509Certificate[], from: X509Certificate, token: TimeStampToken): boolean {
  const between = token.certificates.map((bytes) => new X509Certificate(bytes));
  let [current, steps] = [from, 0];
  while (steps < LONGEST_CHAIN && coversTime(current, token.genTime)) {
    const issued = (by: X509Certificate): boolean => by.ca && current.checkIssued(by) && current.verify(by.publicKey);
    if (roots.some((root) => current.raw.equals(root.raw) || (coversTime(root, token.genTime) && issued(root))))
      return true;
    const next = between.find((by) => !by.raw.equals(current.raw) && issued(by));
    if (next === undefined) return false;
    [current, steps] = [next, steps + 1];
  }
  return false;
}

function rootsOf(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

function checkToken(token: TimeStampToken, stamped: readonly Uint8Array[], rootPem: string | null): Checked {
  const fits = stamped.some(
    (bytes) => Buffer.compare(createHash(token.hash).update(bytes).digest(), token.imprint) === 0,
  );
  if (!fits) return refused('it was given for other bytes than the tag manifest or the signature');
  const certificate = signerCertificate(token);
  if (certificate === null)
    return rootPem === null
      ? ok({
          genTime: token.genTime,
          signer: 'not named in the token',
          note: 'token signature not checked: it holds no certificate',
        })
      : refused('it holds no certificate of its signer; ask for one with certReq');
  if (!isSigned(token, certificate)) return refused('its own signature does not hold');
  if (certificate.keyUsage?.includes(TIME_STAMPING) !== true)
    return refused('its certificate is not for time stamping (RFC 3161 2.3)');
  const signer = certificate.subject.replaceAll('\n', ', ');
  if (rootPem === null)
    return ok({
      genTime: token.genTime,
      signer,
      note: 'token signature holds, not checked against a trust root',
    });
  return leadsTo(rootsOf(rootPem), certificate, token)
    ? ok({ genTime: token.genTime, signer, note: 'token signature holds and leads to the trust root given' })
    : refused('its signer does not lead to the trust root given');
}

/**
 * Checks a time-stamp token (RFC 3161) against the bytes it may have been given for, its own signature (RFC 5652) with
 * the certificate inside it, and the chain to a trust root where one is given as PEM. Revocation is not looked up:
 * a verifier works offline. The error is the reason, without a full stop.
 */
export function checkTimeStamp(bytes: Uint8Array, stamped: readonly Uint8Array[], rootPem: string | null): Checked {
  try {
    return checkToken(readToken(bytes), stamped, rootPem);
  } catch (cause) {
    return refused(
      `it is not a time-stamp token that can be read (${cause instanceof Error ? cause.message : 'unknown'})`,
    );
  }
}
