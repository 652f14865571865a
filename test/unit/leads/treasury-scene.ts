import type { RecordId } from '../../../src/core/index.ts';
import type { Identifier, Party } from '../../../src/facts/index.ts';
import type { LeadInput } from '../../../src/leads/index.ts';
import { finding, makeScene, type Scene } from './scene.ts';

const HEAD =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo';

/** The wage kick-back of scene.ts, with what each party's records state of identifiers replaced by name. */
export function withIdentifiers(scene: Scene, stated: Readonly<Record<string, readonly Identifier[]>>): LeadInput {
  const partyById = new Map(
    [...scene.resolution.partyById].map(([id, party]): [typeof id, Party] => {
      const identifiers = party.names.map(({ full }) => stated[full]).find((item) => item !== undefined);
      return [id, identifiers === undefined ? party : { ...party, identifiers }];
    }),
  );
  return { ...scene, resolution: { ...scene.resolution, partyById } };
}

export const passport = (issuer: string): Identifier => ({ type: 'passport', value: 'G1234567', issuer });
export const register = (issuer: string): Identifier => ({ type: 'registration', value: '778899', issuer });

/** The scene with this many transfers to an institution abroad, by its BIC. */
export function foreignScene(transfers: number, bic = 'DEUTDEFF'): Promise<Scene> {
  const rows = Array.from(
    { length: transfers },
    (_, at) => `f${at},2024-04-1${at},021000021,200,Paul Stone,${bic},DE1,Otto Kern,100.00,USD,wire,,,`,
  );
  const base = [
    't1,2024-02-01,021000021,100,Harbor Works LLC,021000021,300,Rosa Lima,900.00,USD,ach,,,payroll',
    't2,2024-02-02,021000021,300,Rosa Lima,021000021,200,Paul Stone,700.00,USD,p2p,"Boston, MA",,',
    't4,2024-03-02,021000021,400,Omar Diaz,021000021,200,Paul Stone,660.00,USD,p2p,"Boston, MA",,',
  ];
  return makeScene({ 'transfers.csv': `${[HEAD, ...base, ...rows].join('\n')}\n` });
}

/** The scene with cash deposits into the firm's account, all cited by a series below the reporting line. */
export async function cashScene(amounts: readonly string[], place: string): Promise<LeadInput> {
  const base = [
    't1,2024-02-01,021000021,100,Harbor Works LLC,021000021,300,Rosa Lima,900.00,USD,ach,,,payroll',
    't2,2024-02-02,021000021,300,Rosa Lima,021000021,200,Paul Stone,700.00,USD,p2p,"Boston, MA",,',
    't4,2024-03-02,021000021,400,Omar Diaz,021000021,200,Paul Stone,660.00,USD,p2p,"Boston, MA",,',
  ];
  const rows = amounts.map(
    (amount, at) => `c${at},2024-03-0${at + 4},,,,021000021,100,Harbor Works LLC,${amount},USD,cash,"${place}",,`,
  );
  const scene = await makeScene({ 'transfers.csv': `${[HEAD, ...base, ...rows].join('\n')}\n` });
  const records: RecordId[] = amounts.map((_, at) => scene.row(`c${at}`));
  const series = finding(scene.facts, {
    rule: 'sub-threshold-series',
    family: 'C',
    subjects: [scene.entity('Harbor Works LLC')],
    records,
  });
  const network = { ...scene.network, findings: [...scene.network.findings, series.id] };
  const findings = [...scene.detection.findings, series];
  return { ...scene, network, detection: { ...scene.detection, networks: [network], findings } };
}
