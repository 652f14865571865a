import { stopwatch } from '../../core/index.ts';

/** Seconds by stage. */
export type Seconds = Readonly<Record<string, number>>;

export type StageTimer = { readonly begin: (stage: string) => void; readonly seconds: () => Seconds };

/** Times the stages of a Run and tells each as it begins; `before` is what other workers spent on the same Run. */
export function stageTimer(onStage: (stage: string) => void, before: Seconds = {}): StageTimer {
  const seconds: Record<string, number> = { ...before };
  let current: { readonly stage: string; readonly watch: ReturnType<typeof stopwatch> } | null = null;
  const end = () => {
    if (current === null) return;
    const spent = (seconds[current.stage] ?? 0) + current.watch.elapsedSeconds();
    seconds[current.stage] = Math.round(spent * 1000) / 1000;
    current = null;
  };
  return {
    begin: (stage) => {
      end();
      current = { stage, watch: stopwatch() };
      onStage(stage);
    },
    seconds: () => {
      end();
      return seconds;
    },
  };
}
