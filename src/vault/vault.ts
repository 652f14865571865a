import { parseInstant } from '../core/index.ts';
import { isPseudonym, PSEUDONYM_ALPHABET } from '../facts/index.ts';
import { type Consent, type Identity, identityKey, latestDay, type VaultEntry } from './identity.ts';
import { vaultKey } from './key-file.ts';
import { sealsOf } from './seal.ts';
import { type SealedFiles, sealedFiles } from './sealed-files.ts';

/** Where a vault lies and how it draws. `random` gives that many unpredictable bytes as hex. */
export type VaultPlace = {
  readonly folder: string;
  readonly keyFile: string;
  readonly random: (bytes: number) => string;
};

/** Someone who asked to see an identity without a right of their own; `at` in integer microseconds. */
export type Asking = {
  readonly caseId: string;
  readonly actor: string;
  readonly keyId: string;
  readonly at: number;
  readonly reason: string;
};

export type Vault = {
  /**
   * The pseudonym of a person in a case: the one they have, or a new one drawn at random. What is said last counts; a
   * contact that is not said anew stays.
   */
  readonly add: (caseId: string, identity: Identity, consent: Consent) => string;
  /** An entry of this case, or null: one of another case and one that does not exist are told alike. */
  readonly find: (caseId: string, pseudonym: string) => VaultEntry | null;
  /** Closes an entry since consent was withdrawn; `at` in integer microseconds. */
  readonly withdraw: (entry: VaultEntry, at: number) => void;
  /** Closes an entry that was added by mistake. It stays sealed, and its pseudonym is nobody else's. */
  readonly dismiss: (entry: VaultEntry, at: number) => void;
  /** Names a prosecutor who may see the identities of a case. */
  readonly appoint: (caseId: string, prosecutor: string) => void;
  readonly isAppointed: (caseId: string, prosecutor: string) => boolean;
  /** Notes that someone asks for an identity; answers all who have asked for it, each with their latest time. */
  readonly ask: (pseudonym: string, asking: Asking) => readonly Asking[];
};

/** As an earlier version wrote it, `dismissedAt` is absent. */
type StoredEntry = Omit<VaultEntry, 'dismissedAt'> & Partial<Pick<VaultEntry, 'dismissedAt'>>;

const entryPlace = (pseudonym: string) => `entries/${pseudonym}`;
const tagPlace = (tag: string) => `tags/${tag}`;
const appointmentPlace = (caseId: string, prosecutor: string) => `appointed/${caseId}/${prosecutor}`;
const askingPlace = (pseudonym: string, actor: string) => `asked/${pseudonym}/${actor}`;

/** Eight characters of five bits from 40 drawn ones; drawn again until a digit is among them. */
function drawPseudonym(random: VaultPlace['random']): string {
  for (;;) {
    const bits = BigInt(`0x${random(5)}`);
    const characters = Array.from({ length: 8 }, (_, i) => PSEUDONYM_ALPHABET[Number((bits >> BigInt(5 * i)) & 31n)]);
    const pseudonym = `V-${characters.join('')}`;
    if (isPseudonym(pseudonym)) return pseudonym;
  }
}

/** Whether consent was given after an entry was closed: at a later instant, or on a day that is later everywhere. */
function isAfter({ at }: Consent, closedAt: number): boolean {
  const instant = parseInstant(at);
  return instant.ok ? instant.value > closedAt : at > latestDay(closedAt);
}

/** The pseudonym under a tag, held from now on. A crash right after it leaves a name without an entry, which is used. */
function holdPseudonym(files: SealedFiles, tag: string, random: VaultPlace['random']): string {
  const held = files.read(tagPlace(tag));
  if (typeof held === 'string') return held;
  const drawn = drawPseudonym(random);
  if (files.read(entryPlace(drawn)) !== null) return holdPseudonym(files, tag, random);
  files.create(tagPlace(tag), drawn);
  return String(files.read(tagPlace(tag)));
}

/**
 * Opens the vault of a home, drawing its key on first use. Every file is sealed; a pseudonym is random and says nothing
 * of the person, and the keyed tag of a person leads to it, so that the same person is known again in a case and in no
 * other. Error (thrown, here and by every call): VAULT_UNREADABLE.
 */
export function openVault({ folder, keyFile, random }: VaultPlace): Vault {
  const seals = sealsOf(vaultKey(keyFile, folder));
  const files = sealedFiles(folder, seals);
  // What the key opens was written by `add`: GCM has shown that nobody else did.
  const entryOf = (pseudonym: string): VaultEntry | null => {
    const entry = files.read(entryPlace(pseudonym)) as StoredEntry | null;
    return entry === null ? null : { dismissedAt: null, ...entry };
  };
  return {
    add: (caseId, identity, consent) => {
      const pseudonym = holdPseudonym(files, seals.tag(identityKey(caseId, identity)), random);
      const before = entryOf(pseudonym);
      const { withdrawnAt = null, dismissedAt = null } = before ?? {};
      const isOpen = [withdrawnAt, dismissedAt].every((at) => at === null || isAfter(consent, at));
      const contact = identity.contact ?? before?.identity.contact ?? null;
      files.write(entryPlace(pseudonym), {
        pseudonym,
        caseId,
        identity: { ...identity, contact },
        consent,
        withdrawnAt: isOpen ? null : withdrawnAt,
        dismissedAt: isOpen ? null : dismissedAt,
      } satisfies VaultEntry);
      return pseudonym;
    },
    find: (caseId, pseudonym) => {
      const entry = isPseudonym(pseudonym) ? entryOf(pseudonym) : null;
      return entry?.caseId === caseId ? entry : null;
    },
    withdraw: (entry, at) => files.write(entryPlace(entry.pseudonym), { ...entry, withdrawnAt: at }),
    dismiss: (entry, at) => files.write(entryPlace(entry.pseudonym), { ...entry, dismissedAt: at }),
    appoint: (caseId, prosecutor) => files.write(appointmentPlace(caseId, prosecutor), prosecutor),
    isAppointed: (caseId, prosecutor) => files.read(appointmentPlace(caseId, prosecutor)) === prosecutor,
    ask: (pseudonym, asking) => {
      files.write(askingPlace(pseudonym, asking.actor), asking);
      const askers = files.list(`asked/${pseudonym}`);
      return askers.map((actor) => files.read(askingPlace(pseudonym, actor)) as Asking);
    },
  };
}
