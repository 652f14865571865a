import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { createApi } from '../../src/api/index.ts';
import { type App, analyze, type Caller, compose, ingest, readConfig, runOperation } from '../../src/app/index.ts';
import { unwrap } from '../../src/core/index.ts';

const HEADER =
  'transfer_id,posted_at,from_institution,from_account,from_name,to_institution,to_account,to_name,amount,currency,method,place,conductor,memo\n';

/** Two transfers of one chain. A second file of them is a possible double booking of each, which makes two findings. */
const rowsOf = (name: string) =>
  `${HEADER}${name}1,2024-01-02,021000021,11,Ada Alder,021000021,12,Bea Birch,10.00,USD,wire,,,\n` +
  `${name}2,2024-01-03,021000021,12,Bea Birch,021000021,13,Cy Cedar,9.00,USD,wire,,,\n`;

export type ApiHome = {
  readonly app: App;
  readonly caller: (caseId: string, view?: 'full' | 'no-bsa') => Caller;
  /** The API as someone meets it who works on a case. */
  readonly api: (caseId: string, view?: 'full' | 'no-bsa') => Express;
  readonly token: string;
  readonly close: () => Promise<void>;
};

/** A home with two cases; in case A lie two files of two transfers and a Run over them. */
export async function openApiHome(folder: string): Promise<ApiHome> {
  const app = unwrap(await compose(unwrap(readConfig({}, join(folder, 'home')))));
  for (const id of ['A', 'B']) unwrap(app.home.openCase({ id, purpose: `work on ${id}`, authority: 'title 31' }));
  const caller: ApiHome['caller'] = (caseId, view = 'full') => {
    const { actor, signer } = unwrap(app.home.actor('local'));
    const opened = unwrap(app.home.case(caseId));
    return { viewer: { actor, case: opened, purpose: opened.purpose, view }, signer };
  };
  for (const name of ['s', 't']) {
    const file = join(folder, `${name}.csv`);
    writeFileSync(file, rowsOf(name));
    unwrap(await runOperation(app, caller('A'), ingest, { paths: [file] }));
  }
  unwrap(await runOperation(app, caller('A'), analyze, {}));
  return {
    app,
    caller,
    api: (caseId, view) => createApi(app, { version: 'test', caller: caller(caseId, view) }),
    token: `Bearer ${app.home.apiToken}`,
    close: () => app.close(),
  };
}

export function get(home: ApiHome, api: Express, path: string): request.Test {
  return request(api).get(`/api/v1${path}`).set('Authorization', home.token);
}

export function post(home: ApiHome, api: Express, path: string, body: object): request.Test {
  return request(api).post(`/api/v1${path}`).set('Authorization', home.token).send(body);
}
