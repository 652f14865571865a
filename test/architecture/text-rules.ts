import ts from 'typescript';
import { type Tree, within } from './tree.ts';

/** Where the outside world comes in: one file each. */
const FENCES: readonly { readonly what: string; readonly pattern: RegExp; readonly allowed: readonly string[] }[] = [
  { what: 'process.env', pattern: /process\.env\b/, allowed: ['src/app/config.ts'] },
  { what: 'Date.now', pattern: /\bDate\.now\b/, allowed: ['src/core/clock.ts'] },
  { what: 'new Date()', pattern: /\bnew Date\(\s*\)/, allowed: ['src/core/clock.ts'] },
  { what: 'Math.random', pattern: /\bMath\.random\b/, allowed: ['src/core/rng.ts'] },
  { what: 'performance.now', pattern: /\bperformance\.now\b/, allowed: ['src/core/clock.ts'] },
  { what: 'a locale', pattern: /\.toLocale\w+\(|\.localeCompare\(/, allowed: [] },
  { what: 'any', pattern: /:\s*any\b|\bas any\b|<any>/, allowed: [] },
  { what: 'a silenced type error', pattern: /@ts-(ignore|expect-error|nocheck)/, allowed: [] },
  { what: 'a default export', pattern: /^export default /m, allowed: [] },
];

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:])\/\/[^\n]*/g, '$1');
}

export function fenceViolations(tree: Tree): string[] {
  return within(tree, 'src', 'workers').flatMap(([path, text]) => {
    const code = withoutComments(text);
    return FENCES.filter(({ pattern, allowed }) => pattern.test(code) && !allowed.includes(path)).map(
      ({ what }) => `${path} uses ${what}`,
    );
  });
}

const REFUSED_NAMES =
  /(^|\/)(utils?|helpers?|common|misc|manager|processor)(\/|\.ts$)|-(utils?|helpers?|manager|processor)\.ts$/;

export function nameViolations(tree: Tree): string[] {
  return within(tree, 'src', 'workers')
    .map(([path]) => path)
    .filter((path) => REFUSED_NAMES.test(path))
    .map((path) => `${path} has a name that says nothing`);
}

export const MAX_FILE_LINES = 400;
export const MAX_FUNCTION_LINES = 60;

export function fileSizeViolations(tree: Tree): string[] {
  return within(tree, 'src', 'workers').flatMap(([path, text]) => {
    const lines = text.split('\n').length - 1;
    const limit = path.startsWith('workers/') ? 60 : MAX_FILE_LINES;
    return lines > limit ? [`${path} has ${lines} lines; ${limit} are allowed`] : [];
  });
}

export type MeasuredFunction = {
  readonly path: string;
  readonly name: string;
  readonly lines: number;
  readonly parameters: number;
};

function nameOf(node: ts.Node): string {
  if ('name' in node && node.name !== undefined) return (node.name as ts.Node).getText();
  return node.parent !== undefined && ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : 'anonymous';
}

export function measureFunctions(path: string, text: string): MeasuredFunction[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const found: MeasuredFunction[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) || ts.isArrowFunction(node)) {
      const from = source.getLineAndCharacterOfPosition(node.getStart()).line;
      const to = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      found.push({
        path,
        name: nameOf(node),
        lines: to - from + 1,
        parameters: (node as ts.FunctionLikeDeclaration).parameters.length,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

export function functionViolations(tree: Tree): string[] {
  return within(tree, 'src', 'workers')
    .flatMap(([path, text]) => measureFunctions(path, text))
    .flatMap(({ path, name, lines, parameters }) => [
      ...(lines > MAX_FUNCTION_LINES ? [`${path}: ${name} has ${lines} lines; ${MAX_FUNCTION_LINES} are allowed`] : []),
      ...(parameters > 4 ? [`${path}: ${name} takes ${parameters} parameters; 4 are allowed`] : []),
    ]);
}

/** Names of the members of an exported object type, for ports that are closed. */
export function typeMembers(text: string, typeName: string): string[] {
  const source = ts.createSourceFile('port.ts', text, ts.ScriptTarget.ESNext, true);
  for (const statement of source.statements) {
    if (
      ts.isTypeAliasDeclaration(statement) &&
      statement.name.text === typeName &&
      ts.isTypeLiteralNode(statement.type)
    ) {
      return statement.type.members.map((member) => member.name?.getText() ?? '');
    }
  }
  return [];
}

/** SQL stays in .sql files: no statement text in TypeScript, and no template literal near a prepare or exec. */
export function sqlInCodeViolations(tree: Tree): string[] {
  const statement = /['"`]\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|MATCH|MERGE|UNWIND)\s/;
  return within(tree, 'src', 'workers')
    .filter(([, text]) => statement.test(withoutComments(text)))
    .map(([path]) => `${path} holds a statement of SQL or Cypher`);
}

/** What must not be committed: paths of a machine and hosts of a registry. */
export function machineTraces(tree: Tree): string[] {
  const trace = /(^|[^A-Za-z0-9_.])\/(work|farm|root|tmp)\/|registry\.npmjs\.org|repo\.maven\.apache\.org/m;
  return [...tree]
    .filter(([path, text]) => !path.startsWith('test/architecture/') && trace.test(text))
    .map(([path]) => `${path} names a machine's path or a registry host`);
}
