import { type DistrictReport, districtReport, runOperation } from '../../app/index.ts';
import { ok, type Result, sha256Hex } from '../../core/index.ts';
import { type Reply, type Route, route } from '../route.ts';
import { reportFormat, districtReport as reportShape, reportYear } from '../wire/reports.ts';

const CONTENT_TYPE = { html: 'text/html; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

function replyWith({ report, inputDigest, ...texts }: DistrictReport, format: 'json' | 'html' | 'csv'): Result<Reply> {
  if (format === 'json') return ok({ status: 200, value: { ...report, inputDigest } });
  const text = texts[format];
  return ok({
    status: 200,
    bytes: Buffer.from(text, 'utf8'),
    contentType: CONTENT_TYPE[format],
    fileName: `districts-${report.year}.${format}`,
    etag: sha256Hex(text),
  });
}

/** The district desk's yearly report, as it may be published. */
export const reportRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/reports/districts/{year}',
    summary: 'leads, assets and restitution by district in a year; no count under five, nor what would give one back',
    access: 'token',
    status: 200,
    params: reportYear,
    query: reportFormat,
    response: reportShape,
    handle: async ({ app, caller, params, query: { format = 'json' } }) => {
      const answer = await runOperation(app, caller, districtReport, { year: Number(params.year) });
      return answer.ok ? replyWith(answer.value, format) : answer;
    },
  }),
];
