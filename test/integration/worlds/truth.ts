/** The truth beside a generated world (fixtures/scenarios/README.md). */
export type TrueParty = {
  readonly kind: 'person' | 'organisation' | 'account';
  readonly key: string;
  readonly accounts: readonly { readonly institution: string; readonly number: string }[];
  readonly possibleVictim?: boolean;
};

export type Truth = {
  readonly seed: number;
  readonly networks: readonly {
    readonly id: string;
    readonly kind: string;
    readonly members: readonly TrueParty[];
    readonly periphery: readonly string[];
  }[];
  readonly facilitators: readonly (TrueParty & { readonly firm: TrueParty })[];
  readonly possibleVictims: readonly TrueParty[];
  readonly lookAlikes: readonly { readonly id: string; readonly members: readonly TrueParty[] }[];
  readonly benignHubs: readonly TrueParty[];
  readonly people: readonly {
    readonly key: string;
    readonly mentions: readonly {
      readonly file: string;
      readonly at: number | string;
      readonly side: string;
      readonly name: string;
    }[];
  }[];
};

/** F1 with its parts; of nothing against nothing it is 1. */
export type Agreement = { readonly precision: number; readonly recall: number; readonly f1: number };

export function agreement(both: number, found: number, planted: number): Agreement {
  const precision = found === 0 ? 1 : both / found;
  const recall = planted === 0 ? 1 : both / planted;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((item) => b.has(item)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
