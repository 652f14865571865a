import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS } from '../src/app/config.ts';
import { ERROR_CATALOG } from '../src/core/index.ts';

/** Writes docs/errors.md and docs/settings.md from the code: run it after either table changes. */
const errors = Object.entries(ERROR_CATALOG)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, { class: kind, next }]) => `| \`${code}\` | ${kind} | ${next} |\n`);
const settings = Object.entries(SETTINGS)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, what]) => `| \`${name}\` | ${what} |\n`);

writeFileSync(
  join(import.meta.dirname, 'errors.md'),
  `# Errors

Every error has a code, a sentence that says what and where, and a next step. The class decides the exit status and the
HTTP status: usage 2 / 400, policy 3 / 403, file and row 1 / 422, problem 1 / 409, unavailable 4 / 503, bug 1 / 500.
The table equals src/core/error-catalog.ts by test.

| code | class | what to do next |
| --- | --- | --- |
${errors.join('')}`,
);
writeFileSync(
  join(import.meta.dirname, 'settings.md'),
  `# Settings

Read once, at the start, from the environment (src/app/config.ts). A setting that begins with REDRESS_ and is not here
stops the start. Options of the command line win over settings. The table equals the code by test.

| setting | what it does |
| --- | --- |
${settings.join('')}`,
);
