import type { XmlAttributes } from './xml.ts';

/** Names of one document. `enter` on every open tag, `leave` on every close tag. */
export type NameScope = {
  readonly enter: (qualified: string, attributes: XmlAttributes) => string;
  readonly leave: () => void;
};

function declarations(attributes: XmlAttributes): [string, string][] {
  const found: [string, string][] = [];
  for (const key in attributes) {
    if (key === 'xmlns') found.push(['', attributes[key] ?? '']);
    else if (key.startsWith('xmlns:')) found.push([key.slice(6), attributes[key] ?? '']);
  }
  return found;
}

/**
 * Resolves prefixes in constant time a tag: a name in `namespace`, in no namespace, or under a prefix that was never
 * declared is its local name; any other is `{uri}local`, so that a foreign element never passes for one of ours.
 * No name is `__proto__`, which would not be kept as a key.
 */
export function createNameScope(namespace: string): NameScope {
  const scopes: ReadonlyMap<string, string>[] = [];
  const opened: boolean[] = [];
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
      const declared = declarations(attributes);
      opened.push(declared.length > 0);
      if (declared.length > 0) {
        scopes.push(prefixes);
        prefixes = new Map([...prefixes, ...declared]);
        resolved = new Map();
      }
      return resolved.get(qualified) ?? resolve(qualified);
    },
    leave: () => {
      if (opened.pop() !== true) return;
      prefixes = scopes.pop() ?? new Map();
      resolved = new Map();
    },
  };
}
