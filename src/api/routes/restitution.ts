import { restitutionWorksheet, runOperation } from '../../app/index.ts';
import { ok } from '../../core/index.ts';
import { type Route, route } from '../route.ts';
import { worksheet, worksheetFile } from '../wire/restitution.ts';

/** What victims are owed. A worksheet is computed and answered; nothing is kept of it. */
export const restitutionRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/restitution/worksheets',
    summary: 'what each victim of a worksheet file is owed, has received and is still owed',
    access: 'token',
    status: 200,
    body: worksheetFile,
    response: worksheet,
    handle: async ({ app, caller, body }) => {
      const answer = await runOperation(app, caller, restitutionWorksheet, { file: body });
      return answer.ok ? ok({ status: 200, json: answer.value.worksheet }) : answer;
    },
  }),
];
