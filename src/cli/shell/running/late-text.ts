import type { Bash } from 'just-bash/browser';
import { nodesBelow, plainName, type Script, type SimpleCommand } from './syntax.ts';
import type { ShellFiles } from './terminal-files.ts';

const simpleCommands = (script: Script): SimpleCommand[] =>
  nodesBelow([script.statements], (node) =>
    'type' in node && node.type === 'SimpleCommand' ? (node as SimpleCommand) : undefined,
  );

/** The text of a word that is wholly plain or in single quotes. */
function literal(word: SimpleCommand['args'][number]): string {
  return word.parts.map((part) => (part.type === 'Literal' || part.type === 'SingleQuoted' ? part.value : '')).join('');
}

/**
 * Texts that a line brings to bash only while it runs: files that it sources and words that it evaluates. just-bash
 * does not give back the body of a function, so those that such texts define are found by reading them as well.
 */
export class LateText {
  readonly #bash: Bash;
  readonly #files: ShellFiles;
  readonly #words: string[];

  constructor(script: Script, bash: Bash, files: ShellFiles) {
    this.#bash = bash;
    this.#files = files;
    const commands = simpleCommands(script);
    const named = (...names: string[]) => commands.filter((command) => names.includes(plainName(command) ?? ''));
    this.#words = named('eval').map(({ args }) => args.map(literal).join(' '));
    files.reads = named('.', 'source').length > 0 ? [] : undefined;
  }

  /** All of them that can be read as bash, in the order of their reading. */
  scripts(): Script[] {
    return [...this.#words, ...(this.#files.reads ?? [])].flatMap((text) => {
      try {
        return [structuredClone(this.#bash.transform(text).ast)];
      } catch {
        return [];
      }
    });
  }
}
