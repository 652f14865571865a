import { createRng } from '../../src/core/index.ts';

const BANK = '021000021';
const ACCOUNTS = `institution,account,holder_name,holder_kind,holder_id_type,holder_id,role,opened_on,closed_on,address,phone,email,naics,occupation
${BANK},100,Harbor Works LLC,organisation,ein,912345671,owner,2020-01-02,,"12 Dock Street, Boston, MA 02110",,,561320,
${BANK},200,Paul Stone,person,ssn,512345671,owner,2020-01-02,,"9 Elm Road, Durham, NC 27701",,,,manager
${BANK},300,Rosa Lima,person,ssn,512345672,owner,2023-05-02,,"4 Pine Lane, Boston, MA 02110",6175550101,,,
${BANK},400,Omar Diaz,person,ssn,512345673,owner,2023-05-02,,"6 Oak Lane, Boston, MA 02110",,,,
`;
const BALANCES = `institution,account,as_of,balance,currency,kind\n${BANK},200,2022-12-31,1000.00,USD,ledger\n`;
const TRANSFERS =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';

const dayOf = (n: number): string => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10);

/**
 * The files of the scene of the lead tests with `rows` movements: customers pay a firm, it pays two workers, they send
 * most of it back to its manager, who spends it. A thousand names stand on the other side. Same files every time.
 */
export function manyRecords(rows: number): Readonly<Record<string, string>> {
  const rng = createRng('bench evidence');
  const transfers = Array.from({ length: rows }, (_, i) => {
    const worker = Math.floor(i / 4) % 2 === 0 ? 300 : 400;
    const cents = String(rng.int(100)).padStart(2, '0');
    const sides = [
      `,,Customer ${rng.int(500)} Inc,${BANK},100,,${2000 + (i % 700)}.${cents}`,
      `${BANK},100,,${BANK},${worker},,900.00`,
      `${BANK},${worker},,${BANK},200,,${600 + (i % 90)}.${cents}`,
      `${BANK},200,,,,Shop ${rng.int(500)},${600 + (i % 80)}.${cents}`,
    ][i % 4];
    return `t${i},${dayOf(Math.floor((i * 365) / rows))},${sides},USD,ach,,,`;
  });
  return {
    'accounts.csv': ACCOUNTS,
    'balances.csv': BALANCES,
    'transfers.csv': `${[TRANSFERS, ...transfers].join('\n')}\n`,
  };
}
