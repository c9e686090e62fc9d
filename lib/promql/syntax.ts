import { type SyntaxNode } from '@lezer/common';

/** All nodes of a kind at or below one, in the order of the text. */
export function nodesOf(top: SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  top.cursor().iterate((node) => {
    if (node.name === name) found.push(node.node);
  });
  return found;
}

/** What a node stands for in the text; nothing where there is no node. */
export function textOf(node: SyntaxNode | null, text: string): string {
  return node === null ? '' : text.slice(node.from, node.to);
}

/** The expressions right below a node: operands, arguments, what stands in brackets. */
export function expressionsIn(node: SyntaxNode | null): SyntaxNode[] {
  return node === null ? [] : node.getChildren('Expr');
}

/** The arguments of a function or an aggregation. */
export function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  return expressionsIn(call.getChild('FunctionCallBody'));
}

/** What an expression says beneath brackets, `offset` and `@`, none of which changes what it is. */
export function bare(node: SyntaxNode): SyntaxNode {
  const [inner] = TRANSPARENT.has(node.name) ? expressionsIn(node) : [];
  return inner ? bare(inner) : node;
}

const TRANSPARENT: ReadonlySet<string> = new Set([
  'ParenExpr',
  'OffsetExpr',
  'StepInvariantExpr',
  'AnchoredExpr',
  'SmoothedExpr',
]);

/** Line and column of a place in a text, from 1. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before[before.length - 1] ?? '').length + 1 };
}
