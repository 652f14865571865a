import { z } from 'zod';
import {
  addMoney,
  byKeys,
  compareMoney,
  type Money,
  moneyText,
  ok,
  operation,
  type PartyId,
} from '../../core/index.ts';
import type { AggregateFlow, Party } from '../../facts/index.ts';
import type { StoreReader } from '../../store/port/index.ts';
import type { AppOperation, OperationContext } from '../context.ts';

const output = z.object({
  rows: z.number(),
  totals: z.array(z.object({ currency: z.string(), amount: z.string() })),
  mostConnected: z.object({ name: z.string(), connections: z.number() }).nullable(),
  largest: z
    .object({ from: z.string(), to: z.string(), amount: z.string(), currency: z.string(), rows: z.number() })
    .nullable(),
});
export type FlowSummary = z.infer<typeof output>;

type Institution = { readonly key: string; readonly name: string };

/** Institutions of aggregate flows go by the id that the source gives them, else by their name. */
async function institutions(read: StoreReader, context: OperationContext): Promise<Map<PartyId, Institution>> {
  const found = new Map<PartyId, Institution>();
  for await (const block of read.factsOf('party', context.cut)) {
    for (const party of block) if (party.role === 'flow-institution') found.set(party.id, institution(party));
  }
  return found;
}

function institution(party: Party): Institution {
  const name = party.names[0]?.full ?? 'unnamed';
  return { key: party.identifiers[0]?.value ?? name, name };
}

type Pair = { readonly from: Institution; readonly to: Institution; readonly amount: Money; readonly rows: number };

class FlowTotals {
  readonly #totals = new Map<string, Money>();
  readonly #pairs = new Map<string, Pair>();
  readonly #neighbours = new Map<string, Set<string>>();
  readonly #names = new Map<string, string>();
  rows = 0;

  add(flow: AggregateFlow, from: Institution, to: Institution): void {
    this.rows++;
    const { amount } = flow;
    const total = this.#totals.get(amount.currency);
    this.#totals.set(amount.currency, total === undefined ? amount : addMoney(total, amount));
    const key = JSON.stringify([from.key, to.key, amount.currency]);
    const pair = this.#pairs.get(key);
    this.#pairs.set(key, {
      from,
      to,
      amount: pair === undefined ? amount : addMoney(pair.amount, amount),
      rows: (pair?.rows ?? 0) + 1,
    });
    this.#connect(from, to);
    this.#connect(to, from);
  }

  #connect(one: Institution, other: Institution): void {
    this.#names.set(one.key, one.name);
    if (one.key === other.key) return;
    const set = this.#neighbours.get(one.key) ?? new Set();
    this.#neighbours.set(one.key, set.add(other.key));
  }

  summary(): FlowSummary {
    const totals = [...this.#totals]
      .map(([currency, amount]) => ({ currency, amount: moneyText(amount) }))
      .sort(byKeys((item) => item.currency));
    const [most] = [...this.#neighbours]
      .map(([key, set]) => ({ key, size: set.size }))
      .sort(
        byKeys(
          (item) => -item.size,
          (item) => item.key,
        ),
      );
    let largest: Pair | null = null;
    for (const pair of this.#pairs.values()) {
      if (
        largest === null ||
        (pair.amount.currency === largest.amount.currency && compareMoney(pair.amount, largest.amount) > 0)
      )
        largest = pair;
    }
    return {
      rows: this.rows,
      totals,
      mostConnected:
        most === undefined ? null : { name: this.#names.get(most.key) ?? most.key, connections: most.size },
      largest:
        largest === null
          ? null
          : {
              from: largest.from.name,
              to: largest.to.name,
              amount: moneyText(largest.amount),
              currency: largest.amount.currency,
              rows: largest.rows,
            },
    };
  }
}

/** Totals between institutions: what reports state in aggregate. They feed drawings and totals, never an indicator. */
export const flowSummary: AppOperation<Record<string, never>, FlowSummary> = operation({
  name: 'flows.summary',
  input: z.strictObject({}),
  output,
  access: { action: 'result.read', mode: 'read', protectedData: true },
  key: () => 'flows',
  run: async (context) => {
    const known = await institutions(context.read, context);
    const totals = new FlowTotals();
    for await (const block of context.read.factsOf('aggregate-flow', context.cut)) {
      for (const flow of block) {
        const [from, to] = [known.get(flow.from), known.get(flow.to)];
        if (from !== undefined && to !== undefined) totals.add(flow, from, to);
      }
    }
    return ok(totals.summary());
  },
});
