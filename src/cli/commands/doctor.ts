import type { Command } from 'commander';
import { doctor, probeServices, processEnvironment, readConfig } from '../../app/index.ts';
import { createOutput, type ExitCode, type Output } from '../output.ts';
import { finish, type GlobalOptions, type Session, withSession } from '../session.ts';

type Dependency = { readonly name: string; readonly reachable: boolean; readonly note: string };

function printDependencies(out: Output, dependencies: readonly Dependency[]): void {
  for (const { name, reachable, note } of dependencies)
    out.line(`${name.padEnd(14)} ${reachable ? 'reachable' : 'NOT REACHABLE'}, ${note}`);
}

/** A home whose services are away cannot be opened; which of them it is can still be said. */
function tellServices(out: Output, services: readonly Dependency[]): ExitCode {
  if (out.json) out.data({ dependencies: services });
  else printDependencies(out, services);
  return 4;
}

async function tellAll(
  { run, out, app }: Session,
  version: string,
  services: readonly Dependency[],
): Promise<ExitCode> {
  const queue = app.config.redisUrl === null ? 'embedded' : 'redis';
  const answer = await run(doctor, { version, queue, services });
  if (!answer.ok) return out.fail(answer.error);
  const { dependencies, freeDiskBytes, ...facts } = answer.value;
  if (out.json) out.data(answer.value);
  else {
    for (const [name, value] of Object.entries(facts)) out.line(`${name.padEnd(14)} ${value}`);
    out.line(`${'free disk'.padEnd(14)} ${(freeDiskBytes / 1024 ** 3).toFixed(1)} GiB`);
    printDependencies(out, dependencies);
  }
  return dependencies.every((item) => item.reachable) ? 0 : 4;
}

async function examine(options: GlobalOptions, version: string): Promise<void> {
  const out = createOutput(options.json === true);
  const read = readConfig(processEnvironment(), options.home ?? null);
  if (!read.ok) return finish(out.fail(read.error));
  const services = await probeServices(read.value);
  if (services.some((item) => !item.reachable)) return finish(tellServices(out, services));
  await withSession(options, (session) => tellAll(session, version, services));
}

export function register(program: Command): void {
  program
    .command('doctor')
    .description('mode, versions, dependencies, disk and schema')
    .action(() => examine(program.opts<GlobalOptions>(), program.version() ?? ''));
}
