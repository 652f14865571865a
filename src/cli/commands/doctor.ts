import type { Command } from 'commander';
import { doctor } from '../../app/index.ts';
import { type GlobalOptions, withSession } from '../session.ts';

export function register(program: Command): void {
  program
    .command('doctor')
    .description('mode, versions, dependencies, disk and schema')
    .action(async () => {
      await withSession(program.opts<GlobalOptions>(), async ({ run, out }) => {
        const answer = await run(doctor, { version: program.version() });
        if (!answer.ok) return out.fail(answer.error);
        const { dependencies, freeDiskBytes, ...facts } = answer.value;
        if (out.json) out.data(answer.value);
        else {
          for (const [name, value] of Object.entries(facts)) out.line(`${name.padEnd(14)} ${value}`);
          out.line(`${'free disk'.padEnd(14)} ${(freeDiskBytes / 1024 ** 3).toFixed(1)} GiB`);
          for (const item of dependencies)
            out.line(`${item.name.padEnd(14)} ${item.reachable ? 'reachable' : 'NOT REACHABLE'}, ${item.note}`);
        }
        return dependencies.every((item) => item.reachable) ? 0 : 4;
      });
    });
}
