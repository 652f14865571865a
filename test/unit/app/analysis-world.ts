import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ACCOUNTS =
  'institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation';
const TRANSFERS =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';
const BANK = '021000021';
const DAYS = [1, 8, 15, 22, 29] as const;

/** Invented surnames, so that nobody of one ring is taken for somebody of another. */
const surname = (ring: number, person: number) =>
  `${'BCDFGHJKLM'[ring % 10]}a${'lmnrstvwz'[person % 9]}o${'bdgkprtvxz'[(ring * 7 + person) % 10]}i${'bdfgklmnrs'[(ring + person * 3) % 10]}`;

/**
 * Files of rings that have nothing to do with each other: a firm, those who sign for its account, weekly payments
 * from hand to hand, and three cash deposits just under ten thousand, so that each is a network with a finding. Ring r has r + 3 people, so that components come in all sizes.
 */
export function writeRings(folder: string, rings: number): string[] {
  const accounts: string[] = [];
  const transfers: string[] = [];
  for (let ring = 0; ring < rings; ring++) {
    const firm = `${surname(ring, 90)} Works ${ring} LLC`;
    accounts.push(`${BANK},F${ring},${firm},organisation,ein,12-34567${10 + ring},owner,,,,,,,`);
    const people = Array.from({ length: ring + 3 }, (_, person) => `Pat ${surname(ring, person)}${ring}`);
    for (const day of ['09', '10', '11'])
      transfers.push(`T${transfers.length},2024-01-${day},,,,${BANK},F${ring},,9400.00,USD,cash,,,`);
    for (const [person, name] of people.entries()) {
      const ssn = `9${String(ring).padStart(2, '0')}-${String(10 + person)}-1234`;
      accounts.push(`${BANK},F${ring},${name},person,ssn,${ssn},signatory,,,,,,,`);
      accounts.push(`${BANK},P${ring}-${person},${name},person,ssn,${ssn},owner,,,,,,,`);
      const next = (person + 1) % people.length;
      for (const day of DAYS) {
        const date = `2024-01-${String(day).padStart(2, '0')}`;
        const row = (from: string, to: string, amount: number) =>
          `T${transfers.length},${date},${BANK},${from},,${BANK},${to},,${amount}.00,USD,wire,,,`;
        transfers.push(row(`F${ring}`, `P${ring}-${person}`, 400 + 10 * person));
        transfers.push(row(`P${ring}-${person}`, `P${ring}-${next}`, 150 + person));
      }
    }
  }
  const files = { 'accounts.csv': [ACCOUNTS, ...accounts], 'transfers.csv': [TRANSFERS, ...transfers] };
  return Object.entries(files).map(([name, lines]) => {
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
    return join(folder, name);
  });
}
