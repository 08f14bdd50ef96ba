import ts from 'typescript';

/** One import, export-from, dynamic import, `import('x')` type, or `new URL('./x', import.meta.url)`. */
export interface ImportEdge {
  readonly specifier: string;
  /** Nothing of it remains after compilation. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** Path from the root of the project, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly ImportEdge[];
}

/** The scripts of a Svelte component. Markup has no imports. */
const scriptsOf = (text: string): string =>
  [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, body]) => body ?? '').join('\n');

const isTypeOnlyImport = (clause: ts.ImportClause | undefined): boolean => {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
};

/** `new URL('./worker.ts', import.meta.url)`: how a bundler is told of a worker or an asset. */
const urlSpecifier = (node: ts.NewExpression): string | undefined => {
  const [first, second] = node.arguments ?? [];
  return node.expression.getText() === 'URL' &&
    first !== undefined &&
    ts.isStringLiteral(first) &&
    second?.getText() === 'import.meta.url'
    ? first.text
    : undefined;
};

const edgeOf = (node: ts.Node): ImportEdge | undefined => {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: isTypeOnlyImport(node.importClause) };
  }
  if (
    ts.isExportDeclaration(node) &&
    node.moduleSpecifier !== undefined &&
    ts.isStringLiteral(node.moduleSpecifier)
  ) {
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly };
  }
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    return { specifier: node.argument.literal.text, typeOnly: true };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [first] = node.arguments;
    return first !== undefined && ts.isStringLiteralLike(first)
      ? { specifier: first.text, typeOnly: false }
      : undefined;
  }
  if (ts.isNewExpression(node)) {
    const specifier = urlSpecifier(node);
    return specifier === undefined ? undefined : { specifier, typeOnly: false };
  }
  return undefined;
};

/** Reads a `.ts`, `.js` or `.svelte` file. */
export const readSource = (path: string, text: string): SourceFile => {
  const code = path.endsWith('.svelte') ? scriptsOf(text) : text;
  const tree = ts.createSourceFile(path, code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  const imports: ImportEdge[] = [];
  const visit = (node: ts.Node): void => {
    const edge = edgeOf(node);
    if (edge !== undefined) imports.push(edge);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { path, text, imports };
};
