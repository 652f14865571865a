import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createDecipheriv, hkdfSync } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { RedressError } from '../../../src/core/index.ts';
import { isPseudonym } from '../../../src/facts/index.ts';
import { names, openVault } from '../../../src/vault/index.ts';
import { CONSENT, opened, person, vaultPlace } from './places.ts';

function unreadable(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof RedressError) return error.failure.code;
    throw error;
  }
  return 'no failure';
}

describe('the pseudonym of a victim', () => {
  it('is the same for the same person in one case, and another in another case', () => {
    const vault = opened();
    const first = vault.add('c1', person('Maria Canary'), CONSENT);
    assert.ok(isPseudonym(first));
    assert.equal(vault.add('c1', person('  MARIA   canary '), CONSENT), first);
    assert.equal(vault.add('c1', person('Maria Canary', { contact: 'a new address' }), CONSENT), first);
    assert.notEqual(vault.add('c2', person('Maria Canary'), CONSENT), first);
    assert.notEqual(vault.add('c1', person('Maria Canary', { dob: '1991-06-30' }), CONSENT), first);
    assert.notEqual(vault.add('c1', person('Mario Canary'), CONSENT), first);
  });

  it('tells people of one name apart by the contact where no date of birth is known', () => {
    const vault = opened();
    const nameOnly = (contact: string | null) => vault.add('c1', person('Ann Doe', { dob: null, contact }), CONSENT);
    const alone = nameOnly(null);
    assert.notEqual(nameOnly('a@example.org'), alone);
    assert.equal(nameOnly(null), alone);
  });

  it('is drawn, and says nothing of who it is: two vaults give one person two of them', () => {
    const [a, b] = [opened(vaultPlace('a')), opened(vaultPlace('b'))];
    assert.notEqual(a.add('c1', person('Ann Doe'), CONSENT), b.add('c1', person('Ann Doe'), CONSENT));
  });

  it('is drawn again when another person has it', () => {
    const place = vaultPlace();
    const draws = ['0000000001', '0000000001', '0000000002'];
    const vault = openVault({ ...place, random: () => draws.shift() ?? '' });
    assert.equal(vault.add('c1', person('Ann Doe'), CONSENT), 'V-10000000');
    assert.equal(vault.add('c1', person('Bob Ray'), CONSENT), 'V-20000000');
  });

  it('is found only by its case', () => {
    const vault = opened();
    const pseudonym = vault.add('c1', person('Ann Doe'), CONSENT);
    assert.equal(vault.find('c1', pseudonym)?.identity.name, 'Ann Doe');
    assert.equal(vault.find('c2', pseudonym), null);
    assert.equal(vault.find('c1', 'V-0000000z'), null);
    assert.equal(vault.find('c1', '../../keys/vault.key'), null);
  });
});

describe('consent', () => {
  const day = (text: string) => Date.parse(text) * 1000;

  it('closes the entry when it is withdrawn, and opens it when it is given anew', () => {
    const vault = opened();
    const pseudonym = vault.add('c1', person('Ann Doe'), CONSENT);
    const entry = vault.find('c1', pseudonym);
    assert.ok(entry !== null);
    vault.withdraw(entry, day('2024-06-01T12:00:00Z'));
    assert.equal(vault.find('c1', pseudonym)?.withdrawnAt, day('2024-06-01T12:00:00Z'));
    for (const [at, isOpen] of [
      ['2024-05-02', false],
      ['2024-06-01', false],
      // On the islands that are 14 hours ahead, the second of June had begun when consent was withdrawn.
      ['2024-06-02', false],
      ['2024-06-01T13:00:00+02:00', false],
      ['2024-06-01T12:00:01Z', true],
    ] as const) {
      assert.equal(vault.add('c1', person('Ann Doe'), { scope: 'civil', at }), pseudonym);
      assert.equal(vault.find('c1', pseudonym)?.withdrawnAt === null, isOpen, at);
    }
  });
});

describe('a reason that enters the log', () => {
  const maria = person('María López-Canary', { contact: 'Shelter Rd 4' });
  for (const [reason, isNamed] of [
    ['a letter from the court', false],
    ['to reach María', true],
    ['to reach LOPEZ', true],
    ['the lopez matter', true],
    ['the lópez matter', true],
    ['born 1990-06-30', true],
    ['lives at shelter rd 4', true],
    ['mariachi band', false],
  ] as const)
    it(`${isNamed ? 'names' : 'does not name'} the person: ${reason}`, () =>
      assert.equal(names(maria, reason), isNamed));
});

describe('a reason with a short or a stroked name in it', () => {
  const dang = person('Đặng Thị An');
  for (const [reason, isNamed] of [
    ['the Dang matter', true],
    ['to write to An', true],
    ['an order of the court', false],
    ['thi rd of May', true],
  ] as const)
    it(`${isNamed ? 'names' : 'does not name'} the person: ${reason}`, () =>
      assert.equal(names(dang, reason), isNamed));
});

describe('a reason about someone who is known by one short name', () => {
  for (const [name, reason, isNamed] of [
    ['Joy', 'an enjoyable plan for the client', false],
    ['Joy', 'to write to Joy', true],
    ['Li', 'notice to the client', false],
    ['Li', 'notice to Li', true],
    ['李伟', '通知李伟本人', true],
  ] as const)
    it(`${isNamed ? 'names' : 'does not name'} ${name}: ${reason}`, () =>
      assert.equal(names(person(name), reason), isNamed));
});

describe('the files of a vault', () => {
  const filesUnder = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('can be read by their owner alone and hold no word of an identity', () => {
    const place = vaultPlace();
    const vault = openVault(place);
    vault.add('c1', person('Maria Canary', { contact: 'canary@example.org' }), CONSENT);
    vault.appoint('c1', 'ann');
    vault.ask('V-10000000', { caseId: 'c1', actor: 'sue', keyId: 'k', at: 1, reason: 'Canary' });
    const files = filesUnder(place.folder);
    assert.equal(files.length, 4);
    for (const path of [...files, place.keyFile]) {
      assert.equal(statSync(path).mode & 0o777, 0o600, path);
      assert.ok(!/canary|maria|1990/i.test(readFileSync(path, 'latin1')), path);
    }
  });

  it('are AES-256-GCM under a key derived from the key file, opened here by hand', () => {
    const place = vaultPlace();
    const pseudonym = openVault(place).add('c1', person('Ann Doe'), CONSENT);
    const key = Buffer.from(readFileSync(place.keyFile, 'utf8').trim(), 'hex');
    assert.equal(key.length, 32);
    const derived = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'redress vault seal', 32));
    const bytes = readFileSync(join(place.folder, 'entries', pseudonym));
    const decipher = createDecipheriv('aes-256-gcm', derived, bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from(`entries/${pseudonym}`)).setAuthTag(bytes.subarray(12, 28));
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    assert.deepEqual(JSON.parse(text), {
      pseudonym,
      caseId: 'c1',
      identity: person('Ann Doe'),
      consent: CONSENT,
      withdrawnAt: null,
      dismissedAt: null,
    });
  });

  it('are sealed afresh each time, so that equal entries look unlike', () => {
    const place = vaultPlace();
    const vault = openVault(place);
    const file = join(place.folder, 'entries', vault.add('c1', person('Ann Doe'), CONSENT));
    const before = readFileSync(file);
    vault.add('c1', person('Ann Doe'), CONSENT);
    assert.notDeepEqual(readFileSync(file), before);
  });

  it('show any flipped byte, and an entry put in the place of another', () => {
    const place = vaultPlace();
    const vault = openVault(place);
    const [ann, bob] = [vault.add('c1', person('Ann Doe'), CONSENT), vault.add('c1', person('Bob Ray'), CONSENT)];
    const file = join(place.folder, 'entries', ann);
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      writeFileSync(file, flipped);
      assert.equal(
        unreadable(() => vault.find('c1', ann)),
        'VAULT_UNREADABLE',
        `byte ${at}`,
      );
    }
    for (const short of [0, 1, 27, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, short));
      assert.equal(
        unreadable(() => vault.find('c1', ann)),
        'VAULT_UNREADABLE',
      );
    }
    renameSync(join(place.folder, 'entries', bob), file);
    assert.equal(
      unreadable(() => vault.find('c1', ann)),
      'VAULT_UNREADABLE',
    );
  });

  it('are opened by no other key, and no new key is drawn beside entries whose key is lost', () => {
    const place = vaultPlace();
    const pseudonym = openVault(place).add('c1', person('Ann Doe'), CONSENT);
    const key = readFileSync(place.keyFile);
    writeFileSync(place.keyFile, `${'ab'.repeat(32)}\n`);
    assert.equal(
      unreadable(() => openVault(place).find('c1', pseudonym)),
      'VAULT_UNREADABLE',
    );
    rmSync(place.keyFile);
    assert.equal(
      unreadable(() => openVault(place)),
      'VAULT_UNREADABLE',
    );
    writeFileSync(place.keyFile, key, { mode: 0o600 });
    chmodSync(place.keyFile, 0o640);
    assert.equal(
      unreadable(() => openVault(place)),
      'VAULT_UNREADABLE',
    );
    chmodSync(place.keyFile, 0o600);
    assert.equal(openVault(place).find('c1', pseudonym)?.identity.name, 'Ann Doe');
  });

  it('are whole after a write that was cut short: the old entry stands, or none', () => {
    const place = vaultPlace();
    const vault = openVault(place);
    const ann = vault.add('c1', person('Ann Doe'), CONSENT);
    // What a crash leaves: bytes beside the file that never took its place, and a pseudonym held without an entry.
    writeFileSync(join(place.folder, 'entries', `${ann}.0123456789abcdef.new`), 'half');
    assert.equal(openVault(place).find('c1', ann)?.identity.name, 'Ann Doe');
    const bob = vault.add('c1', person('Bob Ray'), CONSENT);
    rmSync(join(place.folder, 'entries', bob));
    assert.equal(openVault(place).find('c1', bob), null);
    assert.equal(openVault(place).add('c1', person('Bob Ray'), CONSENT), bob);
    mkdirSync(join(place.folder, 'asked', ann), { recursive: true });
    writeFileSync(join(place.folder, 'asked', ann, 'sue.0123456789abcdef.new'), 'half');
    assert.equal(vault.ask(ann, { caseId: 'c1', actor: 'sam', keyId: 'k', at: 1, reason: 'r' }).length, 1);
  });

  it('keep the old entry when the disk takes only a part of the new one', () => {
    const place = vaultPlace();
    const ann = openVault(place).add('c1', person('Ann Doe'), CONSENT);
    const module = join(import.meta.dirname, '..', '..', '..', 'src', 'vault', 'index.ts');
    const script = `
      import { openVault } from ${JSON.stringify(module)};
      const { folder, keyFile } = ${JSON.stringify({ folder: place.folder, keyFile: place.keyFile })};
      const long = { name: 'Ann Doe', dob: '1990-06-30', contact: 'x'.repeat(4000) };
      try {
        openVault({ folder, keyFile, random: () => '00' }).add('c1', long, ${JSON.stringify(CONSENT)});
      } catch (error) {
        console.log(error.failure?.code ?? error.message);
      }`;
    // A limit of one block on the size of files stands for the disk: the first write is cut short without an error.
    const run = ['ulimit -f 1; exec "$0" --input-type=module -e "$1"', process.execPath, script];
    const { stdout } = spawnSync('bash', ['-c', ...run], { encoding: 'utf8' });
    assert.equal(stdout.trim(), 'HOME_UNUSABLE');
    assert.equal(openVault(place).find('c1', ann)?.identity.contact, null);
  });

  it('cannot be written on a full or closed disk, which is said and is no bug', () => {
    const place = vaultPlace();
    const vault = openVault(place);
    rmSync(place.folder, { recursive: true, force: true });
    writeFileSync(place.folder, 'a file where the folder should be');
    assert.equal(
      unreadable(() => vault.add('c1', person('Ann Doe'), CONSENT)),
      'HOME_UNUSABLE',
    );
    rmSync(dirname(place.folder), { recursive: true });
  });
});

describe('two openings of one vault at a time', () => {
  it('give one person one pseudonym', () => {
    const place = vaultPlace();
    const [a, b] = [openVault(place), openVault({ ...place, random: () => 'ffffffff01' })];
    assert.equal(b.add('c1', person('Ann Doe'), CONSENT), a.add('c1', person('Ann Doe'), CONSENT));
  });
});
