import { compareText, err, failure, ok, type Result, sha256Hex } from '../../core/index.ts';
import { type Bag, SIGNATURE, TAG_MANIFEST, TIME_STAMP } from '../bag/layout.ts';
import { checkTimeStamp } from './check.ts';

/** What stands for every byte of a bag: the SHA-256 of its tag manifest. */
export function bagDigest(bag: Bag): string {
  return sha256Hex(bag.find(({ path }) => path === TAG_MANIFEST)?.bytes ?? new Uint8Array());
}

/**
 * The bag with a time-stamp token laid beside its signature, every other byte the same. A token is given for a bag that
 * exists, so the bag is made once without it and, the same, once more with it. Error: TOKEN_REFUSED with the reason, as
 * when it was given for the bytes of another package.
 */
export function stampBag(bag: Bag, token: Uint8Array): Result<Bag> {
  const stamped = bag.filter(({ path }) => path === TAG_MANIFEST || path === SIGNATURE);
  const checked = checkTimeStamp(
    token,
    stamped.map(({ bytes }) => bytes),
    null,
  );
  if (!checked.ok) return err(failure('TOKEN_REFUSED', `the time-stamp token is refused: ${checked.error}`));
  return ok([...bag, { path: TIME_STAMP, bytes: token }].sort((a, b) => compareText(a.path, b.path)));
}
