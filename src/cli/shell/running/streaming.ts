import {
  nodesBelow,
  plainName,
  type Command,
  type Pipeline,
  type Redirection,
  type Script,
  type Statement,
} from './syntax.ts';

/** Which of a command's two outputs go to the terminal where it stands. */
interface Sides {
  stdout: boolean;
  stderr: boolean;
}

type Substitution = { type: 'CommandSubstitution'; body: Script };

/** These steer the shell itself, or make the redirection stay. */
const untouched = new Set(['exec', 'exit', 'logout', 'return', 'break', 'continue', ':']);

const redirectsOutput = ({ operator, fd }: Redirection): boolean =>
  operator.includes('>') && operator !== '<>' && (fd === null || fd === 1 || fd === 2);

/** Gives back the script with the terminal's files as the outputs of every command whose output would be seen. */
export function streamed(script: Script, toTerminal: { stdout: Redirection; stderr: Redirection }): Script {
  const redirections = ({ stdout, stderr }: Sides): Redirection[] => [
    ...(stdout ? [toTerminal.stdout] : []),
    ...(stderr ? [toTerminal.stderr] : []),
  ];

  const inside = (statements: Statement[] | null, sides: Sides): void => {
    for (const { pipelines } of statements ?? []) for (const pipeline of pipelines) ofPipeline(pipeline, sides);
  };

  const ofPipeline = ({ commands, pipeStderr }: Pipeline, sides: Sides): void =>
    commands.forEach((command, at) => {
      const last = at === commands.length - 1;
      ofCommand(command, last ? sides : { stdout: false, stderr: sides.stderr && pipeStderr?.[at] !== true });
    });

  /** `$(...)` keeps its stdout; what it says on stderr is seen at once. */
  const ofSubstitutions = (node: unknown, { stderr }: Sides): void => {
    const bodies = nodesBelow(node, (found) =>
      'type' in found && found.type === 'CommandSubstitution' ? (found as Substitution).body : undefined,
    );
    for (const { statements } of bodies) inside(statements, { stdout: false, stderr });
  };

  const ofCommand = (command: Command, sides: Sides): void => {
    // What a function prints may be wanted by `$(...)` somewhere, so a call is streamed only as a whole.
    if (command.type === 'FunctionDef') return;
    if (command.type === 'SimpleCommand') {
      ofSubstitutions([command.assignments, command.name, command.args], sides);
      const name = plainName(command);
      if (command.name && !(name !== undefined && untouched.has(name)))
        command.redirections.unshift(...redirections(sides));
    } else if (command.redirections.some(redirectsOutput)) command.redirections.unshift(...redirections(sides));
    else ofBlock(command, sides);
  };

  const ofBlock = (command: Exclude<Command, { type: 'SimpleCommand' | 'FunctionDef' }>, sides: Sides): void => {
    switch (command.type) {
      case 'If':
        for (const { condition, body } of command.clauses) inside([...condition, ...body], sides);
        return inside(command.elseBody, sides);
      case 'While':
      case 'Until':
        return inside([...command.condition, ...command.body], sides);
      case 'For':
        ofSubstitutions(command.words, sides);
        return inside(command.body, sides);
      case 'Case':
        ofSubstitutions(command.word, sides);
        return command.items.forEach(({ body }) => inside(body, sides));
      case 'CStyleFor':
      case 'Group':
      case 'Subshell':
        return inside(command.body, sides);
      case 'ConditionalCommand':
      case 'ArithmeticCommand':
        return ofSubstitutions(command.expression, sides);
    }
  };

  const copy = structuredClone(script);
  inside(copy.statements, { stdout: true, stderr: true });
  return copy;
}
