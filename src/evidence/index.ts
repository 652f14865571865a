export { type BagContent, buildBag } from './bag/build.ts';
export type { Bag, BagFile } from './bag/layout.ts';
export { type VerifyReport, verifyBag } from './bag/verify.ts';
export { bagZip, writeBagFolder, writeBagZip } from './bag/write.ts';
export type { ExportInput } from './input.ts';
export { buildPackage, type PackageFiles } from './package.ts';
export { fingerprintOf, generateSigningKey, isSignedBy, type Signer, signerFromPem } from './signer.ts';
