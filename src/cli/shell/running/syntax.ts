import type { Bash } from 'just-bash/browser';

// just-bash does not export the types of its syntax tree by name; they follow from what its parser gives back.
export type Script = ReturnType<Bash['transform']>['ast'];
export type Statement = Script['statements'][number];
export type Pipeline = Statement['pipelines'][number];
export type Command = Pipeline['commands'][number];
export type SimpleCommand = Extract<Command, { type: 'SimpleCommand' }>;
export type FunctionDefinition = Extract<Command, { type: 'FunctionDef' }>;
export type Redirection = SimpleCommand['redirections'][number];

/** The name of a simple command where it is plain text, as in `exec`, else undefined. */
export function plainName(command: Command): string | undefined {
  if (command.type !== 'SimpleCommand') return undefined;
  const [only, ...more] = command.name?.parts ?? [];
  return only?.type === 'Literal' && more.length === 0 ? only.value : undefined;
}

/** A function definition as a statement of its own. */
export const definition = (node: FunctionDefinition): Statement => ({
  type: 'Statement',
  pipelines: [{ type: 'Pipeline', commands: [node], negated: false }],
  operators: [],
  background: false,
});

/** Every node below this one for which the test holds; what lies below a node found is not looked into. */
export function nodesBelow<T>(node: unknown, test: (node: object) => T | undefined): T[] {
  if (Array.isArray(node)) return node.flatMap((item) => nodesBelow(item, test));
  if (typeof node !== 'object' || node === null) return [];
  const found = test(node);
  return found === undefined ? Object.values(node).flatMap((value) => nodesBelow(value, test)) : [found];
}
