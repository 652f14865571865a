import type { XmlAttributes } from './xml.ts';

/** Names of one document. `enter` on every open tag, `leave` on every close tag. */
export type NameScope = {
  /** `attributes` is null for a tag that has none, as most have. */
  readonly enter: (qualified: string, attributes: XmlAttributes | null) => string;
  readonly leave: () => void;
};

type Scope = { readonly depth: number; readonly outer: ReadonlyMap<string, string> };

function declarations(attributes: XmlAttributes): [string, string][] | null {
  let found: [string, string][] | null = null;
  for (const key in attributes) {
    if (!key.startsWith('xmlns')) continue;
    if (key !== 'xmlns' && key[5] !== ':') continue;
    found ??= [];
    found.push([key.slice(6), attributes[key] ?? '']);
  }
  return found;
}

/**
 * Resolves prefixes in constant time a tag: a name in `namespace`, in no namespace, or under a prefix that was never
 * declared is its local name; any other is `{uri}local`, so that a foreign element never passes for one of ours.
 * No name is `__proto__`, which would not be kept as a key.
 */
export function createNameScope(namespace: string): NameScope {
  const scopes: Scope[] = [];
  let depth = 0;
  let prefixes: ReadonlyMap<string, string> = new Map();
  let resolved = new Map<string, string>();

  const resolve = (qualified: string): string => {
    const colon = qualified.indexOf(':');
    const uri = prefixes.get(colon < 0 ? '' : qualified.slice(0, colon)) ?? '';
    const local = qualified.slice(colon + 1);
    const isOurs = (uri === '' || uri === namespace) && local !== '__proto__';
    const name = isOurs ? local : `{${uri}}${local}`;
    resolved.set(qualified, name);
    return name;
  };
  return {
    enter: (qualified, attributes) => {
      depth++;
      const declared = attributes === null ? null : declarations(attributes);
      if (declared !== null) {
        scopes.push({ depth, outer: prefixes });
        prefixes = new Map([...prefixes, ...declared]);
        resolved = new Map();
      }
      return resolved.get(qualified) ?? resolve(qualified);
    },
    leave: () => {
      const scope = scopes.at(-1);
      if (scope?.depth === depth) {
        scopes.pop();
        prefixes = scope.outer;
        resolved = new Map();
      }
      depth--;
    },
  };
}
